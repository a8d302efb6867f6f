"""A host with a clock that tests move, a platform whose groups talk, and people who ask for reports."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import BaseModel

from agent_core.channels import Action, Channels, Contact, Delivery, Outgoing, PlatformState, State
from agent_core.contract import Call, Documents, Embedder, Eyes, Files, Result
from agent_core.errors import NotFound
from agent_core.happenings import Accounts, Group, Happening, HappeningKind, Observed, Reply
from agent_core.host import Blind
from agent_core.settings import package_settings
from agent_core.storage.database import Database
from capabilities.activity import Activity
from tests.capabilities.planner.world import NoEmbedder, NoFiles
from tests.support.accounts import KnownAccounts

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T", bound=Result)


@dataclass
class Sent:
    key: str
    platform: str
    to: str
    text: str
    subject: str
    files: list[tuple[str, bytes]]


class FakeChannels:
    """Implements channels.Channels: keeps what is sent, once for each key."""

    def __init__(self, accounts: KnownAccounts, clock: "FakeHost") -> None:
        self.sent: dict[str, Sent] = {}
        self.tried: list[str] = []
        self.first = asyncio.Event()
        self.open = {"telegram", "email"}
        self.fail = ""  # a reason with which everything fails
        self._accounts = accounts
        self._host = clock

    async def opened(self) -> None:
        """They always are."""

    def platforms(self) -> list[PlatformState]:
        return [PlatformState(name=name, title=name.title(), open=True) for name in sorted(self.open)]

    async def contacts(self, name: str) -> list[Contact]:
        return []

    async def contact(self, person: str) -> Contact:
        return Contact(user_id=person, name=person.capitalize(), platforms=[])

    async def send(
        self, key: str, platform: str, message: Outgoing, *, user_id: str, audience: str, seconds: float = 20.0,
        told: bool = False,
    ) -> Delivery:  # fmt: skip
        self.tried.append(key)
        if platform not in self.open:
            raise NotFound(f"There is no {platform} here.")
        if not self.fail:
            content = [(file.name, file.path.read_bytes()) for file in message.files]
            self.first.set()
            self.sent.setdefault(key, Sent(key, platform, message.to, message.text, message.subject, content))
        state: State = "failed" if self.fail else "sent"
        return Delivery(key=key, platform=platform, to=message.to, state=state, reason=self.fail, at=self._host.now())

    async def address(self, person: str, platform: str) -> str:
        theirs = [each for each in await self._accounts.of(person) if each.platform == platform]
        if not theirs:
            raise NotFound("They have no account there.")
        return theirs[0].external_id

    async def told(self, user_id: str, key: str) -> list[Delivery]:
        return []

    async def configure(self, name: str, values: dict[str, Any], *, user_id: str) -> PlatformState:
        raise NotFound("There is no such platform.")


class FakeHost:
    """Implements contract.Host over a real database."""

    def __init__(self, database: Database, folder: Path, clock: datetime) -> None:
        self.data_dir = folder
        self.files: Files = NoFiles()
        self.embedder: Embedder = NoEmbedder()
        self.linked = KnownAccounts()
        self.eyes: Eyes = Blind()
        self.accounts: Accounts = self.linked
        self.mail = FakeChannels(self.linked, self)
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
