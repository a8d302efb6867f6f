"""Random calls of every built-in capability that has an effect, and all that a person has as it is stored."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from agent_core.assistant import Assistant
from agent_core.compose import open_core
from agent_core.contract import Embedder, Risk
from agent_core.errors import AgentError
from agent_core.host import OURS
from agent_core.minds import OneMind
from agent_core.registry import Registry, load_registry
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore
from agent_core.undoing.report import UndoReport
from agent_core.undoing.undo import OWN, Asker
from capabilities.knowledge import Knowledge
from tests.support.planners import LiteralPlanner

WORDS = ["paint", "fence", "bread", "plumber", "roof", "budget", "Ana", "garden", "invoice", "train", "concert", "tea"]
KEPT_OF_A_CHANGE = {"changes", "attempt", "tries", "generation"}  # the history itself, and counters of background work
RULES = [None, "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY"]


@dataclass
class Desk:
    """One person at the open core of all installed packages."""

    assistant: Assistant
    registry: Registry
    database: Database
    files: FileStore
    folder: Path
    embedder: Embedder
    rng: random.Random
    keys: list[str] = field(default_factory=list)  # of the effects, oldest first
    uploaded: list[str] = field(default_factory=list)  # files, taken in or not
    _vector: list[float] = field(default_factory=list)

    async def act(self, capability: str) -> str | None:
        """Call it with random arguments; the id of the effect, None when there is nothing for it, or it says no."""
        arguments = await ARGUMENTS[capability](self)
        if arguments is None:
            return None
        key = f"k{len(self.keys)}-{self.rng.getrandbits(40):x}"
        try:
            await self.assistant.invoke(capability, arguments, user_id="ana", zone="Europe/Berlin", key=key)
        except AgentError:
            return None
        self.keys.append(f"ana:{key}")
        await self.settled()
        return self.keys[-1]

    async def undo(self, effect_id: str) -> UndoReport:
        report = await self.assistant.undo.effect(self._asker(), effect_id)
        await self.settled()
        return report

    async def undo_all(self, since: datetime) -> UndoReport:
        report = await self.assistant.undo.since(self._asker(), since)
        await self.settled()
        return report

    def _asker(self) -> Asker:
        return Asker(user_id="ana", now=datetime.now(UTC))

    async def settled(self) -> None:
        """Until no document is being read."""
        documents = self.database.collection("documents")
        for waiting in ({"status": {"$in": ["queued", "reading", "indexing"]}}, {"leftovers": True}):
            while await documents.count_documents({"deleted_at": None, **waiting}):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def state(self) -> Mapping[str, Any]:
        """Collections, uploaded files, words and vectors of the indexes; without what is hidden until it is purged."""
        names = sorted(set(await self.database.db.list_collection_names()) - OURS)
        found: dict[str, Any] = {name: await self._documents(name) for name in names}
        uploads = self.folder / "files"
        found["uploads"] = sorted(str(path.relative_to(uploads)) for path in uploads.rglob("*") if path.is_file())
        found["words"] = sorted(self._words())
        found["vectors"] = await self._vectors()
        return {name: rows for name, rows in found.items() if rows}

    async def _documents(self, name: str) -> list[dict[str, Any]]:
        rows = self.database.collection(name).find({"deleted_at": None}).sort("_id")
        found = [{key: value for key, value in row.items() if key not in KEPT_OF_A_CHANGE} async for row in rows]
        return [{**row, "_id": _same_id(row["_id"])} for row in found]

    def _words(self) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        for path in (self.folder / "packages" / "knowledge" / "lexical").glob("*"):
            if path.is_file() and path.read_bytes()[:6] == b"SQLite":
                with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                    rows = connection.execute("SELECT ids, stems, title, language FROM segments").fetchall()
                    found += [(_same_id(id), *words) for id, *words in rows]
        return found

    async def _vectors(self) -> dict[str, float]:
        package = self.registry.packages["knowledge"]
        assert isinstance(package, Knowledge)
        if not self._vector:
            [self._vector] = await self.embedder.embed(["paint the fence"])
        found = await package._index.vectors.query("user:ana", self._vector, limit=100)
        return {_same_id(passage): round(likeness, 4) for passage, likeness in sorted(found.items())}

    async def one_of(self, collection: str, **more: Any) -> str | None:
        """The id of something that is there."""
        rows = self.database.collection(collection).find({"deleted_at": None, **more}, {"_id": 1}).sort("_id")
        ids = [row["_id"] async for row in rows]
        return self.rng.choice(ids) if ids else None

    async def some_of(self, collection: str, **more: Any) -> list[str]:
        """Ids of one or two things that are there."""
        rows = self.database.collection(collection).find({"deleted_at": None, **more}, {"_id": 1}).sort("_id")
        ids = [row["_id"] async for row in rows]
        return self.rng.sample(ids, min(len(ids), self.rng.randint(1, 2)))

    def words(self, count: int = 3) -> str:
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(1, count)))

    def moment(self) -> str:
        """Far enough ahead that nothing comes due meanwhile."""
        ahead = timedelta(days=self.rng.randint(30, 300), minutes=15 * self.rng.randint(0, 90))
        return (datetime.now(UTC) + ahead).replace(microsecond=0).isoformat()

    def some(self, **choices: Any) -> dict[str, Any]:
        """A part of them, at least one."""
        names = self.rng.sample(sorted(choices), self.rng.randint(1, len(choices)))
        return {name: choices[name] for name in names}


def _same_id(id: str) -> str:
    """A passage's without the generation, which grows whenever its document is read."""
    document, generation, number = id.split(":") if id.count(":") == 2 else (id, "", "")
    return f"{document}:{number}" if generation.isdecimal() else id


