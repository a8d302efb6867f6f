"""Kills a process at every point of taking messages in and sending answers; one JSON line tells what came of each.

`python -m tests.faults.box_lives URI FOLDER [--every N] [--first N] [--control NAME] [--until HARM]`. People in two
chats write three messages each, which their platform delivers twice, and again until it is told that they were taken.
Each is handled by posting an answer. The channel notes in a file what was sent, as it happens, and asks for patience
now and then. Points are the commands to the database, and the moments before and after something is sent. Controls,
which must do harm:

no-intent    an answer is sent without the intent being written: it is sent twice
receipt      the receipt is written before it is sent: it is lost
ack-first    the platform is told that a message was taken before it is stored: it is lost
"""

import argparse
import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from agent_core.channels import Outgoing
from agent_core.doors.inbox import Inbox, Kept
from agent_core.doors.letters import Letter, Letters
from agent_core.doors.outbox import OVER, Outbox
from agent_core.doors.port import Received, RetryLater
from agent_core.storage.database import Database
from agent_core.storage.indexes import ensure_indexes
from tests.faults.points import watch

NAME = "box_lives"
SECONDS = 60.0  # that a life may take
CHATS = ("ana", "ben")
EACH = 3  # messages of a chat
REPORT = 0  # where a process says its last word; set in the fork


@dataclass
class Doom:
    """Counts the points that are reached and ends the process at one of them; 0 lets it live."""

    at: int = 0
    reached: int = 0
    counting: bool = False

    def __call__(self, point: str) -> None:
        self.reached += self.counting
        if self.counting and self.reached == self.at:
            os.write(REPORT, point.encode())
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Platform:
    """Notes in files what happens out there. `name` is that of the door, and of the point that is tried."""

    name: str
    folder: Path
    reached: Callable[[str], None]

    def note(self, kind: str, line: str) -> None:
        with (self.folder / f"{self.name}.{kind}").open("a") as file:
            file.write(f"{line}\n")

    def noted(self, kind: str) -> list[str]:
        path = self.folder / f"{self.name}.{kind}"
        return path.read_text().splitlines() if path.exists() else []


class Wire:
    """The channel: every third message is asked to come a little later, unless it is `quick`."""

    def __init__(self, platform: Platform, *, quick: bool) -> None:
        self.platform = platform.name
        self._platform = platform
        self._quick = quick
        self._asked: set[str] = set()

    async def send(self, message: Outgoing, *, key: str) -> str:
        if not self._quick and message.text.endswith("2") and key not in self._asked:
            self._asked.add(key)
            raise RetryLater("slow down", 0.01)
        self._platform.reached("world before send")
        self._platform.note("sent", f"{message.to} {message.text}")
        self._platform.reached("world after send")
        return "receipt"


class NoIntent(Outbox):
    async def _intend(self, letter: Letter) -> bool:
        return True

    async def _write(self, letter: Letter, change: Any) -> None:
        await super()._write(letter.model_copy(update={"status": "queued", "fence": letter.fence - 1}), change)


class ReceiptFirst(Outbox):
    async def _intend(self, letter: Letter) -> bool:
        return await self.letters.change(letter, {"status": "sent", "open": False, "fence": letter.fence + 1})


OUTBOXES = {"no-intent": NoIntent, "receipt": ReceiptFirst}


