"""The people an assistant knows. How they sign in is the gateway's business."""

from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import Conflict, InvalidInput, NotFound
from agent_core.ids import new_id

Role = Literal["user", "admin", "service"]


class Person(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    id: str = Field(alias="_id")
    name: str
    email: str
    role: Role
    zone: str = Field(default="UTC", description="IANA name, such as Europe/Madrid")
    language: str = Field(default="en", description="ISO 639-1")
    created_at: datetime


class People:
    def __init__(self, users: Documents) -> None:
        self._users = users

    async def create(
        self, *, name: str, email: str, role: Role, now: datetime, zone: str = "UTC", language: str = "en"
    ) -> Person:
        """Raises Conflict when the address is taken, InvalidInput for an unknown zone."""
        person = Person(
            id=new_id(), name=name, email=_same(email), role=role, zone=checked_zone(zone), language=language,
            created_at=now,
        )  # fmt: skip
        try:
            await self._users.insert_one(person.model_dump(by_alias=True))
        except DuplicateKeyError:
            raise Conflict(f"There is already somebody with the address {person.email}.") from None
        return person

    async def get(self, user_id: str) -> Person:
        """Raises NotFound."""
        return _or_not_found(await self._users.find_one({"_id": user_id}))

    async def by_email(self, email: str) -> Person | None:
        found = await self._users.find_one({"email": _same(email)})
        return Person.model_validate(found) if found else None

    async def page(self, *, limit: int, after: str | None = None) -> list[Person]:
        """In the order they came; `after` is the id of the last one seen."""
        query = {"_id": {"$gt": after}} if after else {}
        return [Person.model_validate(each) async for each in self._users.find(query).sort("_id").limit(limit)]

    async def update(
        self, user_id: str, *, name: str | None = None, zone: str | None = None, language: str | None = None
    ) -> Person:
        """Raises NotFound, and InvalidInput for an unknown zone."""
        given = {"name": name, "zone": zone and checked_zone(zone), "language": language}
        change = {key: value for key, value in given.items() if value is not None}
        if not change:
            return await self.get(user_id)
        return _or_not_found(
            await self._users.find_one_and_update(
                {"_id": user_id}, {"$set": change}, return_document=ReturnDocument.AFTER
            )
        )

    async def count(self) -> int:
        return await self._users.count_documents({})


def checked_zone(zone: str) -> str:
    """Raises InvalidInput unless `zone` names a time zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput(f"{zone[:60]!r} is not a time zone; use a name such as Europe/Madrid.") from None
    return zone


def _same(email: str) -> str:
    return email.strip().lower()


def _or_not_found(document: dict[str, Any] | None) -> Person:
    if document is None:
        raise NotFound("There is no such person.")
    return Person.model_validate(document)