Arguments = Callable[[Desk], Awaitable[dict[str, Any] | None]]


async def _create_task(desk: Desk) -> dict[str, Any]:
    due = desk.rng.choice([None, desk.moment()])
    priority = desk.rng.choice(["low", "medium", "high"])
    return {"title": desk.words(), "due": due, "priority": priority, "recurrence": desk.rng.choice(RULES)}


async def _update_task(desk: Desk) -> dict[str, Any] | None:
    due = desk.rng.choice([None, desk.moment()])
    return await _about(
        desk, "task", title=desk.words(), due=due, priority=desk.rng.choice(["low", "high"]), tags=["a"]
    )


async def _about(desk: Desk, kind: str, **choices: Any) -> dict[str, Any] | None:
    id = await desk.one_of(f"{kind}s")
    return {kind: id} | (desk.some(**choices) if choices else {}) if id else None


def _one(kind: str) -> Arguments:
    return lambda desk: _about(desk, kind)


async def _set_task_status(desk: Desk) -> dict[str, Any] | None:
    id = await desk.one_of("tasks")
    return {"task": id, "status": desk.rng.choice(["open", "done"])} if id else None


async def _create_note(desk: Desk) -> dict[str, Any]:
    return {"content": desk.words(8), "title": desk.rng.choice(["", desk.words()]), "tags": desk.rng.sample(WORDS, 2)}


async def _update_note(desk: Desk) -> dict[str, Any] | None:
    return await _about(desk, "note", title=desk.words(), content=desk.words(8), tags=[desk.words(1)])


async def _set_reminder(desk: Desk) -> dict[str, Any]:
    return {"title": desk.words(), "time": desk.moment(), "recurrence": desk.rng.choice(RULES)}


async def _snooze_reminder(desk: Desk) -> dict[str, Any] | None:
    return await _about(desk, "reminder", minutes=desk.rng.randint(1, 600))


async def _schedule_event(desk: Desk) -> dict[str, Any]:
    return {"title": desk.words(), "start": desk.moment(), "attendees": desk.rng.sample(WORDS, 2)}


async def _move_event(desk: Desk) -> dict[str, Any] | None:
    id = await desk.one_of("events")
    return {"event": id, "start": desk.moment()} if id else None


async def _update_event(desk: Desk) -> dict[str, Any] | None:
    return await _about(desk, "event", title=desk.words(), location=desk.words(1), description=desk.words(5))


