"""Drives runs: one at a time in a conversation, in the order they were accepted, each under its lease."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from datetime import datetime

import structlog

from agent_core.endings import ending_of, failure, retold
from agent_core.events import AnswerReady, Event, RunFinished, RunStarted
from agent_core.queue.bus import Bus, user_topic
from agent_core.queue.feed import Feed
from agent_core.runs import LEASE, Ending, Run, RunStore
from agent_core.state import AgentState
from agent_core.turns import Turns

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 10
SWEEP = 10.0  # seconds between looks for runs whose owner is gone
FEED_KEPT = 60.0  # seconds a finished run's events stay in memory for readers that reconnect
POLL = 0.2  # seconds between looks at a run that is not running in this process


class Runner:
    def __init__(
        self, turn: Turns, clock: Callable[[], datetime], store: RunStore, bus: Bus, *, run_seconds: float
    ) -> None:
        self._turn = turn
        self._clock = clock
        self._store = store
        self._bus = bus
        self._run_seconds = run_seconds
        self._waiting: defaultdict[str, deque[Run]] = defaultdict(deque)
        self._workers: dict[str, asyncio.Task[None]] = {}  # by conversation
        self._turns: dict[str, asyncio.Task[AgentState]] = {}  # by run
        self._feeds: dict[str, Feed] = {}
        self._sweeper: asyncio.Task[None] | None = None
        self._stopping = False

    async def start(self) -> None:
        """Take up what an earlier life of this process, or a process that is gone, left unfinished."""
        await self._sweep()
        self._sweeper = asyncio.create_task(self._sweep_on())

    async def stop(self, grace: float = 10.0) -> None:
        """Let running turns end for `grace` seconds. What is left is resumed by the next start."""
        self._stopping = True
        if self._sweeper:
            self._sweeper.cancel()
        if workers := list(self._workers.values()):
            await asyncio.wait(workers, timeout=grace)
        for task in (*self._workers.values(), *self._turns.values()):
            task.cancel()
        await asyncio.gather(*self._workers.values(), *self._turns.values(), return_exceptions=True)

    def idle(self, conversation_id: str) -> bool:
        """Whether a new run of this conversation could start at once, as far as this process knows."""
        return conversation_id not in self._workers and not self._stopping

    def submit(self, run: Run) -> None:
        """Queue an accepted run, or one that this process has claimed."""
        self._waiting[run.conversation_id].append(run)
        if run.conversation_id not in self._workers and not self._stopping:
            worker = asyncio.create_task(self._work(run.conversation_id))
            self._workers[run.conversation_id] = worker

    async def cancel(self, run: Run) -> bool:
        """Stop a run. False when it is not running in this process."""
        if turn := self._turns.get(run.id):
            turn.cancel()
            return True
        return await self._store.withdraw(run.id, run.user_id, self._clock())

    async def events(self, run: Run, after: int) -> AsyncIterator[Event]:
        """Events above `after` until the run ends; a run that ended before is told again from what is stored."""
        while (feed := self._feeds.get(run.id)) is None and not run.finished:
            await asyncio.sleep(POLL)
            run = await self._store.get(run.id, run.user_id)
        if feed:
            async for event in feed.read(after):
                yield event
        else:
            for event in retold(run, after):
                yield event

    async def _work(self, conversation_id: str) -> None:
        waiting = self._waiting[conversation_id]
        try:
            while waiting and not self._stopping:
                run = waiting.popleft()
                claimed = run if run.status == "running" else await self._claim(run)
                if claimed:
                    await self._attempt(claimed)
        finally:
            self._workers.pop(conversation_id, None)
            if not waiting:
                self._waiting.pop(conversation_id, None)

    async def _claim(self, run: Run) -> Run | None:
        return await self._store.claim(run.id, self._clock())

    async def _attempt(self, run: Run) -> None:
        structlog.contextvars.bind_contextvars(run_id=run.id)
        feed = self._feeds[run.id] = Feed(run.attempt)
        feed.emit(RunStarted(run_id=run.id, conversation_id=run.conversation_id, attempt=run.attempt))
        self._announce(run, "running")
        ending = await self._ending(run, feed)
        if ending is None:
            return
        if not await self._store.finish(run, ending, self._clock()):
            log.warning("run.lost", attempt=run.attempt)
            ending = Ending(status="failed", error=failure("conflict", "Another process took this run over."))
        if ending.answer:
            feed.emit(AnswerReady(answer=ending.answer))
        feed.emit(RunFinished(status=ending.status, error=ending.error))
        self._announce(run, ending.status)
        log.info("run.finished", status=ending.status, attempt=run.attempt)
        asyncio.get_running_loop().call_later(FEED_KEPT, self._feeds.pop, run.id, None)

    async def _ending(self, run: Run, feed: Feed) -> Ending | None:
        """Run the turn to its end; None when this process stops first, and the run is to be resumed."""
        if run.attempt > MOST_ATTEMPTS:
            return Ending(
                status="failed",
                error=failure("error", "The server stopped on this request again and again; I gave up."),
            )
        turn = self._turns[run.id] = asyncio.create_task(self._turn.run(run, feed))
        lease = asyncio.create_task(self._keep_lease(run, turn))
        try:
            await asyncio.wait({turn}, timeout=self._run_seconds)
            overdue = not turn.done() and turn.cancel()
            await asyncio.gather(turn, return_exceptions=True)
            return None if self._stopping and turn.cancelled() else ending_of(turn, feed, overdue, self._run_seconds)
        finally:
            lease.cancel()
            del self._turns[run.id]

    async def _keep_lease(self, run: Run, turn: asyncio.Task[AgentState]) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            if not await self._store.renew(run, self._clock()):
                turn.cancel()
                return

    async def _sweep_on(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await self._sweep()
            except Exception:
                log.exception("sweep.failed")  # the database may be down for a while; the next sweep looks again

    async def _sweep(self) -> None:
        for run in await self._store.unfinished(self._clock()):
            known = run.id in self._turns or any(each.id == run.id for each in self._waiting[run.conversation_id])
            if not known:
                self.submit(run.model_copy(update={"status": "accepted"}))

    def _announce(self, run: Run, status: str) -> None:
        payload = {"run_id": run.id, "conversation_id": run.conversation_id, "status": status}
        self._bus.publish(user_topic(run.user_id), {"topic": "run", "payload": payload})