@dataclass(frozen=True)
class World:
    uri: str
    folder: Path
    control: str = ""

    async def life(self, name: str, doom: Doom) -> dict[str, Any]:
        """Take what is delivered and answer it, to the end or to the death; what is there then."""
        platform = Platform(name, self.folder, doom)
        database = Database(uri=self.uri, name=NAME)
        outbox = self._outbox(database, platform)
        inbox = self._inbox(database, platform, outbox)
        doom.counting = True
        await outbox.start()
        await outbox.open(Wire(platform, quick=self.control == "receipt"))  # which has no way back
        await inbox.start(_handler(outbox, platform.name))
        await self._deliver(inbox, platform)
        await _settled(database, platform)
        doom.counting = False
        found = await _found(database, platform)
        await inbox.close()
        await outbox.close()
        await database.close()
        return found

    def _outbox(self, database: Database, platform: Platform) -> Outbox:
        async def tell(letter: Letter) -> None:
            platform.note("told", letter.key)

        kind = OUTBOXES.get(self.control, Outbox)
        return kind(Letters(database.collection("outbox")), "me", lambda: datetime.now(UTC), tell)

    def _inbox(self, database: Database, platform: Platform, outbox: Outbox) -> Inbox:
        async def set_aside(kept: Kept) -> None:
            platform.note("aside", kept.id)

        return Inbox(database.collection("inbox"), platform.name, "me", lambda: datetime.now(UTC), set_aside)

    async def _deliver(self, inbox: Inbox, platform: Platform) -> None:
        """What was not confirmed comes again, and everything comes twice."""
        taken = platform.noted("taken")
        for number in range(EACH):
            for chat in CHATS:
                update = f"{chat}{number}"
                for _ in range(2 if update not in taken else 0):
                    if self.control == "ack-first":
                        platform.note("taken", update)
                    await inbox.put(update, chat, {"text": f"{number}"})
                    platform.note("taken", update)


def _handler(outbox: Outbox, platform: str) -> Callable[[Received], Any]:
    async def handle(received: Received) -> None:
        answer = Outgoing(to=received.chat, text=str(received.payload["text"]))
        await outbox.post(f"{received.id}:answer", platform, answer, user_id=received.chat)

    return handle


async def _settled(database: Database, platform: Platform) -> None:
    inbox, outbox = database.collection("inbox"), database.collection("outbox")
    while await inbox.count_documents({"door": platform.name, "status": "waiting"}):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    while await outbox.count_documents({"platform": platform.name, "open": True}):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def _found(database: Database, platform: Platform) -> dict[str, Any]:
    """What is wrong: doubled, lost, out of order, or unknown without anybody being told."""
    letters = {
        each["_id"]: each["status"] async for each in database.collection("outbox").find({"platform": platform.name})
    }
    sent, told = platform.noted("sent"), platform.noted("told")
    wanted = {f"{chat} {number}": f"{platform.name}:{chat}{number}:answer" for chat in CHATS for number in range(EACH)}
    states = {line: letters.get(key) for line, key in wanted.items()}
    orders = [[line for line in sent if line.startswith(chat)] for chat in CHATS]
    return {
        "doubled": sorted({line for line in sent if sent.count(line) > 1}),
        "lost": [line for line, state in states.items() if state not in OVER or (state == "sent" and line not in sent)],
        "disordered": [order for order in orders if order != sorted(order)],
        "untold": [line for line, state in states.items() if state == "unknown" and wanted[line] not in told],
        "unknown": sum(state == "unknown" for state in states.values()),
        "aside": platform.noted("aside"),
    }  # fmt: skip


def forked(world: World, name: str, at: int) -> tuple[str, dict[str, Any] | None]:
    """The point at which the life ended early, or what it found at its end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            globals()["REPORT"] = writing
            doom = Doom(at)
            watch(doom)
            found = asyncio.run(asyncio.wait_for(world.life(name, doom), SECONDS))
            os.write(writing, json.dumps(found).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return said, None
    if os.WEXITSTATUS(status):
        raise RuntimeError(f"a life ended badly: {name}")
    return "", json.loads(said)


def every_point(world: World, every: int, first: int, until: str) -> Iterator[dict[str, Any]]:
    """Each point in turn, until a life passes all of them, or for a control until that harm is done."""
    at, harmed = first, False
    while not harmed:
        name = f"d{at}{world.control.replace('-', '')}"
        point, found = forked(world, name, at)
        if found is not None:
            yield {"at": 0, "point": "none", **found}
            return
        _, found = forked(world, name, 0)
        yield {"at": at, "point": point, **(found or {})}
        harmed = bool(until and (found or {}).get(until))
        at += every


async def prepare(uri: str) -> None:
    database = Database(uri=uri, name=NAME)
    await ensure_indexes(database.db)
    await database.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("uri")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--control", choices=("", "no-intent", "receipt", "ack-first"), default="")
    parser.add_argument("--until", default="")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    if os.fork() == 0:  # so that this process never opens a connection that a fork would share
        asyncio.run(prepare(options.uri))
        os._exit(0)
    os.wait()
    world = World(options.uri, options.folder, options.control)
    for outcome in every_point(world, options.every, options.first, options.until):
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
