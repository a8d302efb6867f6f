"""Takes one run through the graph, each in a thread of its own that begins with what the run before left.

A turn without steps is checkpointed once, when it ends. A turn with steps stops before `route` and is checkpointed
there, so that its plan is stored before any effect. The ledger's receipts keep effects single when a cut-off attempt
goes on from that plan; where steps build on each other, every one is checkpointed besides, so that none is done again.
"""

import asyncio
from typing import TYPE_CHECKING, cast

from agent_core.deps import Deps, Services
from agent_core.events import PlanReady, StepFinished, StepResultView, step_views
from agent_core.queue.feed import Feed
from agent_core.runs import Run, RunStore
from agent_core.state import HISTORY, RECENT, RECENT_ROOM, AgentState, Message, Turn, TurnInput, fitted

if TYPE_CHECKING:  # importing langgraph takes a second; the server answers before that
    from langchain_core.runnables import RunnableConfig
    from langgraph.types import Durability

    from agent_core.graph import Graph


class Turns:
    """`graph` may still be loading; the first turn waits for it."""

    def __init__(self, graph: "asyncio.Task[Graph]", services: Services, store: RunStore) -> None:
        self._graph = graph
        self._services = services
        self._store = store

    async def run(self, run: Run, feed: Feed) -> AgentState:
        """The state at the end, whose `answer` is set. Raises what makes the run fail."""
        graph = await self._loaded()
        config = _thread(run.id)
        deps = Deps(services=self._services, emit=feed.emit)
        state = await self._left_by_earlier_attempt(run, feed) if run.attempt > 1 else None
        if state is None:
            first = await graph.ainvoke(
                await self._input(run), config, context=deps, durability="exit", interrupt_before=["route"]
            )
            state = cast(AgentState, first)
        if state["answer"] is None:
            durability: Durability = "sync" if any(step["depends_on"] for step in state["plan"]) else "exit"
            state = cast(AgentState, await graph.ainvoke(None, config, context=deps, durability=durability))
        return state

    async def _loaded(self) -> "Graph":
        return await asyncio.shield(self._graph)  # a turn that is stopped while it waits must not stop the loading

    async def _left_by_earlier_attempt(self, run: Run, feed: Feed) -> AgentState | None:
        """What is stored of this run, told again to readers; None when nothing is."""
        state = await self._stored(run.id)
        if state is None:
            return None
        if state["plan"]:
            feed.emit(PlanReady(steps=step_views(state["plan"]), source=state["source"]))
        for result in state["results"]:
            feed.emit(StepFinished(result=StepResultView.model_validate(result)))
        return state

    async def _stored(self, run_id: str) -> AgentState | None:
        snapshot = await (await self._loaded()).aget_state(_thread(run_id))
        return cast(AgentState, snapshot.values) if "plan" in snapshot.values else None

    async def _input(self, run: Run) -> TurnInput:
        at = run.accepted_at.isoformat()
        turn = Turn(
            run_id=run.id, user_id=run.user_id, audience=run.audience, conversation_id=run.conversation_id,
            interface=run.interface, text=run.text, attachments=run.attachments, zone=run.zone, at=at,
        )  # fmt: skip
        message = Message(role="user", content=run.text, at=at, run_id=run.id)
        before, since = await self._before(run)
        if before is None:
            return TurnInput(turn=turn, messages=[*since, message], recent=[], pending_question=None)
        return TurnInput(
            turn=turn,
            messages=[*before["messages"], *since, message],
            recent=fitted([*before["recent"], *before["results"]][-RECENT:], RECENT_ROOM),
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


def _thread(run_id: str) -> "RunnableConfig":
    return {"configurable": {"thread_id": run_id}}


def _messages(run: Run) -> list[Message]:
    said = Message(role="user", content=run.text, at=run.accepted_at.isoformat(), run_id=run.id)
    if run.answer is None or run.finished_at is None:
        return [said]
    return [said, Message(role="assistant", content=run.answer.text, at=run.finished_at.isoformat(), run_id=run.id)]
