"""Takes one run through the graph, each in a thread of its own that begins with what the run before left.

A turn is checkpointed once, when it ends or pauses for the person. What an attempt that is cut off must not lose is
stored before: the plan with the run, before anything of it is done, and each effect in the ledger. The next attempt
takes the same plan, and receipts stand in for what was done.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from agent_core.approving import Approving
from agent_core.deps import Deps, Services
from agent_core.events import ApprovalView, PlanReady, StepFinished, StepResultView, step_views
from agent_core.keeping import Keeping
from agent_core.permissions import Permissions
from agent_core.queue.feed import Feed
from agent_core.runs import Run, RunStore, Spent
from agent_core.speech import Speech
from agent_core.state import HISTORY, RECENT, RECENT_ROOM, AgentState, Message, Turn, TurnInput, fitted
from agent_core.understanding.language import language_of

if TYPE_CHECKING:  # importing langgraph takes a second; the server answers before that
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.types import Command

    from agent_core.graph import Graph


@dataclass(frozen=True)
class Outcome:
    """What a turn has come to. It is over when nothing is asked; else it waits for the person."""

    state: AgentState
    asked: Sequence[ApprovalView] = ()
    spent: Spent = field(default_factory=Spent)
    agent: str = ""


class Turns:
    """`graph` may still be loading; the first turn waits for it."""

    def __init__(self, graph: "asyncio.Task[Graph]", services: Services, store: RunStore, approving: Approving) -> None:
        self._graph = graph
        self._services = services
        self._store = store
        self._approving = approving

    async def run(self, run: Run, feed: Feed) -> Outcome:
        """Raises what makes the run fail."""
        graph = await self._loaded()
        left = await self._left_by_earlier_attempt(run, graph) if run.attempt > 1 else None
        if left and left["answer"]:
            return Outcome(left)
        if left:
            _tell_again(left, feed)
        given: TurnInput | Command[Any] = _resumed() if left else await self._input(run)
        deps = await self._deps(run, feed)
        thread = _thread(run.id, fresh=left is None)
        try:
            last = await graph.ainvoke(given, thread, context=deps, durability="exit")
        finally:
            await deps.keep.ended()
        asked = [approval for each in last.pop("__interrupt__", ()) for approval in each.value]
        return Outcome(
            cast(AgentState, last), [ApprovalView.model_validate(each) for each in asked],
            _sum(run.spent, deps.mind.spent()), deps.mind.agent_name,
        )  # fmt: skip

    async def _deps(self, run: Run, feed: Feed) -> Deps:
        speech = Speech(feed.emit)
        decided = {name: each for name, each in run.approvals.items() if each.status != "pending"}
        return Deps(
            services=self._services,
            mind=await self._services.minds.mind_for(turn_of(run), language_of(run.text), speech.emit),
            emit=speech.emit,
            speech=speech,
            kept=run.kept,
            keep=Keeping(lambda plan: self._store.keep(run, plan)),
            decided=decided,
            consent=lambda word: self._approving.by_word(turn_of(run), word),
            permissions=_once(lambda: self._services.permissions.of(run.user_id)),
            steered=lambda: self._store.steering(run.id),
            ask=_pause,
        )

    async def _loaded(self) -> "Graph":
        return await asyncio.shield(self._graph)  # a turn that is stopped while it waits must not stop the loading

    async def _left_by_earlier_attempt(self, run: Run, graph: "Graph") -> AgentState | None:
        """The state of an attempt that came to its end but could not say so, or that waits for the person.

        What an attempt that was cut off left is removed: it begins again, with its plan and its receipts.
        """
        snapshot = await graph.aget_state(_thread(run.id))
        state = cast(AgentState, snapshot.values)
        if "plan" in state and (state["answer"] or snapshot.interrupts):
            return state
        await cast("BaseCheckpointSaver[str]", graph.checkpointer).adelete_thread(run.id)
        return None

    async def _stored(self, run_id: str) -> AgentState | None:
        snapshot = await (await self._loaded()).aget_state(_thread(run_id))
        return cast(AgentState, snapshot.values) if "plan" in snapshot.values else None

    async def _input(self, run: Run) -> TurnInput:
        turn = turn_of(run)
        message = Message(role="user", content=run.text, at=turn["at"], run_id=run.id)
        before, since = await self._before(run)
        late = [state for run_id in run.late if (state := await self._stored(run_id)) and state["answer"]]
        answers = [state["messages"][-1] for state in late]
        done = [result for state in late for result in state["results"]]
        if before is None:
            return TurnInput(turn=turn, messages=[*since, *answers, message], recent=done, pending_question=None)
        return TurnInput(
            turn=turn,
            messages=[*before["messages"], *since, *answers, message],
            recent=fitted([*before["recent"], *before["results"], *done][-RECENT:], RECENT_ROOM),
            pending_question=before["open_question"],
        )

    async def _before(self, run: Run) -> tuple[AgentState | None, list[Message]]:
        """The latest state that the conversation left, and what was said since by runs that left none.

        A run leaves none when it was stopped before it began; a state that is too old is not kept any more.
        """
        if run.previous is None:
            return None, []
        if state := await self._stored(run.previous):
            return state, []
        since: list[Message] = []
        earlier = self._store.of_conversation(run.conversation_id, run.user_id, limit=HISTORY // 2, before=run.id)
        for each in reversed(await earlier):
            if state := await self._stored(each.id):
                return state, since
            since = [*_messages(each), *since]
        return None, since


def turn_of(run: Run) -> Turn:
    return Turn(
        run_id=run.id, user_id=run.user_id, audience=run.audience, conversation_id=run.conversation_id,
        interface=run.interface, text=run.text, attachments=run.attachments, zone=run.zone,
        at=run.accepted_at.isoformat(), role=run.role, agent_id=run.agent_id,
    )  # fmt: skip


def _once(load: Callable[[], Awaitable[Permissions]]) -> Callable[[], Awaitable[Permissions]]:
    """What `load` brings, asked for at the first call and by no other."""
    loading: asyncio.Future[Permissions] | None = None

    async def loaded() -> Permissions:
        nonlocal loading
        loading = loading or asyncio.ensure_future(load())
        return await loading

    return loaded


def _pause(approvals: Sequence[ApprovalView]) -> None:
    """End the attempt here. What the person answers is in the run, so that nothing has to be handed in."""
    from langgraph.types import interrupt

    interrupt([approval.model_dump(mode="json") for approval in approvals])


def _resumed() -> "Command[Any]":
    from langgraph.types import Command

    return Command(resume=True)


def _sum(before: Spent, now: Spent) -> Spent:
    """Over the attempts of a run, between which it waited."""
    return Spent(
        calls=before.calls + now.calls,
        input_tokens=before.input_tokens + now.input_tokens,
        output_tokens=before.output_tokens + now.output_tokens,
        cost_micros=before.cost_micros + now.cost_micros,
        models=list(dict.fromkeys([*before.models, *now.models])),
    )


def _tell_again(state: AgentState, feed: Feed) -> None:
    """What was done before the person was asked, for those who begin to follow now."""
    feed.emit(PlanReady(steps=step_views(state["plan"]), source=state["source"]))
    for result in state["results"]:
        feed.emit(StepFinished(result=StepResultView.model_validate(result)))


def _thread(run_id: str, *, fresh: bool = False) -> "RunnableConfig":
    return {"configurable": {"thread_id": run_id, "fresh": fresh}}


def _messages(run: Run) -> list[Message]:
    said = Message(role="user", content=run.text, at=run.accepted_at.isoformat(), run_id=run.id)
    if run.answer is None or run.finished_at is None:
        return [said]
    return [said, Message(role="assistant", content=run.answer.text, at=run.finished_at.isoformat(), run_id=run.id)]
