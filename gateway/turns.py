"""Follows every run that came in here to its end, for the metrics."""

import asyncio
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

from agent_core.events import RunFinished, Token
from gateway.metrics import Metrics

if TYPE_CHECKING:
    from agent_core.assistant import Assistant
    from agent_core.runs import Run


class TurnWatch:
    def __init__(self, assistant: "Assistant", metrics: Metrics) -> None:
        self._assistant = assistant
        self._metrics = metrics
        self._tasks: set[asyncio.Task[None]] = set()

    def follow(self, run: "Run") -> None:
        task = asyncio.create_task(self._follow(run))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _follow(self, run: "Run") -> None:
        started, spoken = perf_counter(), False
        async for event in self._assistant.follow(run):
            if isinstance(event, Token) and not spoken:
                spoken = True
                self._metrics.first_token_seconds.observe(perf_counter() - started)
            if isinstance(event, RunFinished):
                self._metrics.turns.labels(run.interface, event.status).inc()
                self._metrics.turn_seconds.labels(run.interface).observe(perf_counter() - started)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
