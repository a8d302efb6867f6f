"""Erases a person: what they said, made and brought in, wherever it stands. It cannot be taken back.

What is to be erased is noted first, so that an erasure that was cut off by a crash goes on at the next start. The
account goes at once: nobody signs in while the rest goes.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import Conflict, NotFound
from agent_core.privacy.places import PENDING, Places
from agent_core.registry import Registry
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore

log = structlog.get_logger(__name__)
MOST_ROUNDS = 5  # what was being written while it was erased is erased in the next round
Stop = Callable[[str], Awaitable[None]]
Forget = Callable[[str], Awaitable[None]]
LAST_ADMIN = "This is the last administrator: make somebody else one first, or erase everybody else."


class Erasure:
    def __init__(self, database: Database, registry: Registry, files: FileStore, stop: Stop) -> None:
        self._database = database
        self._registry = registry
        self._files = files
        self._stop = stop
        self._places = Places(database)
        self._first: list[Forget] = []

    def first(self, forget: Forget) -> None:
        """Another part has something in memory, which it would write, or tell, after the erasure."""
        self._first.append(forget)

    async def erase(self, user_id: str, now: datetime, gone: Callable[[], None]) -> None:
        """`gone` is called once the account is. Raises NotFound; Conflict for the last administrator among others."""
        await self._check(user_id)
        try:
            await self._pending.insert_one({"_id": user_id, "at": now})
        except DuplicateKeyError:
            log.info("erasure.repeated")
        await self._finish(user_id, gone)

    async def resume(self) -> None:
        """Go on with what an earlier life of this process began."""
        try:
            async for each in self._pending.find({}):
                await self._finish(each["_id"])
        except Exception:
            log.exception("erasure.failed")  # its note stands; the next start tries again

    async def _finish(self, user_id: str, gone: Callable[[], None] = lambda: None) -> None:
        await self._database.collection("users").delete_one({"_id": user_id})
        gone()
        await self._stop(user_id)
        for forget in self._first:
            await forget(user_id)
        for _ in range(MOST_ROUNDS):
            await self._packages(user_id)
            await self._files.forget(user_id)
            if not await self._places.remove(user_id):
                break
        self._database.erased()
        await self._pending.delete_one({"_id": user_id})
        log.info("person.erased")

    async def _packages(self, user_id: str) -> None:
        """Each gets its turn; what one raises is raised when all had it, so that the erasure is tried again."""
        faults: list[Exception] = []
        for package in list(self._registry.packages.values()):
            try:
                await package.forget(f"user:{user_id}")
            except Exception as error:
                log.exception("package.forget_failed", package=package.name)
                faults.append(error)
        if faults:
            raise faults[0]

    async def _check(self, user_id: str) -> None:
        users = self._database.collection("users")
        found = await users.find_one({"_id": user_id}, {"role": 1})
        if found is None and not await self._pending.count_documents({"_id": user_id}, limit=1):
            raise NotFound("There is no such person.")
        if found is None or found["role"] != "admin":
            return
        admins = await users.count_documents({"role": "admin"}, limit=2)
        if admins == 1 and await users.count_documents({}, limit=2) > 1:
            raise Conflict(LAST_ADMIN)

    @property
    def _pending(self) -> Documents:
        return self._database.collection(PENDING)
