"""People: oneself, and for administrators everybody."""

from typing import Annotated

from fastapi import APIRouter, Query

from gateway.deps import Admin, Gateway, Me
from gateway.schemas import NewPerson, Page, Person, PersonChange
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
async def list_users(
    admin: Admin,
    gateway: Gateway,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> Page[Person]:
    """In the order they joined."""
    found = await gateway.people.list(limit=limit + 1, after=cursor)
    items = [person_view(each) for each in found[:limit]]
    return Page(items=items, next=items[-1].id if len(found) > limit else None)


@router.post("/users", status_code=201)
async def create_user(new: NewPerson, admin: Admin, gateway: Gateway) -> Person:
    """Make an account for somebody, who then signs in with this password."""
    hashed = await gateway.accounts.passwords.hash(new.password)
    made = await gateway.people.create(name=new.name, email=new.email, password_hash=hashed, role=new.role)
    return person_view(made)
