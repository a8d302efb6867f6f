"""The events of one run while it runs: everybody reads all of them from where they like, at their own pace."""

import asyncio
from collections.abc import AsyncIterator

from agent_core.events import ATTEMPT, Event, RunFinished, RunWaiting

LAST = (RunFinished, RunWaiting)


class Feed:
    """Appends events with growing `seq`, until RunFinished, RunWaiting or, if the attempt is given up, `close`."""

    def __init__(self, attempt: int) -> None:
        self.events: list[Event] = []
        self._first = attempt * ATTEMPT
        self._closed = False
        self._grown = asyncio.Event()

    def emit(self, event: Event) -> None:
        """What comes after the end is dropped: nobody is to see a step that goes on behind a stopped run."""
        if self._closed:
            return
        event.seq = self._first + len(self.events)
        self.events.append(event)
        self._closed = isinstance(event, LAST)
        self._wake()

    def close(self) -> None:
        self._closed = True
        self._wake()

    @property
    def finished(self) -> bool:
        return bool(self.events) and isinstance(self.events[-1], LAST)

    @property
    def waits(self) -> bool:
        """Whether the attempt ended with questions to the person."""
        return bool(self.events) and isinstance(self.events[-1], RunWaiting)

    async def read(self, after: int = 0) -> AsyncIterator[Event]:
        """Events with a `seq` above `after`, past and coming, up to the last one."""
        position = max(0, after + 1 - self._first)
        while True:
            while position < len(self.events):
                yield self.events[position]
                position += 1
            if self._closed:
                return
            await self._grown.wait()

    def _wake(self) -> None:
        self._grown.set()
        self._grown = asyncio.Event()
