"""A host with a clock that tests move, a platform whose groups talk, and people who ask for reports."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import BaseModel

from agent_core.channels import Action, Channels, Delivery, Outgoing
from agent_core.contract import Call, Documents, Embedder, Eyes, Files, Result
from agent_core.errors import NotFound
from agent_core.happenings import Accounts, Group, Happening, HappeningKind, Observed, Reply
from agent_core.host import Blind
from agent_core.settings import package_settings
from agent_core.storage.database import Database
from capabilities.activity import Activity
from tests.capabilities.planner.world import NoEmbedder, NoFiles
from tests.support.accounts import KnownAccounts
from tests.support.channels import Pigeons

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T", bound=Result)


@dataclass(frozen=True)
class Sent:
    platform: str
    to: str
    files: list[tuple[str, bytes]]


class Mail(Pigeons):
    """Knows the addresses of linked accounts, and what it was asked to send how often."""

    def __init__(self, accounts: KnownAccounts) -> None:
        super().__init__(open=["telegram", "email"])
        self.tried: list[str] = []
        self.first = asyncio.Event()
        self.fail = ""  # a reason with which everything fails
        self._accounts = accounts

    @property
    def letters(self) -> list[Sent]:
        """What went out, the oldest first."""
        return [
            Sent(platform, each.to, [(file.name, file.path.read_bytes()) for file in each.files])
            for platform, each in self.sent.values()
        ]

    async def send(
        self, key: str, platform: str, message: Outgoing, *, user_id: str, audience: str, seconds: float = 20.0,
        told: bool = False,
    ) -> Delivery:  # fmt: skip
        self.tried.append(key)
        self.first.set()
        if self.fail:
            self.outcomes[message.to] = ("failed", self.fail)
        return await super().send(key, platform, message, user_id=user_id, audience=audience, told=told)

    async def address(self, person: str, platform: str) -> str:
        theirs = [each for each in await self._accounts.of(person) if each.platform == platform]
        if not theirs:
            raise NotFound("They have no account there.")
        return theirs[0].external_id


class FakeHost:
    """Implements contract.Host over a real database."""

    def __init__(self, database: Database, folder: Path, clock: datetime) -> None:
        self.data_dir = folder
        self.files: Files = NoFiles()
        self.embedder: Embedder = NoEmbedder()
        self.linked = KnownAccounts()
        self.eyes: Eyes = Blind()
        self.accounts: Accounts = self.linked
        self.mail = Mail(self.linked)
        self.channels: Channels = self.mail
        self.clock = clock
        self.notices: dict[str, tuple[str, str, str]] = {}
        self._database = database
        self._jobs: list[asyncio.Task[None]] = []

    def settings(self, model: type[S]) -> S:
        return package_settings("activity", model)

    def collection(self, name: str) -> Documents:
        return self._database.collection(name)

    def now(self) -> datetime:
        return self.clock

    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        self._jobs.append(asyncio.create_task(job, name=name))

    async def publish(self, user_id: str, topic: str, payload: Mapping[str, Any]) -> None:
        raise AssertionError("the package publishes nothing")

    async def notify(
        self, user_id: str, *, key: str, title: str, text: str = "", link: str = "", via: str = "",
        actions: Sequence[Action] = (),
    ) -> bool:  # fmt: skip
        self.notices[key] = (user_id, title, link)
        return True

    async def close(self) -> None:
        for job in self._jobs:
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)


@dataclass
class Chat:
    """A group on the platform, and the door that tells of it."""

    activity: Activity
    id: str = "-100"
    title: str = "Book club"
    told: list[Happening] = field(default_factory=list)

    @property
    def group(self) -> Group:
        return Group(platform="telegram", id=self.id, title=self.title)

    def happening(
        self, member: str, at: datetime | str, text: str = "", kind: HappeningKind = "message", id: str = ""
    ) -> Happening:
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        return Happening(id=id or uuid4().hex, kind=kind, at=moment, member=member, text=text)

    async def tell(self, *happenings: Happening) -> Observed:
        self.told += happenings
        return await self.activity.observe(self.group, happenings)

    async def say(self, member: str, at: datetime | str, text: str = "hello world", id: str = "") -> Observed:
        return await self.tell(self.happening(member, at, text, id=id))

    async def command(self, member: str, words: str, *, admin: bool = False) -> Reply:
        return await self.activity.command(self.group, member, words, admin=admin)


@dataclass
class Asker:
    activity: Activity
    host: FakeHost
    user_id: str

    async def ask(self, kind: type[T], function: str, /, audience: str = "", **arguments: object) -> T:
        call = Call(
            user_id=self.user_id, audience=audience or f"user:{self.user_id}", key=uuid4().hex, now=self.host.now()
        )
        result = await self.activity.execute(function, arguments, call)
        assert isinstance(result, kind)
        return result

    async def undo(self, result: Result) -> Result:
        call = Call(user_id=self.user_id, audience=f"user:{self.user_id}", key=uuid4().hex, now=self.host.now())
        stored = type(result).model_validate(result.model_dump(mode="json"))
        found = next(each for each in self.activity.capabilities() if each.result is type(result) and each.undo)
        assert found.undo is not None
        return await found.undo(call, stored)
