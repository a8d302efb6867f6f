"""Kills a process at every point of a turn and lets another one take over; one JSON line tells what came of each.

`python -m tests.faults.lives URI FOLDER [--every N] [--granted] [--no-ledger]`. A plan writes a note, sets a reminder,
sends a message, mails a letter and does something slow. Every life is a fork of this process, which has all imported
and holds no connection; the second life does what a client does that got no answer: it sends the same message again
under the same key. A step of which nobody knows is asked about; the person looks, and says what is true.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from agent_core.approvals import Reply
from agent_core.assistant import Assistant, Incoming
from agent_core.compose import open_core
from agent_core.contract import Documents
from agent_core.errors import Conflict
from agent_core.events import Action, ApprovalView
from agent_core.graph import build_graph  # noqa: F401  # imported before the first fork
from agent_core.ledger import Effect, Ledger
from agent_core.minds import OneMind
from agent_core.registry import Registry
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.storage.checkpoints import run_saver  # noqa: F401
from agent_core.storage.database import Database
from agent_core.storage.indexes import ensure_indexes
from capabilities.planner import Planner
from tests.faults.outside import Outside, lines
from tests.faults.points import watch
from tests.support.planners import LiteralPlanner

NAME = "lives"
SECONDS = 20.0  # that a life may take


@dataclass
class Doom:
    """Counts the points that are reached and ends the process at one of them; 0 lets it live."""

    at: int = 0
    counting: bool = False
    reached: int = 0

    def __call__(self, point: str) -> None:
        if not self.counting:
            return
        self.reached += 1
        if self.reached == self.at:
            os.write(REPORT, point.encode())
            os.kill(os.getpid(), signal.SIGKILL)


REPORT = 0  # where a process says its last word; set in the fork


class Forgetful(Ledger):
    """A ledger that keeps nothing: every attempt is the first."""

    async def intend(self, effect: Effect) -> Effect:
        return effect


class NoEmbedder:
    dimensions = 1

    async def embed(self, texts: object) -> list[list[float]]:
        raise AssertionError("nothing here is embedded")


def plan(person: str) -> str:
    """Two of the steps reach others, and wait for approval; one of them refers to what was done before."""
    line = {"to": "Ana", "text": person}
    steps: list[tuple[str, str, str, list[str], Mapping[str, Any]]] = [
        ("note", "planner.create_note", "write", [], {"content": person}),
        ("reminder", "planner.set_reminder", "write", [], {"title": person, "time": "2030-01-01T09:00:00+00:00"}),
        ("send", "outside.send", "send", ["note"], {"to": "Ana", "text": "${note.text}"}),
        ("mail", "outside.mail", "send", ["reminder"], line),
        ("slow", "outside.slow", "write", ["send", "mail"], line),
    ]
    return json.dumps(
        [
            {"id": key, "capability": name, "title": key, "arguments": arguments, "depends_on": after,
             "risk": risk, "seconds": 0.1, "tokens": 0}
            for key, name, risk, after, arguments in steps
        ]
    )  # fmt: skip


@dataclass(frozen=True)
class World:
    uri: str
    folder: Path
    ledger: bool = True
    granted: bool = False  # the person allowed both channels once and for all, so that nothing waits

    async def life(self, person: str, doom: Doom) -> dict[str, Any]:
        """Send the message and answer what is asked, to the end or to the death; what is there then."""
        database = Database(uri=self.uri, name=NAME)
        registry = Registry()
        registry.register(Planner())
        registry.register(Outside(self.folder, doom))
        settings = Settings(_env_file=None, data_dir=self.folder)
        ledger = None if self.ledger else Forgetful(database.collection("effects"))
        async with open_core(
            settings, database, registry, NoEmbedder(), OneMind(), local=LiteralPlanner(), ledger=ledger, grace=0
        ) as core:
            if self.granted:
                for name in ("outside.send", "outside.mail"):
                    await core.assistant.grant(person, name, "allow")
            doom.counting = True
            run = await through(core.assistant, person, self.look)
            doom.counting = False
            found = await self.found(database, person, run)
        await database.close()
        return found

    def look(self, person: str, approval: ApprovalView) -> Action:
        """What the person says: yes to what is asked, and the truth about what nobody knows of."""
        if approval.kind == "step":
            return "approve"
        kind = {"send": "sent", "mail": "mailed"}[approval.step_id]
        return "done" if lines(self.folder, person, kind) else "again"

    async def found(self, database: Database, person: str, run: Run) -> dict[str, Any]:
        async def stored(collection: Documents, **query: Any) -> int:
            return int(await collection.count_documents({"user_id": person, "deleted_at": None, **query}))

        return {
            "status": run.status,
            "notes": await stored(database.collection("notes")),
            "reminders": await stored(database.collection("reminders")),
            **{kind: len(lines(self.folder, person, kind)) for kind in ("sent", "mailed", "slow")},
            "unknown": sorted(each.step_id for each in run.approvals.values() if each.kind == "unknown"),
            "results": {result.step_id: result.status for result in run.results},
        }


async def through(assistant: Assistant, person: str, look: Callable[[str, ApprovalView], Action]) -> Run:
    """The run once it is over, all that it asked answered by `look`."""
    message = Incoming(user_id=person, text=plan(person), zone="UTC", interface="api", idempotency_key=person)
    run = await assistant.accept(message)
    while not (run := await assistant.result(run.id, person)).finished:
        for name, approval in run.approvals.items():
            if approval.status == "pending":
                reply = Reply(action=look(person, approval))
                try:
                    await assistant.decide(run.id, person, name, reply, "api")
                except Conflict:
                    continue
        await asyncio.sleep(0)
    return run


def forked(world: World, person: str, at: int) -> tuple[str, dict[str, Any] | None, int]:
    """The point at which the life ended early, what it found at its end, and how many points it passed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            globals()["REPORT"] = writing
            doom = Doom(at)
            watch(doom)
            found = asyncio.run(asyncio.wait_for(world.life(person, doom), SECONDS))
            os.write(writing, json.dumps([found, doom.reached]).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return said, None, at
    if os.WEXITSTATUS(status):
        raise RuntimeError(f"a life ended badly: {person}")
    found, passed = json.loads(said)
    return "", found, passed


def every_point(world: World, every: int) -> Iterator[dict[str, Any]]:
    """Each point in turn, until a life passes all of them."""
    at = 1
    while True:
        person = f"p{at}{'' if world.ledger else 'x'}{'g' if world.granted else ''}"
        point, found, _ = forked(world, person, at)
        if found is not None:
            yield {"at": 0, "point": "none", **found}
            return
        _, found, _ = forked(world, person, 0)
        yield {"at": at, "point": point, **(found or {})}
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
    parser.add_argument("--granted", action="store_true")
    parser.add_argument("--no-ledger", action="store_true")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    if os.fork() == 0:  # so that this process never opens a connection that a fork would share
        asyncio.run(prepare(options.uri))
        os._exit(0)
    os.wait()
    world = World(options.uri, options.folder, not options.no_ledger, options.granted)
    for outcome in every_point(world, options.every):
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
