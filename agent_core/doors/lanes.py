"""Work in lanes: one worker in each, so that a lane keeps its order, and lanes go side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

RETRY = 2.0  # seconds after a fault, such as of the database
MOST = 32  # lanes that work at one time

log = structlog.get_logger(__name__)
Step = Callable[[str], Awaitable[float | None]]


class Lanes:
    """`step` does the next thing of a lane: how many seconds until there may be more, None when nothing is left."""

    def __init__(self, name: str, step: Step, most: int = MOST) -> None:
        self._name = name
        self._step = step
        self._room = asyncio.Semaphore(most)
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._woken: dict[str, asyncio.Event] = {}
        self._closed = False

    def wake(self, lane: str) -> None:
        """There may be something to do in it."""
        if self._closed:
            return
        self._woken.setdefault(lane, asyncio.Event()).set()
        if lane not in self._workers:
            self._workers[lane] = asyncio.create_task(self._work(lane), name=f"{self._name} {lane}")

    async def close(self, grace: float = 0.0) -> None:
        """Nothing new is begun; what is under way gets `grace` seconds, then it is cancelled."""
        self._closed = True
        for woken in self._woken.values():
            woken.set()
        if workers := list(self._workers.values()):
            _, late = await asyncio.wait(workers, timeout=grace)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, lane: str) -> None:
        woken = self._woken[lane]
        try:
            while not self._closed:
                woken.clear()
                pause = await self._next(lane)
                if pause is None and not woken.is_set():
                    return
                if pause:
                    await _sleep(woken, pause)
        finally:
            del self._workers[lane], self._woken[lane]

    async def _next(self, lane: str) -> float | None:
        async with self._room:
            try:
                return await self._step(lane)
            except Exception:
                log.exception("lane.fault", lanes=self._name)
                return RETRY


async def _sleep(woken: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await woken.wait()
