"""Kills a process at every point of taking documents in, and lets another go on; one JSON line tells what came of each.

`python -m tests.faults.ingest_lives URI FOLDER [--every N] [--first N] [--points N] [--in-place]`. A document is taken
in, read anew, deleted and brought back, and an archive of two files is taken in. Points are the commands to the
database, the changes of both indexes, each embedding and each reading. What people would find is looked at before the
next life works on anything, and again when it has gone through the same story, under the same keys. `--in-place` is
the control: a document is cleared before it is read anew, as if there were one generation.
"""

import argparse
import asyncio
import hashlib
import json
import os
import signal
import sys
import zipfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401  # imported before the first fork, as the readers below
import structlog

from agent_core.contract import Call
from agent_core.errors import AgentError
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore
from capabilities.knowledge import Knowledge
from capabilities.knowledge.apart import Limits
from capabilities.knowledge.intake import Intake
from capabilities.knowledge.reading import ReadDocument, archive, read, text  # noqa: F401
from capabilities.knowledge.reading.source import Job
from capabilities.knowledge.records import Document
from capabilities.knowledge.schemas import NewDocument, OneDocument, SeveralDocuments
from tests.capabilities.knowledge.conftest import FakeHost
from tests.faults.points import watch

NAME = "ingest_lives"
SECONDS = 60.0  # that a life may take
PARAGRAPHS = 40  # of a text: more passages than are written at once
INDEX = ("add", "remove", "rename")  # what changes an index


@dataclass
class Doom:
    """Counts the points that are reached and ends the process at one of them; 0 lets it live."""

    at: int = 0
    counting: bool = False
    reached: int = 0

    def __call__(self, point: str) -> None:
        if self.counting:
            self.reached += 1
            if self.reached == self.at:
                os.write(SAYING, point.encode())
                os.kill(os.getpid(), signal.SIGKILL)


class Hashes:
    """An embedder that takes no time: the vector is the hash of the text."""

    dimensions = 16

    def __init__(self, reached: Callable[[str], None]) -> None:
        self._reached = reached

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self._reached("embed before")
        vectors = [[byte / 255 for byte in hashlib.sha256(each.encode()).digest()[:16]] for each in texts]
        await asyncio.sleep(0)
        self._reached("embed after")
        return vectors


class Watched:
    """An index whose changes are points."""

    def __init__(self, inner: Any, name: str, reached: Callable[[str], None]) -> None:
        self._inner, self._name, self._reached = inner, name, reached

    def __getattr__(self, name: str) -> Any:
        work = getattr(self._inner, name)
        if name not in INDEX:
            return work

        async def told(*arguments: Any) -> Any:
            self._reached(f"{self._name} before {name}")
            done = await work(*arguments)
            self._reached(f"{self._name} after {name}")
            return done

        return told


class InPlace(Intake):
    async def tidy(self, document: Document) -> None:
        current = await self.repository.get(document.audience, document.id, deleted=True)
        if current and current.status in ("queued", "reading"):
            await self.clear(document)
        await super().tidy(document)


@dataclass
class Held(FakeHost):
    """Its jobs wait until they are let go."""

    held: list[Coroutine[Any, Any, None]] = field(default_factory=list)

    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        self.held.append(job)

    def let_go(self) -> None:
        while self.held:
            super().spawn("held", self.held.pop())


@dataclass(frozen=True)
class World:
    uri: str
    folder: Path
    in_place: bool = False

    async def life(self, person: str, doom: Doom, seen: str) -> dict[str, Any]:
        """Look, then go through the story; what was found at both ends. `seen`: what people could find before."""
        database = Database(uri=self.uri, name=NAME)
        folder = self.folder / person
        files = FileStore(folder / "files", database.collection("files"))
        host = Held(folder / "knowledge", files, Hashes(doom), database)
        package = Knowledge()
        await package.open(host)
        self._watch(package, doom)
        story = Story(host, package, person)
        first = await story.found(seen)
        doom.counting = True
        host.let_go()
        await story.told()
        doom.counting = False
        last = await story.found("whole")
        await package.close()
        await host.kill()
        await database.close()
        return {"first": first, "last": last}

    def _watch(self, package: Knowledge, doom: Doom) -> None:
        async def read_here(path: Path, name: str, limits: Limits, *, folder: Path, progress: Any) -> ReadDocument:
            doom("reading before")
            done = await asyncio.to_thread(read, path, name, Job(folder=folder))
            doom("reading after")
            return done

        index, intake = package._index, package._ingest.intake
        watched = replace(
            index,
            lexical=Watched(index.lexical, "lexical", doom),  # type: ignore[arg-type]
            vectors=Watched(index.vectors, "vectors", doom),  # type: ignore[arg-type]
        )
        kind = InPlace if self.in_place else Intake
        kept = {each.name: getattr(intake, each.name) for each in fields(Intake)}
        package._ingest.intake = kind(**{**kept, "index": watched, "read": read_here})


