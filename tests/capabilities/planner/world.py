"""A host with a clock that tests move, and people who ask the planner for things."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from agent_core.contract import Action, Call, Channels, Documents, Embedder, Eyes, FileInfo, Files, Result
from agent_core.happenings import Accounts
from agent_core.host import Blind
from agent_core.settings import package_settings
from agent_core.storage.database import Database
from capabilities.planner import Planner
from tests.support.accounts import KnownAccounts
from tests.support.channels import Pigeons

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T", bound=Result)


class NoFiles:
    async def save(
        self, stream: AsyncIterator[bytes], *, name: str, audience: str, user_id: str, limit_bytes: int
    ) -> FileInfo:
        raise AssertionError("the planner stores no files")

    async def path(self, file_id: str, *, audience: str) -> Path:
        raise AssertionError("the planner reads no files")

    async def info(self, file_id: str, *, audience: str) -> FileInfo:
        raise AssertionError("the planner reads no files")

    async def delete(self, file_id: str, *, audience: str) -> None:
        raise AssertionError("the planner reads no files")


class NoEmbedder:
    @property
    def dimensions(self) -> int:
        return 1

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        raise AssertionError("the planner embeds nothing")


@dataclass
class Notice:
    user_id: str
    title: str
    text: str
    via: str = ""
    actions: Sequence[Action] = ()


class FakeHost:
    """Implements contract.Host over a real database."""

    def __init__(self, database: Database, folder: Path, clock: datetime) -> None:
        self.data_dir = folder
        self.files: Files = NoFiles()
        self.embedder: Embedder = NoEmbedder()
        self.eyes: Eyes = Blind()
        self.accounts: Accounts = KnownAccounts()
        self.pigeons = Pigeons()
        self.channels: Channels = self.pigeons
        self.clock = clock
        self.notices: dict[str, Notice] = {}  # by key: stored once, as the contract says
        self.told: list[str] = []  # every key that `notify` was called with
        self.published: list[tuple[str, str, Mapping[str, Any]]] = []
        self.faults = 0  # so many times `notify` fails, before it stores anything
        self.crashes = 0  # so many times the process "dies" after `notify` has stored
        self.noticed, self.delivered = asyncio.Event(), asyncio.Event()
        self._database = database
        self._jobs: list[asyncio.Task[None]] = []

    def settings(self, model: type[S]) -> S:
        return package_settings("planner", model)

    def collection(self, name: str) -> Documents:
        return self._database.collection(name)

    def now(self) -> datetime:
        return self.clock

    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        self._jobs.append(asyncio.create_task(job, name=name))

    async def publish(self, user_id: str, topic: str, payload: Mapping[str, Any]) -> None:
        self.published.append((user_id, topic, payload))
        if payload["change"] == "delivered":
            self.delivered.set()

    async def notify(
        self, user_id: str, *, key: str, title: str, text: str = "", link: str = "", via: str = "",
        actions: Sequence[Action] = (),
    ) -> bool:  # fmt: skip
        self.told.append(key)
        if self.faults:
            self.faults -= 1
            raise ConnectionError("the database is away")
        new = key not in self.notices
        self.notices.setdefault(key, Notice(user_id, title, text, via, list(actions)))
        self.noticed.set()
        if self.crashes:
            self.crashes -= 1
            raise ConnectionError("gone just after it was stored")
        return new

    async def close(self) -> None:
        for job in self._jobs:
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)


@dataclass
class Asker:
    """One person. Every request gets a key of its own unless one is given."""

    planner: Planner
    host: FakeHost
    user_id: str = "ana"
    zone: str = "Europe/Berlin"
    keys: list[str] = field(default_factory=list)

    def call(self, key: str = "") -> Call:
        self.keys.append(key or uuid4().hex)
        now = self.host.clock.astimezone(ZoneInfo(self.zone))
        return Call(user_id=self.user_id, audience=f"user:{self.user_id}", key=self.keys[-1], now=now)

    async def ask(self, kind: type[T], function: str, /, key: str = "", **arguments: object) -> T:
        result = await self.planner.execute(function, arguments, self.call(key))
        assert isinstance(result, kind)
        return result

    async def undo(self, result: Result, key: str = "") -> Result:
        """As the core does it: the result comes back from the database as JSON."""
        stored = type(result).model_validate(result.model_dump(mode="json"))
        found = next(found for found in self.planner.capabilities() if found.result is type(result) and found.undo)
        assert found.undo is not None
        return await found.undo(self.call(key), stored)
