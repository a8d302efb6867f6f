"""Takes one run through the graph, each in a thread of its own that begins with what the run before left.

A turn is checkpointed once, when it ends. What an attempt that is cut off must not lose is stored before: the plan with
the run, before anything of it is done, and each effect in the ledger. The next attempt takes the same plan, and
receipts stand in for what was done.
"""

import asyncio
from typing import TYPE_CHECKING, cast

from agent_core.deps import Deps, Services
from agent_core.queue.feed import Feed
from agent_core.runs import Run, RunStore
from agent_core.state import HISTORY, RECENT, RECENT_ROOM, AgentState, Message, Turn, TurnInput, fitted

if TYPE_CHECKING:  # importing langgraph takes a second; the server answers before that
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver

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
        if run.attempt > 1 and (state := await self._left_by_earlier_attempt(run, graph)):
            return state
        deps = Deps(
            services=self._services, emit=feed.emit, kept=run.kept, keep=lambda plan: self._store.keep(run, plan)
        )
        last = await graph.ainvoke(await self._input(run), _thread(run.id, fresh=True), context=deps, durability="exit")
        return cast(AgentState, last)

    async def _loaded(self) -> "Graph":
        return await asyncio.shield(self._graph)  # a turn that is stopped while it waits must not stop the loading

    async def _left_by_earlier_attempt(self, run: Run, graph: "Graph") -> AgentState | None:
        """The last state of an attempt that came to its end but could not say so; what others left is removed."""
        state = await self._stored(run.id)
        if state and state["answer"]:
            return state
        await cast("BaseCheckpointSaver[str]", graph.checkpointer).adelete_thread(run.id)
        return None

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


def _thread(run_id: str, *, fresh: bool = False) -> "RunnableConfig":
    return {"configurable": {"thread_id": run_id, "fresh": fresh}}


def _messages(run: Run) -> list[Message]:
    said = Message(role="user", content=run.text, at=run.accepted_at.isoformat(), run_id=run.id)
    if run.answer is None or run.finished_at is None:
        return [said]
    return [said, Message(role="assistant", content=run.answer.text, at=run.finished_at.isoformat(), run_id=run.id)]
