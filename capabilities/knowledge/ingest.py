"""Background work: reads, cuts and indexes the documents that wait, one after another, and purges deleted ones.

The queue is the database: what is not finished when the server stops is taken up again when it starts. Each try begins
by clearing what an earlier one left, and `ready` is written last, so nothing half-indexed is ever found.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from agent_core.contract import Files
from agent_core.errors import NotFound
from capabilities.knowledge.apart import Limits, read_apart
from capabilities.knowledge.chunking import Chunk, chunk
from capabilities.knowledge.index import Index
from capabilities.knowledge.reading import ReadDocument, Unreadable
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository

log = logging.getLogger(__name__)

BATCH = 32  # passages indexed between two notes of progress
MOST_TRIES = 5  # of a document during which the server was killed
READ_SHARE = 0.2  # of the whole progress
PAUSE_AFTER_FAULT = 5.0  # seconds
PURGE_EVERY = 3600.0  # seconds

Publish = Callable[[Document], Awaitable[None]]


class Overtaken(Exception):
    """The document was deleted or queued anew while we worked on it."""


@dataclass
class Ingest:
    repository: Repository
    index: Index
    files: Files
    publish: Publish
    now: Callable[[], datetime]
    limits: Limits
    keep_deleted: timedelta
    _busy: set[str] = field(default_factory=set)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """There is a new document."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled. Several of these may run side by side."""
        while True:
            self._wake.clear()
            try:
                document = await self.repository.next_unfinished(self._busy)
                if document is None:
                    await self._wake.wait()
                else:
                    await self._take(document)
            except Exception:
                log.exception("ingest failed")  # such as the database being away; the document stays queued
                await asyncio.sleep(PAUSE_AFTER_FAULT)

    async def purge(self) -> None:
        """Until cancelled: removes what was deleted long enough ago."""
        while True:
            try:
                async for document in self.repository.deleted_before(self.now() - self.keep_deleted):
                    await self.purge_one(document)
            except Exception:
                log.exception("purging deleted documents failed")  # tried again at the next turn
            await asyncio.sleep(PURGE_EVERY)

    async def purge_one(self, document: Document) -> None:
        await self.clear(document)
        await self.repository.purge(document)
        try:
            await self.files.delete(document.file_id, audience=document.audience)
        except NotFound:
            log.info("file of a deleted document was gone already")

    async def clear(self, document: Document) -> None:
        """Remove all that was made from the file."""
        await self.index.remove(document)
        await self.repository.forget_text(document.audience, document.id)

    async def _take(self, document: Document) -> None:
        self._busy.add(document.id)
        try:
            await self._process(document)
        except Overtaken:
            await self.clear(document)
        except (Unreadable, NotFound) as error:
            await self._fail(document, error)
        finally:
            self._busy.discard(document.id)

    async def _process(self, document: Document) -> None:
        document = await self._note(document, tries=1, status="reading", progress=0.02)
        if document.tries > MOST_TRIES:
            raise Unreadable("The server stopped several times while working on this file. Split it, or try re-index.")
        await self.clear(document)
        read = await self._read(document)
        chunks = await asyncio.to_thread(lambda: list(chunk(read)))
        document = await self._note(
            document, status="indexing", progress=READ_SHARE, type=read.type, length=len(read.text),
            pages=[page.model_dump() for page in read.pages], chunks=len(chunks),
        )  # fmt: skip
        await self._index(document, read, chunks)
        await self._note(document, status="ready", progress=1.0)

    async def _read(self, document: Document) -> ReadDocument:
        try:
            path = await self.files.path(document.file_id, audience=document.audience)
        except NotFound:
            raise Unreadable("The uploaded file is gone: upload it again.") from None
        return await read_apart(path, document.name, self.limits)

    async def _index(self, document: Document, read: ReadDocument, chunks: list[Chunk]) -> None:
        passages = await self.repository.store_text(document, read.text, chunks)
        for start in range(0, len(passages), BATCH):
            await self.index.add(document, passages[start : start + BATCH])
            done = min(start + BATCH, len(passages)) / len(passages)
            document = await self._note(document, progress=round(READ_SHARE + (0.99 - READ_SHARE) * done, 3))

    async def _note(self, document: Document, *, tries: int = 0, **fields: object) -> Document:
        changed = await self.repository.advance(document, tries=tries, **fields)
        if changed is None:
            raise Overtaken
        await self.publish(changed)
        return changed

    async def _fail(self, document: Document, error: Exception) -> None:
        await self.clear(document)
        failed = await self.repository.advance(document, status="failed", error=str(error), progress=0.0, chunks=0)
        if failed is not None:
            await self.publish(failed)
