"""The graph: six nodes and their edges.

analyze → plan ─┬────────────────────────────────→ respond
                └→ route → execute → update ─┬───→ respond
                     ↑                       │
                     └── steps are left ─────┘
"""

from collections.abc import Awaitable, Mapping
from typing import Any, Literal, Protocol

import structlog
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.errors import NodeError
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import RetryPolicy

from agent_core.acting import LONGEST_LIMIT
from agent_core.deps import Deps
from agent_core.errors import PASSING, AgentError
from agent_core.nodes.analyze import analyze
from agent_core.nodes.execute import execute
from agent_core.nodes.plan import plan
from agent_core.nodes.respond import respond, told_plainly
from agent_core.nodes.route import remaining, route
from agent_core.nodes.update import update
from agent_core.state import AgentState, StateUpdate, Transition, TurnInput

log = structlog.get_logger(__name__)
QUICK, MODEL = 30.0, 240.0  # seconds that one try of a node may take
AGAIN = RetryPolicy(initial_interval=0.2, max_interval=2.0, max_attempts=3, jitter=True, retry_on=PASSING)
Graph = CompiledStateGraph[AgentState, Deps, TurnInput, AgentState]


class Node(Protocol):
    __name__: str

    def __call__(self, state: AgentState, deps: Deps) -> Awaitable[StateUpdate]: ...


class Stamped(Protocol):
    def __call__(self, state: AgentState, *, runtime: Runtime[Deps]) -> Awaitable[StateUpdate]: ...


def build_graph(checkpointer: BaseCheckpointSaver[str] | None = None) -> Graph:
    graph = StateGraph(AgentState, context_schema=Deps, input_schema=TurnInput)
    nodes: Mapping[Node, float] = {
        analyze: QUICK, plan: MODEL, route: QUICK, execute: LONGEST_LIMIT + QUICK, update: QUICK, respond: MODEL,
    }  # fmt: skip
    for node, seconds in nodes.items():
        handler: Any = said_plainly if node is respond else None  # langgraph's types know no handler with an error
        graph.add_node(node.__name__, stamped(node), timeout=seconds, retry_policy=AGAIN, error_handler=handler)
    graph.add_edge(START, "analyze")
    graph.add_edge("analyze", "plan")
    graph.add_conditional_edges("plan", next_after_plan)
    graph.add_edge("route", "execute")
    graph.add_edge("execute", "update")
    graph.add_conditional_edges("update", next_after_update)
    graph.add_edge("respond", END)
    return graph.compile(checkpointer=checkpointer)


def next_after_plan(state: AgentState) -> Literal["route", "respond"]:
    return "route" if state["plan"] else "respond"


def next_after_update(state: AgentState) -> Literal["route", "respond"]:
    return "route" if remaining(state) else "respond"


async def said_plainly(state: AgentState, error: NodeError, *, runtime: Runtime[Deps]) -> StateUpdate:
    """What was done must be told, also when wording the answer failed."""
    if isinstance(error.error, (*PASSING, AgentError)):
        raise error.error
    log.error("respond.failed", exc_info=error.error)
    return told_plainly(state, runtime.context)


def stamped(node: Node) -> Stamped:
    """The node as LangGraph calls it, which also notes in `transitions` when it was left."""

    async def run(state: AgentState, *, runtime: Runtime[Deps]) -> StateUpdate:
        changed = await node(state, runtime.context)
        passed = changed.get("transitions", state.get("transitions", []))
        left = Transition(node=node.__name__, at=runtime.context.services.clock().isoformat())
        return changed | {"transitions": [*passed, left]}

    return run
