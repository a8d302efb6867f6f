"""A channel that keeps what it is given, and boxes over a database, with as many lives as a test wants."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from agent_core.channels import Outgoing
from agent_core.doors.inbox import Inbox, Kept
from agent_core.doors.letters import Letter, Letters
from agent_core.doors.outbox import Outbox
from agent_core.storage.database import Database


@dataclass
class Recorder:
    """Each entry of `faults` is raised by one send, the first one first."""

    platform: str = "pigeon"
    faults: list[BaseException] = field(default_factory=list)
    edit_faults: list[BaseException] = field(default_factory=list)
    sent: list[Outgoing] = field(default_factory=list)
    edited: list[tuple[str, str]] = field(default_factory=list)
    slow: float = 0.0

    async def send(self, message: Outgoing, *, key: str) -> str:
        await asyncio.sleep(self.slow)
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(message)
        return f"id-{len(self.sent)}"

    async def edit(self, receipt: str, message: Outgoing) -> None:
        if self.edit_faults:
            raise self.edit_faults.pop(0)
        self.edited.append((receipt, message.text))

    def texts(self, to: str | None = None) -> list[str]:
        return [each.text for each in self.sent if to in (None, each.to)]


@dataclass
class Clock:
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Boxes:
    database: Database
    clock: Clock = field(default_factory=Clock)
    told: list[Letter] = field(default_factory=list)
    aside: list[Kept] = field(default_factory=list)

    async def _tell(self, letter: Letter) -> None:
        self.told.append(letter)

    async def _set_aside(self, kept: Kept) -> None:
        self.aside.append(kept)

    def outbox(self, holder: str = "me") -> Outbox:
        return Outbox(Letters(self.database.collection("outbox")), holder, self.clock, self._tell)

    @asynccontextmanager
    async def sending(self, *channels: Recorder, holder: str = "me") -> AsyncIterator[Outbox]:
        box = self.outbox(holder)
        await box.start()
        for channel in channels:
            await box.open(channel)
        try:
            yield box
        finally:
            await box.close(0.2)

    def inbox(self, holder: str = "me", door: str = "pigeon") -> Inbox:
        return Inbox(self.database.collection("inbox"), door, holder, self.clock, self._set_aside)

    async def stored(self, name: str) -> list[dict[str, Any]]:
        return [each async for each in self.database.collection(name).find({}).sort("order", 1)]


def to_ana(text: str, to: str = "ana") -> Outgoing:
    return Outgoing(to=to, text=text)


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def states(box: Outbox, keys: Sequence[str]) -> list[str]:
    return [(await box.letters.get(key)).status for key in keys]
