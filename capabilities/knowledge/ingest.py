"""Background work: reads, cuts and indexes the documents that wait, one after another, and purges deleted ones.

The queue is the database: what is not finished when the server stops is taken up again when it starts. Each try begins
by clearing what an earlier one left, and `ready` is written last, so nothing half-indexed is ever found.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from agent_core.contract import Files
from agent_core.errors import NotFound
from capabilities.knowledge.apart import Limits, read_apart
from capabilities.knowledge.chunking import Chunk, chunk
from capabilities.knowledge.index import Index
from capabilities.knowledge.reading import ReadDocument, Unreadable
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository

log = structlog.get_logger(__name__)

AT_ONCE = 2  # documents in work: a slow one does not hold up all others
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
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)
    _busy: set[str] = field(default_factory=set)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _running: set[asyncio.Future[None]] = field(default_factory=set)

    async def announce(self, document: Document) -> None:
        """It waits in the queue."""
        await self.publish(document)
        self._wake.set()

    async def stop(self) -> None:
        """End what runs; it is taken up again by the next `run`, of this process or another."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def work(self) -> None:
        """Until stopped: takes documents in, and purges deleted ones."""
        jobs = [asyncio.ensure_future(job) for job in (*(self._take_in() for _ in range(AT_ONCE)), self._purge())]
        self._running.update(jobs)
        try:
            await asyncio.gather(*jobs)
        finally:
            await self.stop()

    async def _take_in(self) -> None:
        while True:
            self._wake.clear()
            try:
                document = await self._claim()
                if document is None:
                    await self._wake.wait()
                else:
                    await self._take(document)
            except Exception as error:
                _report("ingest.failed", error)  # such as the database being away; the document stays queued
                await asyncio.sleep(PAUSE_AFTER_FAULT)

    async def _claim(self) -> Document | None:
        async with self._claiming:
            document = await self.repository.next_unfinished(self._busy)
            if document is not None:
                self._busy.add(document.id)
            return document

    async def _purge(self) -> None:
        """Removes what was deleted long enough ago."""
        while True:
            try:
                async for document in self.repository.deleted_before(self.now() - self.keep_deleted):
                    await self.purge_one(document)
            except Exception as error:
                _report("purge.failed", error)  # tried again at the next turn
            await asyncio.sleep(PURGE_EVERY)

    async def purge_one(self, document: Document) -> None:
        if not await self.repository.purge(document):
            return
        await self.clear(document)
        if document.keep_file:
            return
        try:
            await self.files.delete(document.file_id, audience=document.audience)
        except NotFound:
            log.info("purge.file_was_gone", document=document.id)

    async def clear(self, document: Document) -> None:
        """Remove all that was made from the file."""
        await self.index.remove(document)
        await self.repository.forget_text(document.audience, document.id)

    async def _take(self, document: Document) -> None:
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


def _report(event: str, error: Exception) -> None:
    """Without the message: the database's quote what was to be stored."""
    log.error(event, error=type(error).__name__, at="".join(traceback.format_tb(error.__traceback__)[-4:]))
