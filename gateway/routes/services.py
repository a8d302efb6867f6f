"""Service accounts: their sign-in, and for administrators their making and revoking."""

from fastapi import APIRouter

from gateway.deps import Admin, Gateway
from gateway.schemas_links import (
    CreatedService,
    NewService,
    ServiceList,
    ServiceLogin,
    ServiceName,
    ServiceSession,
    ServiceView,
)

router = APIRouter(prefix="/api", tags=["services"])


@router.post("/auth/service")
async def sign_in_service(body: ServiceLogin, gateway: Gateway) -> ServiceSession:
    """The access token of a service account. With it alone no person's data is reached."""
    signed_in = await gateway.services.sign_in(body.name, body.secret)
    return ServiceSession(access_token=signed_in.access_token, expires_at=signed_in.expires_at)


@router.get("/services")
async def list_services(admin: Admin, gateway: Gateway) -> ServiceList:
    found = await gateway.services.all()
    items = [ServiceView.model_validate(each, from_attributes=True) for each in found]
    return ServiceList(items=items)


@router.post("/services", status_code=201)
async def create_service(new: NewService, admin: Admin, gateway: Gateway) -> CreatedService:
    """Make one for a door that runs as a program of its own. Keep the secret: it is not told again."""
    secret = await gateway.services.create(new.name, new.platforms)
    return CreatedService(name=new.name, platforms=sorted(set(new.platforms)), secret=secret)


@router.delete("/services/{name}", status_code=204)
async def revoke_service(name: ServiceName, admin: Admin, gateway: Gateway) -> None:
    """End it, its tokens, and the tokens that it has for people."""
    await gateway.services.revoke(name)
    await gateway.platforms.withdraw(name)
