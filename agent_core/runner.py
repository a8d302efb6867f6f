"""Drives runs: one at a time in a conversation, in the order they were accepted, each under its lease."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

import structlog

from agent_core.approving import approval_news
from agent_core.endings import Waiting, cancelled, ending_of, failed, overdue
from agent_core.errors import PASSING, Conflict
from agent_core.events import AnswerReady, RunFinished, RunStarted, RunWaiting
from agent_core.feeds import Feeds
from agent_core.queue.bus import Bus, user_topic
from agent_core.queue.feed import Feed
from agent_core.runs import LEASE, Ending, Run, RunStore
from agent_core.traces import Traces
from agent_core.turns import Outcome, Turns

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 10
SWEEP = 10.0  # seconds between looks for runs whose owner is gone
PAUSE = 1.0  # seconds before an attempt that met a passing fault is repeated
STUBBORN = 5.0  # seconds that a turn gets to end once it is told to


class Runner:
    def __init__(
        self, turns: Turns, feeds: Feeds, store: RunStore, traces: Traces, bus: Bus, clock: Callable[[], datetime],
        note_late: Callable[[Run], Awaitable[None]], *, run_seconds: float, after: Callable[[Run], None],
    ) -> None:  # fmt: skip
        self._turn = turns
        self._feeds = feeds
        self._store = store
        self._traces = traces
        self._bus = bus
        self._clock = clock
        self._note_late = note_late
        self._run_seconds = run_seconds
        self._after = after
        self._waiting: defaultdict[str, deque[Run]] = defaultdict(deque)  # by conversation; the first is being run
        self._workers: dict[str, asyncio.Task[None]] = {}  # by conversation
        self._turns: dict[str, asyncio.Task[Outcome]] = {}  # by run
        self._unwanted: set[str] = set()  # runs that a person has stopped
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
        left = [*self._workers.values(), *self._turns.values()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self._feeds.stop()

    def idle(self, conversation_id: str) -> bool:
        """Whether a new run of this conversation could start at once, as far as this process knows."""
        return conversation_id not in self._waiting and not self._stopping

    def submit(self, run: Run) -> None:
        """Queue an accepted run, or one that this process has claimed."""
        if self._has(run):
            return
        self._waiting[run.conversation_id].append(run)
        if run.conversation_id not in self._workers and not self._stopping:
            worker = asyncio.create_task(self._work(run.conversation_id))
            self._workers[run.conversation_id] = worker

    async def cancel(self, run: Run) -> bool:
        """Stop a run. False when another process has it, which will stop it a little later."""
        here = self._drop(run)
        if await self._store.ask_to_stop(run.id, run.user_id, self._clock()):
            self._announce(run, "cancelled")
        return here

    async def clear(self, conversation_id: str) -> None:
        """Stop what runs in a conversation and forget what waits, since all of it is about to be removed."""
        waiting = self._waiting.get(conversation_id, deque())
        while len(waiting) > 1:
            waiting.pop()
        for run in waiting:
            self._drop(run)
        if worker := self._workers.get(conversation_id):
            await asyncio.wait({worker}, timeout=2 * STUBBORN)

    def _drop(self, run: Run) -> bool:
        """End the run's turn, now or as soon as it begins. False when the run is not in this process."""
        if here := self._has(run):
            self._unwanted.add(run.id)
        if turn := self._turns.get(run.id):
            turn.cancel()
        return here

    def _has(self, run: Run) -> bool:
        return any(each.id == run.id for each in self._waiting.get(run.conversation_id, ()))

    async def _work(self, conversation_id: str) -> None:
        """Run what waits in a conversation; each stays the first in the queue until it is over."""
        waiting = self._waiting[conversation_id]
        try:
            while waiting and not self._stopping:
                if await self._over(waiting[0]):
                    self._unwanted.discard(waiting.popleft().id)
                else:
                    waiting[0] = waiting[0].model_copy(update={"status": "accepted"})
                    await asyncio.sleep(PAUSE)
        except Conflict:
            log.info("conversation.elsewhere", conversation_id=conversation_id)  # the sweep brings its runs again
        finally:
            self._unwanted.difference_update(each.id for each in waiting)
            del self._workers[conversation_id], self._waiting[conversation_id]

    async def _over(self, run: Run) -> bool:
        """Make one attempt at a run. False when it has to be tried again; Conflict when it is not our turn."""
        try:
            claimed = run if run.status == "running" else await self._store.claim(run.id, self._clock())
            return claimed is None or await self._attempt(claimed)
        except Conflict:
            raise
        except PASSING as error:
            log.warning("run.interrupted", run_id=run.id, error=str(error))
        except Exception:
            log.exception("run.interrupted", run_id=run.id)
        return False

    async def _attempt(self, run: Run) -> bool:
        structlog.contextvars.bind_contextvars(run_id=run.id)
        with self._feeds.attempt(run) as feed:
            feed.emit(RunStarted(run_id=run.id, conversation_id=run.conversation_id, attempt=run.attempt))
            self._announce(run, "running")
            ending = await self._ending(run, feed)
            if ending is not None:
                await self._end(run, feed, ending)
            return ending is not None

    async def _wait(self, run: Run, feed: Feed, waiting: Waiting) -> None:
        """Leave the run to the person until all that is asked is answered."""
        if not await self._store.wait(run, waiting.approvals, waiting.so_far, self._clock()):
            await self._lost(run)
            return
        feed.emit(RunWaiting(approvals=list(waiting.approvals)))
        for approval in waiting.approvals:
            self._bus.publish(user_topic(run.user_id), approval_news(approval))
        self._announce(run, "waiting")
        log.info("run.waiting", approvals=len(waiting.approvals), attempt=run.attempt)

    async def _end(self, run: Run, feed: Feed, ending: Ending | Waiting) -> None:
        if isinstance(ending, Waiting):
            await self._wait(run, feed, ending)
            return
        ending, kept = await self._finished(run, feed, ending)
        if not kept:
            await self._lost(run)
            return
        if run.approvals:
            await self._note_late(run)
        if ending.answer:
            feed.emit(AnswerReady(answer=ending.answer))
        feed.emit(RunFinished(status=ending.status, error=ending.error))
        self._announce(run, ending.status)
        log.info("run.finished", status=ending.status, attempt=run.attempt)
        if ending.status == "completed":
            self._after(run.model_copy(update={**dict(ending), "finished_at": self._clock()}))

    async def _finished(self, run: Run, feed: Feed, ending: Ending) -> tuple[Ending, bool]:
        """The ending as it is stored, and whether this attempt still had the run."""
        try:
            return ending, await self._store.finish(run, ending, self._clock())
        except PASSING:
            raise
        except Exception:
            log.exception("run.unstorable")
            ending = Ending(status="failed", error=failed(feed, "error", "The answer could not be stored.").error)
            return ending, await self._store.finish(run, ending, self._clock())

    async def _lost(self, run: Run) -> None:
        """Another process has the run now, or it was removed while it ran: then nothing of it may stay."""
        log.warning("run.lost", attempt=run.attempt)
        if not await self._store.exists(run.id):
            await self._traces.remove([run.id])

    async def _ending(self, run: Run, feed: Feed) -> Ending | Waiting | None:
        """Run the turn to its end; None when it was interrupted, and the run is to be resumed."""
        if run.stop_asked or run.id in self._unwanted:
            return cancelled(feed)
        if run.attempt > MOST_ATTEMPTS:
            return failed(feed, "error", "The server stopped on this request again and again; I gave up.")
        turn = self._turns[run.id] = asyncio.create_task(self._turn.run(run, feed))
        lease = asyncio.create_task(self._keep_lease(run, turn))
        try:
            await asyncio.wait({turn}, timeout=self._run_seconds)
            if not turn.done():
                turn.cancel()
                await asyncio.wait({turn}, timeout=STUBBORN)
                return overdue(feed, self._run_seconds)
            if turn.cancelled():
                return cancelled(feed) if run.id in self._unwanted else None
            return ending_of(turn, feed)
        finally:
            lease.cancel()
            del self._turns[run.id]

    async def _keep_lease(self, run: Run, turn: asyncio.Task[Outcome]) -> None:
        """Renew the lease; once it is lost, or could not be renewed for its whole length, end the turn."""
        now = asyncio.get_running_loop().time
        kept = now()
        while now() - kept < LEASE.total_seconds():
            await asyncio.sleep(LEASE.total_seconds() / 3)
            with suppress(*PASSING):
                if not await self._store.renew(run, self._clock()):
                    break
                kept = now()
        turn.cancel()

    async def _sweep_on(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await self._sweep()
            except Exception:
                log.exception("sweep.failed")  # the database may be down for a while; the next sweep looks again

    async def _sweep(self) -> None:
        for run in await self._store.unfinished(self._clock()):
            self.submit(run.model_copy(update={"status": "accepted"}))
        for run in await self._store.overdue(self._clock()):
            await self._expire(run)

    async def _expire(self, run: Run) -> None:
        """What was not answered in time is not done; the run goes on without it."""
        now = self._clock()
        for name, approval in run.approvals.items():
            if approval.status == "pending" and approval.expires_at <= now:
                run = (
                    await self._store.decide(run.id, run.user_id, name, {"status": "expired", "decided_at": now}) or run
                )
        await self.go_on(run)

    async def go_on(self, run: Run) -> None:
        """Queue a run again that waited for the person, once all is answered."""
        if ready := await self._store.go_on(run, self._clock()):
            self.submit(ready)

    def _announce(self, run: Run, status: str) -> None:
        payload = {"run_id": run.id, "conversation_id": run.conversation_id, "status": status}
        self._bus.publish(user_topic(run.user_id), {"topic": "run", "payload": payload})
