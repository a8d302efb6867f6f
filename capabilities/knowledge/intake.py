"""Takes one document in: reads it, cuts it, builds a new generation of its index, and switches to that at once.

What was found before stays so until the switch, which is one write; what is left of other generations is removed after
it, or when the server starts next. So a process may be killed anywhere: people find the old or the new, never half.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from agent_core.contract import Files
from agent_core.errors import NotFound, TooLarge
from capabilities.knowledge.apart import Limits, read_apart
from capabilities.knowledge.chunking import chunk
from capabilities.knowledge.index import Index
from capabilities.knowledge.members import Unpacking
from capabilities.knowledge.passages import Passage, cut
from capabilities.knowledge.quota import Quota
from capabilities.knowledge.reading import ReadDocument, Unreadable
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import UNFINISHED, Repository

BATCH = 32  # passages embedded between two notes of progress
MOST_TRIES = 5  # of a document during which the server was killed
READ_SHARE = 0.2  # of the whole progress
TELL_EVERY = 1.0  # seconds between two notes of progress while a file is read

Publish = Callable[[Document], Awaitable[None]]


class Read(Protocol):
    """How a file is read: see `read_apart`."""

    def __call__(
        self, path: Path, name: str, limits: Limits, *, folder: Path, progress: Callable[[float], None]
    ) -> Coroutine[None, None, ReadDocument]: ...


class Overtaken(Exception):
    """The document was deleted or queued anew while we worked on it."""


@dataclass(frozen=True, kw_only=True)
class Intake:
    repository: Repository
    index: Index
    files: Files
    unpacking: Unpacking
    quota: Quota
    publish: Publish
    limits: Limits
    folder: Path  # for what is unpacked
    read: Read = read_apart

    async def take(self, document: Document) -> None:
        try:
            await self._process(document)
        except Overtaken:
            await self.tidy(document)
        except (Unreadable, NotFound, TooLarge) as error:
            await self._fail(document, error)

    async def clear(self, document: Document, *, keep: int | None = None) -> None:
        """Remove all that was made from the file, or all generations but one."""
        await self.index.remove(document, keep)
        await self.repository.passages.forget(document.audience, document.id, keep=keep)

    async def tidy(self, document: Document) -> None:
        """Remove what may not be seen, as the database says now."""
        current = await self.repository.get(document.audience, document.id, deleted=True)
        await self.clear(document, keep=current.generation if current and current.searchable else None)
        if current and current.deleted_at:  # while its members were being taken in
            await self.follow(current.audience, [current], current.revision, current.deleted_at)
        if current and (current.deleted_at or current.status not in UNFINISHED):
            await self.repository.swept(current)

    async def follow(self, audience: str, archives: Sequence[Document], key: str, moment: datetime) -> list[Document]:
        """What came in these archives is deleted as a part of the change `key`."""
        gone = []
        for member in await self.repository.members(audience, [each.id for each in archives]):
            if deleted := await self.repository.change(member, key, {"deleted_at": moment}):
                await self.clear(deleted)
                gone.append(deleted)
        return gone

    async def _process(self, document: Document) -> None:
        document = await self._note(document, tries=1, status="reading", progress=0.02, stage="Reading", leftovers=True)
        if document.tries > MOST_TRIES:
            raise Unreadable("The server stopped several times while working on this file. Split it, or try re-index.")
        await self.tidy(document)
        read, notices = await self._read(document)
        passages = await asyncio.to_thread(lambda: cut(document, document.attempt, read.text, chunk(read)))
        await self.quota.admit_passages(document, len(passages))
        document = await self._build(document, read, passages)
        await self._switch(document, read, notices, len(passages))

    async def _switch(self, built: Document, read: ReadDocument, notices: Sequence[str], chunks: int) -> None:
        """The one write after which the new generation is seen."""
        ready = await self._note(
            built, generation=built.attempt, status="ready", progress=1.0, stage="", error=None, type=read.type,
            pages=len(read.pages), length=len(read.text), chunks=chunks, notices=list(notices),
        )  # fmt: skip
        if ready.title != built.title:  # it was renamed while the last passages were written
            await self.index.rename(ready)
        await self.tidy(ready)

    async def _read(self, document: Document) -> tuple[ReadDocument, list[str]]:
        """What is in the file, and what the person should know of it; the members of an archive are taken in."""
        try:
            path = await self.files.path(document.file_id, audience=document.audience)
        except NotFound:
            raise Unreadable("The uploaded file is gone: upload it again.") from None
        folder = self.folder / document.id
        await asyncio.to_thread(_emptied, folder)
        try:
            read = await self._read_telling(document, path, folder)
            members = await self.unpacking.take(document, read.members, folder) if read.members else []
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        return read, [*read.notices, *members]

    async def _read_telling(self, document: Document, path: Path, folder: Path) -> ReadDocument:
        """Says now and then how far it is; ends when the document is deleted or queued anew meanwhile."""
        heard = told = 0.0

        def hear(fraction: float) -> None:
            nonlocal heard
            heard = fraction

        reading = asyncio.ensure_future(self.read(path, document.name, self.limits, folder=folder, progress=hear))
        try:
            while not (await asyncio.wait([reading], timeout=TELL_EVERY))[0]:
                if heard > told:
                    told = heard
                    share, stage = round(READ_SHARE * told, 3), f"Reading: {told:.0%}"
                    document = await self._note(document, progress=max(document.progress, share), stage=stage)
            return await reading
        finally:
            reading.cancel()

    async def _build(self, document: Document, read: ReadDocument, passages: list[Passage]) -> Document:
        """The new generation, unseen; while passages are written the next ones are embedded."""
        known = await self.repository.passages.digests(document) if document.searchable else {}
        await self.repository.passages.store_text(document, document.attempt, read)
        writing: asyncio.Future[Document] = asyncio.ensure_future(self._progress(document, 0, len(passages)))
        try:
            for start in range(0, len(passages), BATCH):
                batch = await self.index.digested(passages[start : start + BATCH])
                vectors = await self.index.embed(document.audience, batch, known)
                document = await writing
                writing = asyncio.ensure_future(self._write(document, batch, vectors, len(passages)))
            return await writing
        finally:
            await asyncio.gather(writing, return_exceptions=True)  # nothing is written after this

    async def _write(
        self, document: Document, batch: Sequence[Passage], vectors: Sequence[Sequence[float]], of: int
    ) -> Document:
        await asyncio.gather(
            self.repository.passages.store(document, batch), self.index.store(document, batch, vectors)
        )
        return await self._progress(document, batch[-1].number + 1, of)

    async def _progress(self, document: Document, done: int, of: int) -> Document:
        share = READ_SHARE + (0.99 - READ_SHARE) * (done / of if of else 1)
        stage = f"Indexing: {done:,} of {of:,} passages"
        return await self._note(document, status="indexing", progress=round(share, 3), stage=stage)

    async def _note(self, document: Document, *, tries: int = 0, **fields: object) -> Document:
        changed = await self.repository.advance(document, tries=tries, **fields)
        if changed is None:
            raise Overtaken
        await self.publish(changed)
        return changed

    async def _fail(self, document: Document, error: Exception) -> None:
        """What was read before, if anything, can still be found."""
        failed = await self.repository.advance(document, status="failed", error=str(error), progress=0.0, stage="")
        if failed is not None:
            await self.publish(failed)
        await self.tidy(document)


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
