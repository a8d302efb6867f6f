"""Does the jobs behind ended turns, one after the other. What a stop loses is made good by a later turn."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from agent_core.runs import Run

log = structlog.get_logger(__name__)
MOST_WAITING = 200  # of a burst the oldest go first; the rest is left
Job = Callable[[Run], Awaitable[None]]


class Afterwards:
    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._ended: asyncio.Queue[Run] = asyncio.Queue(MOST_WAITING)
        self._task: asyncio.Task[None] | None = None

    def note(self, run: Run) -> None:
        """A turn has ended. Returns at once."""
        if self._ended.full():
            return
        self._ended.put_nowait(run)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(), name="afterwards")

    async def idle(self) -> None:
        """Wait until all that was noted is done."""
        await self._ended.join()

    async def close(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            run = await self._ended.get()
            try:
                for job in self._jobs:
                    await job(run)
            except Exception:
                log.exception("afterwards.failed", run_id=run.id)
            finally:
                self._ended.task_done()
