"""Where something of a person stands in the database.

Every collection, of ours or of a package, says whose a row is in `audience` ("user:ID", "group:ID") or, where somebody
brought it into a group, in `user_id`. So whatever is added later is covered. What follows other keys is named here.
"""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from agent_core.storage.database import Database

OF_THE_PERSON = ("users", "permissions", "memory_rules")  # one row each, under their id
BY_THREAD = ("checkpoints", "checkpoint_writes")  # under the id of their run
PENDING = "erasures"  # what is being erased just now
Filter = dict[str, Any]


class Places:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def names(self) -> list[str]:
        """All collections that may hold something of somebody."""
        found = await self._database.db.list_collection_names()
        return sorted(name for name in found if not name.startswith("system.") and name != PENDING)

    async def filters(self, name: str, user_id: str) -> list[Filter]:
        """What finds the rows of a person in a collection. Each alone: an `$or` would read all of it."""
        common: list[Filter] = [{"audience": f"user:{user_id}"}, {"user_id": user_id}]
        return [*common, *await self._special(name, user_id)]

    async def _special(self, name: str, user_id: str) -> list[Filter]:
        if name in OF_THE_PERSON:
            return [{"_id": user_id}]
        if name in BY_THREAD:
            return [{"thread_id": {"$in": part}} for part in _parts(await self._ids("runs", user_id))]
        if name == "refresh_tokens":
            return [{"session_id": {"$in": part}} for part in _parts(await self._ids("sessions", user_id))]
        if name in ("limits", "budgets"):
            return [{"_id": {"$regex": rf"(^|\|){re.escape(f'user:{user_id}')}$"}}]
        return await self._of_accounts(name, user_id)

    async def _of_accounts(self, name: str, user_id: str) -> list[Filter]:
        """What came from, or went to, the accounts of platforms that are linked to the person."""
        links = [each async for each in self._database.collection("links").find({"user_id": user_id})]
        if name == "link_tries":
            return [{"account": link["_id"]} for link in links]
        if name == "outbox":
            return [{"platform": link["platform"], "to": link["external_id"]} for link in links]
        if name == "inbox":
            return [
                {"_id": {"$in": part}} for part in _parts([each for link in links for each in await self._from(link)])
            ]
        return []

    async def _from(self, link: Mapping[str, Any]) -> list[str]:
        """What a door took in from an account, also in groups: each platform says in its own way who wrote."""
        account = re.compile(rf"(?<!\w){re.escape(link['external_id'])}(?!\w)", re.IGNORECASE)
        kept = self._database.collection("inbox").find({"door": link["platform"]})
        return [row["_id"] async for row in kept if account.search(str(row))]

    async def _ids(self, name: str, user_id: str) -> list[str]:
        found = self._database.collection(name).find({"user_id": user_id}, {"_id": 1})
        return [each["_id"] async for each in found]

    async def rows(self, name: str, user_id: str) -> AsyncIterator[dict[str, Any]]:
        """Each once."""
        seen: set[Any] = set()
        for wanted in await self.filters(name, user_id):
            async for row in self._database.collection(name).find(wanted).sort("_id", 1):
                if row["_id"] not in seen:
                    seen.add(row["_id"])
                    yield row

    async def any(self, name: str, user_id: str) -> bool:
        async for _ in self.rows(name, user_id):
            return True
        return False

    async def count(self, user_id: str) -> dict[str, int]:
        """Collection → how many rows it has of the person, where it has any."""
        counted = {name: len([each async for each in self.rows(name, user_id)]) for name in await self.names()}
        return {name: number for name, number in counted.items() if number}

    async def remove(self, user_id: str) -> int:
        """Those that other rows are found by go last, so that a removal that was cut off can be repeated."""
        order = sorted(await self.names(), key=lambda name: name in ("runs", "sessions", "links"))
        removed = 0
        for name in order:
            for wanted in await self.filters(name, user_id):
                removed += (await self._database.collection(name).delete_many(wanted)).deleted_count
        left = {"$pull": {"members": user_id}}
        await self._database.collection("groups").update_many({"members": user_id}, left)
        return removed


def _parts(ids: Sequence[str], size: int = 500) -> list[list[str]]:
    return [list(ids[start : start + size]) for start in range(0, len(ids), size)]
