"""What runs beside everything else for as long as its owner is open."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class Jobs:
    """Of one package or door, named in logs; a crash is logged and ends nothing else."""

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._watched(name, job), name=f"{self._owner}.{name}")
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _watched(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        try:
            await job
        except Exception:
            log.exception("job.crashed", owner=self._owner, job=name)

    async def close(self) -> None:
        for job in self._running:
            job.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
