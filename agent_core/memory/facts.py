"""What is remembered of a person or a group for good, each fact with where it came from.

Every query names the audience, so that a private fact cannot be found from a group, nor a group's from elsewhere.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field
from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents, Origin
from agent_core.ids import id_of

LONGEST = 500  # characters of one fact
MOST = 1_000  # facts of one audience
CHANGES = 8  # kept of each fact: how far repeats are recognised and undo reaches
Status = Literal["kept", "proposed"]


class Source(BaseModel):
    """Where a fact comes from. The conversation may be gone."""

    said_by: str = Field(description="id of the person")
    interface: str = Field(default="", description="the door: web, telegram, …; empty for the memory page")
    conversation_id: str | None = None
    run_id: str | None = None


class Fact(BaseModel):
    """`proposed`: it counts for nothing until the person takes it. `revision` is the key of its last change."""

    id: str = Field(alias="_id")
    audience: str
    user_id: str
    text: str
    status: Status = "kept"
    origin: Origin = Origin.TRUSTED
    source: Source
    revision: str
    changes: list[dict[str, Any]] = Field(default=[], description="key of each change, and the values it replaced")
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None

    @property
    def plain(self) -> str:
        return plain(self.text)


class Facts:
    def __init__(self, facts: Documents) -> None:
        self._facts = facts

    async def add(self, audience: str, text: str, source: Source, *, key: str, now: datetime,
                  origin: Origin = Origin.TRUSTED, status: Status = "kept") -> Fact:  # fmt: skip
        """The same key makes it once."""
        fact = Fact(
            _id=id_of("fact", audience, key), audience=audience, user_id=source.said_by, text=text, status=status,
            origin=origin, source=source, revision=key, created_at=now, updated_at=now,
        )  # fmt: skip
        try:
            await self._facts.insert_one(fact.model_dump(by_alias=True))
        except DuplicateKeyError:
            return await self.get(audience, fact.id, deleted=True) or fact
        return fact

    async def get(self, audience: str, fact_id: str, *, deleted: bool = False) -> Fact | None:
        wanted: dict[str, Any] = {"_id": fact_id, "audience": audience}
        found = await self._facts.find_one(wanted if deleted else {**wanted, "deleted_at": None})
        return Fact.model_validate(found) if found else None

    async def of(self, audience: str, *, status: Status | None = "kept", limit: int = MOST) -> list[Fact]:
        """The newest first; None is for both kinds."""
        return [Fact.model_validate(each) for each in await self.rows(audience, status=status, limit=limit)]

    async def rows(self, audience: str, *, status: Status | None = "kept", limit: int = MOST) -> list[dict[str, Any]]:
        """As stored, so with the vectors that were made of them."""
        wanted = {"audience": audience, "deleted_at": None} | ({"status": status} if status else {})
        return [each async for each in self._facts.find(wanted, {"changes": 0}).sort("_id", DESCENDING).limit(limit)]

    async def count(self, audience: str) -> int:
        return await self._facts.count_documents({"audience": audience, "deleted_at": None})

    async def changed_by(self, audience: str, key: str) -> list[Fact]:
        """What the call with this key changed, forgotten facts too."""
        wanted = {"audience": audience, "changes.key": key}
        return [Fact.model_validate(each) async for each in self._facts.find(wanted)]

    async def change(self, fact: Fact, key: str, fields: Mapping[str, Any], now: datetime) -> Fact | None:
        """Set `fields` if it is still as it was read; None when somebody was faster."""
        stored = fact.model_dump()
        before = {name: stored[name] for name in (*fields, "updated_at", "revision")}
        return await self._replace(fact, {"key": key, "before": before}, {**fields, "updated_at": now, "revision": key})

    async def restore(self, fact: Fact, before: Mapping[str, Any], key: str) -> Fact | None:
        """Put earlier values back; None when it was changed meanwhile."""
        return await self._replace(fact, {"key": key, "before": {}}, before)

    async def _replace(self, fact: Fact, past: Mapping[str, Any], fields: Mapping[str, Any]) -> Fact | None:
        seen = {"_id": fact.id, "audience": fact.audience, "revision": fact.revision}
        remembered = {"changes": {"$each": [past], "$slice": -CHANGES}}
        stale = {"$unset": {"vector": "", "model": ""}} if "text" in fields else {}
        change = {"$set": dict(fields), "$push": remembered, **stale}
        if not (await self._facts.update_one(seen, change)).matched_count:
            return None
        return fact.model_copy(update={**fields, "changes": [*fact.changes, past][-CHANGES:]})

    async def keep_vectors(self, audience: str, vectors: Sequence[tuple[str, str, bytes]], model: str) -> None:
        """`vectors` are id, text and vector; one whose text changed meanwhile is left for the next time."""
        for fact_id, text, vector in vectors:
            seen = {"_id": fact_id, "audience": audience, "text": text}
            await self._facts.update_one(seen, {"$set": {"vector": vector, "model": model}})

    async def purge(self, before: datetime) -> int:
        """Remove what was forgotten before this instant, of everybody: from now on it cannot be brought back."""
        gone = await self._facts.delete_many({"deleted_at": {"$ne": None, "$lt": before}})
        return gone.deleted_count


def plain(text: str) -> str:
    """One spelling for facts that say the same."""
    return " ".join(text.casefold().split()).strip(" .!")
