"""Writing behind: what nobody waits for is gathered for a moment, then written at once."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from pymongo.errors import PyMongoError

SECONDS = 1.0  # what was noted longer ago survives a kill

log = structlog.get_logger(__name__)


class Behind:
    """Calls `write` a moment after `ask`, and again while `left` says that there is something."""

    def __init__(
        self, write: Callable[[], Awaitable[None]], left: Callable[[], bool], seconds: float = SECONDS
    ) -> None:
        self._write = write
        self._left = left
        self._seconds = seconds
        self._closing = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def ask(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while self._left() and not self._closing.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), self._seconds)
            await self._try()

    async def close(self) -> None:
        """Write what is left."""
        self._closing.set()
        if self._task:
            await self._task  # never cancelled: a write that is cut off may be made twice
        await self._try()

    async def _try(self) -> None:
        try:
            await self._write()
        except PyMongoError as error:
            log.warning("spending.not_written", error=str(error))  # the next round has it again