@dataclass(frozen=True)
class Story:
    host: Held
    package: Knowledge
    person: str

    def call(self, key: str) -> Call:
        now, key = self.host.now(), f"{self.person}-{key}"
        return Call(user_id=self.person, audience=f"user:{self.person}", key=key, now=now)

    async def told(self) -> None:
        """A repeat does what has not been done yet. What can be found from then on is said to the parent."""
        package = self.package
        note = await self._upload("note.txt", _text("note"))
        taken = (await package.process_document(self.call("add"), NewDocument(file_id=note))).document
        await self._settled()
        says("searchable")
        one, several = OneDocument(document=taken.id), SeveralDocuments(documents=[taken.id])
        with suppress(AgentError):  # deleted by an earlier life
            await package.reindex_document(self.call("again"), one)
        await self._settled()
        packed = await self._upload("two.zip", _zip({"a/one.txt": _text("one"), "two.txt": _text("two")}))
        await package.process_document(self.call("zip"), NewDocument(file_id=packed))
        await self._settled()
        says("any")
        await package.delete_document(self.call("delete"), one)
        await package.restore_documents(self.call("restore"), several)
        await self._settled()

    async def _upload(self, name: str, content: bytes) -> str:
        async def stream() -> AsyncIterator[bytes]:
            yield content

        whose = {"audience": f"user:{self.person}", "user_id": self.person}
        return (await self.host.store.save(stream(), name=name, limit_bytes=10**7, **whose)).id

    async def _settled(self) -> None:
        mine = {"audience": f"user:{self.person}"}
        documents = self.host.collection("documents")
        unfinished = {**mine, "deleted_at": None, "status": {"$in": ["queued", "reading", "indexing"]}}
        while await documents.count_documents(unfinished) or self.package._ingest._busy:  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    async def found(self, wanted: str) -> list[str]:
        """What is wrong. `searchable`: the note can be found; `whole`: all can, and nothing else is left anywhere."""
        wrong: list[str] = []
        mine = {"audience": f"user:{self.person}"}
        live = [row async for row in self.host.collection("documents").find({**mine, "deleted_at": None})]
        seen = {row["_id"]: row["generation"] for row in live if row["generation"]}
        stored = {row["_id"] async for row in self.host.collection("chunks").find(mine, {"_id": 1})}
        indexed = await self._indexed(stored)
        for row in live:
            ids = {f"{row['_id']}:{row['generation']}:{number}" for number in range(row["chunks"])}
            if row["_id"] in seen:
                wrong += [f"{name} lack passages of {row['name']}" for name, has in indexed.items() if ids - has]
        if wanted != "any" and "note.txt" not in {row["name"] for row in live if row["_id"] in seen}:
            wrong.append("the note cannot be found")
        if wanted == "whole":
            names = sorted(row["name"] for row in live if row["status"] == "ready")
            wrong += [] if names == ["note.txt", "one.txt", "two.txt", "two.zip"] else [f"ready are {names}"]
            extra = {
                name: [i for i in has if seen.get(i.split(":")[0]) != int(i.split(":")[1])]
                for name, has in indexed.items()
            }
            wrong += [f"{name} have {len(ids)} passages of other generations" for name, ids in extra.items() if ids]
            wrong += ["what was unpacked is left"] if list(self.package._ingest.intake.folder.glob("*")) else []
        return wrong

    async def _indexed(self, stored: set[str]) -> dict[str, set[str]]:
        """Ids of passages: of the database, of the words and of the vectors."""
        index, audience = self.package._index, f"user:{self.person}"
        vectors = await index.vectors._run(lambda: set(index.vectors._vault(audience).get(include=[])["ids"]))
        words = await index.lexical.query(audience, "sentence fills", limit=100_000)
        return {"texts": stored, "words": set(getattr(words, "scores", words)), "vectors": vectors}


def _is_seen(id: str, seen: dict[str, int]) -> bool:
    document, generation, _ = id.split(":")
    return seen.get(document) == int(generation)


def _text(name: str) -> bytes:
    paragraphs = [
        f"{name.title()} number {number} remembers {hashlib.sha256(f'{name}{number}'.encode()).hexdigest()}. "
        + "It has a sentence of its own that fills the passage. " * 14
        for number in range(PARAGRAPHS)
    ]
    return "\n\n".join(paragraphs).encode()


def _zip(files: dict[str, bytes]) -> bytes:
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def says(seen: str) -> None:
    os.write(SAYING, f"{seen}\n".encode())


SAYING = 0  # where a process tells what people could find from now on; set in the fork


def forked(world: World, person: str, at: int, seen: str) -> tuple[str, str, dict[str, Any] | None]:
    """What people could find at its end, the point at which it ended early, and what was found."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            globals()["SAYING"] = writing
            doom = Doom(at)
            watch(doom)
            found = asyncio.run(asyncio.wait_for(world.life(person, doom, seen), SECONDS))
            os.write(writing, json.dumps(found).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        *stages, said = pipe.read().split("\n")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return (stages or [seen])[-1], said, None
    if os.WEXITSTATUS(status):
        raise RuntimeError(f"a life ended badly: {person}")
    return (stages or [seen])[-1], "", json.loads(said)


def every_point(world: World, points: range) -> Iterator[dict[str, Any]]:
    """Each point in turn, until a life passes all of them."""
    for at in points:
        person = f"i{at}{'x' if world.in_place else ''}"
        seen, point, found = forked(world, person, at, "any")
        if found is not None:
            yield {"at": 0, "point": "none", **found}
            return
        _, _, found = forked(world, person, 0, seen)
        yield {"at": at, "point": point, "seen": seen, **(found or {})}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("uri")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--points", type=int, default=100_000)
    parser.add_argument("--in-place", action="store_true")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    points = range(options.first, options.first + options.every * options.points, options.every)
    for outcome in every_point(World(options.uri, options.folder, options.in_place), points):
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
