"""Takes the wave's outcomes into the results, and keeps the state small."""

from agent_core.deps import Deps
from agent_core.state import RESULTS_ROOM, AgentState, StateUpdate, check_size, fitted


async def update(state: AgentState, deps: Deps) -> StateUpdate:
    results = fitted([*state["results"], *state["outcomes"]], RESULTS_ROOM)
    check_size(state | {"results": results, "outcomes": []})
    return StateUpdate(results=results, outcomes=[], wave=[])