async def _process_document(desk: Desk) -> dict[str, Any]:
    """New content, or content that was there before: taken in, deleted, or taken back."""
    tags = desk.rng.sample(WORDS, 2)
    return {"file_id": desk.rng.choice(desk.uploaded), "title": desk.rng.choice(["", desk.words()]), "tags": tags}


async def _update_document(desk: Desk) -> dict[str, Any] | None:
    return await _about(desk, "document", title=desk.words(), tags=[desk.words(1)])


async def _tag_documents(desk: Desk) -> dict[str, Any] | None:
    ids = await desk.some_of("documents")
    return {"documents": ids, "add": desk.rng.sample(WORDS, 2), "remove": desk.rng.sample(WORDS, 2)} if ids else None


async def _delete_documents(desk: Desk) -> dict[str, Any] | None:
    ids = await desk.some_of("documents")
    return {"documents": ids} if ids else None


async def _restore_documents(desk: Desk) -> dict[str, Any] | None:
    ids = await desk.some_of("documents", deleted_at={"$ne": None})
    return {"documents": ids} if ids else None


async def _keep_case(desk: Desk) -> dict[str, Any] | None:
    id = await desk.one_of("documents")
    return {"question": desk.words(), "document": id} if id else None


async def _delete_case(desk: Desk) -> dict[str, Any] | None:
    id = await desk.one_of("document_cases")
    return {"case": id} if id else None


ARGUMENTS: Mapping[str, Arguments] = {
    "planner.create_task": _create_task,
    "planner.update_task": _update_task,
    "planner.set_task_status": _set_task_status,
    "planner.complete_task": _one("task"),
    "planner.delete_task": _one("task"),
    "planner.create_note": _create_note,
    "planner.update_note": _update_note,
    "planner.delete_note": _one("note"),
    "planner.set_reminder": _set_reminder,
    "planner.snooze_reminder": _snooze_reminder,
    "planner.cancel_reminder": _one("reminder"),
    "planner.schedule_event": _schedule_event,
    "planner.move_event": _move_event,
    "planner.update_event": _update_event,
    "planner.cancel_event": _one("event"),
    "knowledge.process_document": _process_document,
    "knowledge.update_document": _update_document,
    "knowledge.delete_document": _one("document"),
    "knowledge.tag_documents": _tag_documents,
    "knowledge.delete_documents": _delete_documents,
    "knowledge.restore_documents": _restore_documents,
    "knowledge.reindex_document": _one("document"),
    "knowledge.keep_case": _keep_case,
    "knowledge.delete_case": _delete_case,
}


async def _upload(desk: Desk, number: int) -> str:
    async def stream() -> AsyncIterator[bytes]:
        yield f"The {WORDS[number]} of number {number} is paid in spring.".encode()

    name = f"{WORDS[number]}.txt"
    saved = await desk.files.save(stream(), name=name, audience="user:ana", user_id="ana", limit_bytes=10_000)
    return saved.id


def with_effects(registry: Registry) -> set[str]:
    """The capabilities of the installed packages that do something, except the assistant's own, which take back."""
    found = registry.capabilities.values()
    return {each.name for each in found if each.rules.risk is not Risk.READ and not each.name.startswith(OWN)}


@asynccontextmanager
async def desk_of(database: Database, folder: Path, embedder: Embedder, seed: int) -> AsyncIterator[Desk]:
    """With a few things of every kind on it."""
    registry, settings = load_registry(), Settings(data_dir=folder)
    async with open_core(settings, database, registry, embedder, OneMind(), local=LiteralPlanner()) as core:
        rng = random.Random(seed)
        desk = Desk(core.assistant, registry, database, core.files, folder, embedder, rng)
        desk.uploaded = [await _upload(desk, number) for number in range(6)]
        for capability in ("create_task", "create_note", "set_reminder", "schedule_event"):
            for _ in range(2):
                assert await desk.act(f"planner.{capability}")
        for _ in range(2):
            assert await desk.act("knowledge.process_document")
            assert await desk.act("knowledge.keep_case")
        desk.keys.clear()
        yield desk
