"""Background work: has the documents that wait taken in, a few at a time, and purges deleted ones.

The queue is the database: what is not finished when the server stops is taken up again when it starts. Nobody's many
files hold up another's one: whoever was served longest ago is next, and a second document of the same people is begun
only while places are left for others.
"""

import asyncio
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from agent_core.contract import Files
from agent_core.errors import NotFound
from capabilities.knowledge.intake import Intake
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository

log = structlog.get_logger(__name__)

AT_ONCE = 4  # documents in work
EACH = 2  # of them of one person or group
LEFT_FOR_OTHERS = 2  # places that a second document of the same people must leave free
PAUSE_AFTER_FAULT = 5.0  # seconds
PURGE_EVERY = 3600.0  # seconds


@dataclass
class Ingest:
    repository: Repository
    intake: Intake
    files: Files
    now: Callable[[], datetime]
    keep_deleted: timedelta
    _busy: dict[str, str] = field(default_factory=dict)  # ids in work, and whose they are
    _served: list[str] = field(default_factory=list)  # audiences, the one served last at the end
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _running: set[asyncio.Future[None]] = field(default_factory=set)

    async def announce(self, document: Document) -> None:
        """It waits in the queue, unless somebody has taken it from there already and told so."""
        if document.id not in self._busy:
            await self.intake.publish(document)
        self._wake.set()

    async def stop(self) -> None:
        """End what runs; it is taken up again by the next `work`, of this process or another."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def forget(self, document: Document) -> None:
        """It was deleted: what was made from it goes at once."""
        await self.intake.clear(document)
        if document.id not in self._busy:  # who works on it notices, and clears what was written meanwhile
            await self.repository.swept(document)

    def works_on(self, ids: Collection[str]) -> bool:
        """Whether any of these documents is being taken in."""
        return not self._busy.keys().isdisjoint(ids)

    async def work(self) -> None:
        """Until stopped: takes documents in, and purges deleted ones."""
        jobs = [asyncio.ensure_future(job) for job in (self._take_in(), self._purge())]
        self._running.update(jobs)
        try:
            await asyncio.gather(*jobs)
        finally:
            await self.stop()

    async def _take_in(self) -> None:
        swept = False
        while True:
            self._wake.clear()
            try:
                if not swept:
                    await self.sweep()
                    swept = True
                document = await self._next()
            except Exception as error:
                _report("ingest.failed", error)  # such as the database being away; the documents stay queued
                await asyncio.sleep(PAUSE_AFTER_FAULT)
            else:
                if document is None:
                    await self._wake.wait()
                else:
                    self._begin(document)

    async def sweep(self) -> None:
        """Removes what a server that was killed left: files of archives, and generations that nobody sees."""
        await asyncio.to_thread(shutil.rmtree, self.intake.folder, ignore_errors=True)
        if count := await self.repository.requeue_old_formats():
            log.info("ingest.old_formats", documents=count)
        async for document in self.repository.with_leftovers():
            await self.intake.tidy(document)

    async def _next(self) -> Document | None:
        """The document that is next in all fairness, if there is a place for it."""
        free, held = AT_ONCE - len(self._busy), Counter(self._busy.values())
        if not free:
            return None
        for audience in self._by_turn(await self.repository.waiting_audiences(list(self._busy))):
            if not held[audience] or (held[audience] < EACH and free > LEFT_FOR_OTHERS):
                return await self.repository.next_unfinished(audience, list(self._busy))
        return None

    def _by_turn(self, audiences: list[str]) -> list[str]:
        """Those not served yet first, then by how long ago it was."""
        turn = {audience: number for number, audience in enumerate(self._served, 1)}
        self._served = [audience for audience in self._served if audience in audiences]
        return sorted(audiences, key=lambda audience: turn.get(audience, 0))

    def _begin(self, document: Document) -> None:
        self._served = [each for each in self._served if each != document.audience] + [document.audience]
        self._busy[document.id] = document.audience
        task = asyncio.ensure_future(self._take(document))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _take(self, document: Document) -> None:
        try:
            await self.intake.take(document)
        except Exception as error:
            _report("ingest.failed", error)  # the document stays queued
            await asyncio.sleep(PAUSE_AFTER_FAULT)
        finally:
            del self._busy[document.id]
            self._wake.set()

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
        """The row goes last: a purge that was interrupted is gone through again."""
        if not await self.repository.begin_purge(document):
            return
        await self.intake.clear(document)
        if not document.keep_file:
            try:
                await self.files.delete(document.file_id, audience=document.audience)
            except NotFound:
                log.info("purge.file_was_gone", document=document.id)
        await self.repository.end_purge(document)


def _report(event: str, error: Exception) -> None:
    """Without the message: the database's quote what was to be stored."""
    log.error(event, error=type(error).__name__, at="".join(traceback.format_tb(error.__traceback__)[-4:]))
