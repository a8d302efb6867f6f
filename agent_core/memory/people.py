"""The people who use this server."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field
from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import Conflict, InvalidInput, NotFound
from agent_core.ids import new_id
from agent_core.zones import zone_named

Role = Literal["user", "admin", "service"]


class Person(BaseModel):
    """Somebody with an account. The password's hash never leaves the server and never shows in a log."""

    id: str = Field(alias="_id")
    name: str
    email: str
    password_hash: str = Field(repr=False)
    role: Role
    zone: str = Field(description="IANA name of a time zone")
    language: str = Field(description="ISO 639-1")
    created_at: datetime


class People:
    def __init__(self, users: Documents) -> None:
        self._users = users

    async def create(
        self, *, name: str, email: str, password_hash: str, role: Role = "user", zone: str = "UTC", language: str = "en"
    ) -> Person:
        """Raises Conflict when the address is taken, in any spelling of its letters; InvalidInput for the zone."""
        person = Person(
            _id=new_id(), name=_name(name), email=plain_email(email), password_hash=password_hash, role=role,
            zone=zone_named(zone).key, language=language, created_at=datetime.now(UTC),
        )  # fmt: skip
        try:
            await self._users.insert_one(person.model_dump(by_alias=True))
        except DuplicateKeyError:
            raise Conflict(f"There is an account with the address {person.email} already.") from None
        return person

    async def get(self, person_id: str) -> Person:
        """Raises NotFound."""
        return _or_not_found(await self._users.find_one({"_id": person_id}))

    async def by_email(self, email: str) -> Person | None:
        found = await self._users.find_one({"email": plain_email(email)})
        return Person.model_validate(found) if found else None

    async def list(self, *, limit: int = 100, after: str | None = None) -> list[Person]:
        """In the order they joined; `after` is the id of the last one seen."""
        query = {"_id": {"$gt": after}} if after else {}
        cursor = self._users.find(query).sort("_id", ASCENDING).limit(limit)
        return [Person.model_validate(each) async for each in cursor]

    async def named(self, name: str) -> Sequence[Person]:
        """Everybody of that name, in any case of letters."""
        exactly = {"$regex": f"^{re.escape(' '.join(name.split()))}$", "$options": "i"}
        return [Person.model_validate(each) async for each in self._users.find({"name": exactly}).limit(20)]

    async def admins(self) -> Sequence[Person]:
        return [Person.model_validate(each) async for each in self._users.find({"role": "admin"})]

    async def update(
        self, person_id: str, *, name: str | None = None, zone: str | None = None, language: str | None = None
    ) -> Person:
        """Change what is given. Raises NotFound; InvalidInput for an empty name or an unknown zone."""
        change = {
            "name": None if name is None else _name(name),
            "zone": None if zone is None else zone_named(zone).key,
            "language": language,
        }
        given = {field: value for field, value in change.items() if value is not None}
        if not given:
            return await self.get(person_id)
        return await self._set(person_id, given)

    async def set_password(self, person_id: str, password_hash: str) -> None:
        """Raises NotFound."""
        await self._set(person_id, {"password_hash": password_hash})

    async def _set(self, person_id: str, values: dict[str, Any]) -> Person:
        await self._users.update_one({"_id": person_id}, {"$set": values})
        return await self.get(person_id)

    async def count(self) -> int:
        return await self._users.count_documents({})

    async def has_admin(self) -> bool:
        return await self._users.find_one({"role": "admin"}, {"_id": 1}) is not None


def plain_email(email: str) -> str:
    """One spelling for each address: two that differ in upper and lower case are one."""
    return email.strip().lower()


def _name(name: str) -> str:
    if not name.strip():
        raise InvalidInput("A person needs a name of at least one character.")
    return name.strip()


def _or_not_found(document: dict[str, Any] | None) -> Person:
    if document is None:
        raise NotFound("There is no such person.")
    return Person.model_validate(document)
