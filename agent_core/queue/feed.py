"""The events of one run while it runs: everybody reads all of them from where they like, at their own pace."""

import asyncio
from collections.abc import AsyncIterator

from agent_core.events import ATTEMPT, Event, RunFinished


class Feed:
    """Appends events with growing `seq`; closed by RunFinished."""

    def __init__(self, attempt: int) -> None:
        self.events: list[Event] = []
        self._first = attempt * ATTEMPT
        self._grown = asyncio.Event()

    def emit(self, event: Event) -> None:
        event.seq = self._first + len(self.events)
        self.events.append(event)
        self._grown.set()
        self._grown = asyncio.Event()

    @property
    def finished(self) -> bool:
        return bool(self.events) and isinstance(self.events[-1], RunFinished)

    async def read(self, after: int = 0) -> AsyncIterator[Event]:
        """Events with a `seq` above `after`, past and coming, up to the last one."""
        position = max(0, after + 1 - self._first)
        while True:
            while position < len(self.events):
                yield self.events[position]
                position += 1
            if self.finished:
                return
            await self._grown.wait()
