"""How readers follow a run: live while it runs in this process, from the database when it does so elsewhere."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress

from agent_core.endings import retold
from agent_core.errors import NotFound
from agent_core.events import Event, RunFinished
from agent_core.queue.feed import Feed
from agent_core.runs import Run, RunStore

KEPT = 60.0  # seconds a finished run's events stay in memory for readers that reconnect
POLL = 0.2  # seconds between looks at a run that is not running in this process


class Feeds:
    """The feeds of the runs of this process."""

    def __init__(self, store: RunStore) -> None:
        self._store = store
        self._feeds: dict[str, Feed] = {}
        self._begun = asyncio.Event()  # an attempt began; replaced each time
        self._stopping = False

    @contextmanager
    def attempt(self, run: Run) -> Iterator[Feed]:
        """The feed of one attempt. One that ends without RunFinished leaves its readers to the next attempt; of one
        that waits for the person nothing stays here, since it may go on in another process."""
        feed = self._feeds[run.id] = Feed(run.attempt)
        self._begun.set()
        self._begun = asyncio.Event()
        try:
            yield feed
        finally:
            if feed.finished and not feed.waits:
                asyncio.get_running_loop().call_later(KEPT, self._feeds.pop, run.id, None)
            else:
                del self._feeds[run.id]
                feed.close()

    async def follow(self, run: Run, after: int) -> AsyncIterator[Event]:
        """Events above `after` until the run ends, in whichever process and attempt that is, or until we stop.

        A run that ended before is told again from what is stored.
        """
        while True:
            if feed := self._feeds.get(run.id):
                async for event in feed.read(after):
                    after = event.seq
                    yield event
                if feed.finished:
                    return
            elif run.finished or run.status == "waiting":
                for event in retold(run, after):
                    yield event
                return
            if self._stopping:
                return
            await self._until_an_attempt_begins()
            if run.id in self._feeds:
                continue
            try:
                run = await self._store.get(run.id, run.user_id)
            except NotFound:  # removed with its conversation
                yield RunFinished(seq=after + 1, status="cancelled")
                return

    async def _until_an_attempt_begins(self) -> None:
        """Any attempt here, or POLL: other processes tell nobody."""
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL):
                await self._begun.wait()

    def stop(self) -> None:
        """Let readers go: what has not ended is followed again after the next start."""
        self._stopping = True
        for feed in self._feeds.values():
            feed.close()
