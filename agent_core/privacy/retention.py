"""Removes what is old enough: by each person's own rule, and by the server's for everybody."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from agent_core.errors import NotFound
from agent_core.memory.facts import Facts
from agent_core.memory.rules import RuleBook
from agent_core.storage.database import Database

log = structlog.get_logger(__name__)
EVERY = 3_600.0  # seconds between two looks
FORGOTTEN = timedelta(days=1)  # after that a forgotten fact cannot be brought back
AT_ONCE = 100  # conversations of a person in one look
Delete = Callable[[str, str], Awaitable[None]]  # conversation and person


class Retention:
    """`most_days` is the server's rule: nobody's conversations are kept for longer. None: as each person says."""

    def __init__(
        self, database: Database, rules: RuleBook, facts: Facts, delete: Delete, clock: Callable[[], datetime],
        *, most_days: int | None,
    ) -> None:  # fmt: skip
        self._database = database
        self._rules = rules
        self._facts = facts
        self._delete = delete
        self._clock = clock
        self.most_days = most_days

    async def work(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.tidy()
            except Exception:
                log.exception("retention.failed")  # tried again at the next turn
            await asyncio.sleep(EVERY)

    async def tidy(self) -> int:
        """Remove what is too old now; how many conversations that was."""
        await self._facts.purge(self._clock() - FORGOTTEN)
        removed = 0
        for user_id in await self._people():
            if days := await self.days_of(user_id):
                removed += await self._tidy_for(user_id, self._clock() - timedelta(days=days))
        if removed:
            log.info("retention.removed", conversations=removed)
        return removed

    async def days_of(self, user_id: str) -> int | None:
        """The stricter of the two rules."""
        given = [days for days in ((await self._rules.of(user_id)).keep_days, self.most_days) if days]
        return min(given, default=None)

    async def _people(self) -> list[str]:
        """Those for whom a rule holds."""
        if self.most_days:
            return [each["_id"] async for each in self._database.collection("users").find({}, {"_id": 1})]
        ruled = self._database.collection("memory_rules").find({"keep_days": {"$gt": 0}}, {"_id": 1})
        return [each["_id"] async for each in ruled]

    async def _tidy_for(self, user_id: str, before: datetime) -> int:
        old = {"user_id": user_id, "updated_at": {"$lt": before}}
        found = self._database.collection("conversations").find(old, {"_id": 1}).limit(AT_ONCE)
        ids = [each["_id"] async for each in found]
        for conversation_id in ids:
            try:
                await self._delete(conversation_id, user_id)
            except NotFound:
                log.info("retention.was_gone")
        read = {"user_id": user_id, "created_at": {"$lt": before}, "read_at": {"$ne": None}}
        await self._database.collection("notifications").delete_many(read)
        return len(ids)
