"""People: oneself, and for administrators everybody."""

from fastapi import APIRouter

from gateway.deps import Admin, Gateway, Me
from gateway.schemas import NewPerson, Person, PersonChange
from gateway.views import person_view

router = APIRouter(prefix="/api", tags=["people"])


@router.get("/me")
async def get_me(me: Me, gateway: Gateway) -> Person:
    return person_view(await gateway.people.get(me.id))


@router.patch("/me")
async def update_me(change: PersonChange, me: Me, gateway: Gateway) -> Person:
    """Change one's name, time zone or language."""
    changed = await gateway.people.update(me.id, **change.model_dump(exclude_none=True))
    gateway.accounts.forget(me.id)
    return person_view(changed)


@router.get("/users")
async def list_users(admin: Admin, gateway: Gateway) -> list[Person]:
    return [person_view(each) for each in await gateway.people.list()]


@router.post("/users", status_code=201)
async def create_user(new: NewPerson, admin: Admin, gateway: Gateway) -> Person:
    """Make an account for somebody, who then signs in with this password."""
    hashed = await gateway.accounts.passwords.hash(new.password)
    made = await gateway.people.create(name=new.name, email=new.email, password_hash=hashed, role=new.role)
    return person_view(made)
