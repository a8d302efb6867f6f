"""Takes one run through the graph.

A turn without steps is checkpointed once, when it ends (`exit`). A turn with steps stops before `route`, so that its
plan is stored before any effect, and goes on with a checkpoint at every step (`sync`). An attempt that was cut off goes
on from there; the ledger's receipts keep its effects single.
"""

from typing import cast

from langchain_core.runnables import RunnableConfig

from agent_core.deps import Deps, Services
from agent_core.events import PlanReady, StepFinished, StepResultView
from agent_core.graph import Graph
from agent_core.nodes.plan import views
from agent_core.queue.feed import Feed
from agent_core.runs import Run
from agent_core.state import AgentState, Message, Turn, TurnInput


class Turns:
    def __init__(self, graph: Graph, services: Services) -> None:
        self._graph = graph
        self._services = services

    async def run(self, run: Run, feed: Feed) -> AgentState:
        config: RunnableConfig = {"configurable": {"thread_id": run.conversation_id}}
        deps = Deps(services=self._services, emit=feed.emit)
        if run.attempt > 1 and (left := await self._left_by_earlier_attempt(run, config, feed)):
            state = left
        else:
            first = await self._graph.ainvoke(
                _input(run), config, context=deps, durability="exit", interrupt_before=["route"]
            )
            state = cast(AgentState, first)
        if state["answer"] is None:
            state = cast(AgentState, await self._graph.ainvoke(None, config, context=deps, durability="sync"))
        return state

    async def _left_by_earlier_attempt(self, run: Run, config: RunnableConfig, feed: Feed) -> AgentState | None:
        """The checkpoint of this run, told again to readers; None when the attempt stored nothing."""
        snapshot = await self._graph.aget_state(config)
        state = cast(AgentState, snapshot.values)
        if not state or state["turn"]["run_id"] != run.id or not (state.get("plan") or state.get("answer")):
            return None
        if state["plan"]:
            feed.emit(PlanReady(steps=views(state["plan"]), source=state["source"]))
        for result in state["results"]:
            feed.emit(StepFinished(result=StepResultView.model_validate(result)))
        return state


def _input(run: Run) -> TurnInput:
    at = run.accepted_at.isoformat()
    turn = Turn(
        run_id=run.id, user_id=run.user_id, audience=run.audience, conversation_id=run.conversation_id,
        interface=run.interface, text=run.text, attachments=run.attachments, zone=run.zone, at=at,
    )  # fmt: skip
    return TurnInput(turn=turn, messages=[Message(role="user", content=run.text, at=at, run_id=run.id)])
