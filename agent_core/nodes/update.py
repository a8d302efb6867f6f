"""Takes the wave's outcomes into the results, and keeps the state small."""

from agent_core.deps import Deps
from agent_core.state import RESULTS_ROOM, AgentState, StateUpdate, check_size, fitted


async def update(state: AgentState, deps: Deps) -> StateUpdate:
    new = {outcome["step_id"] for outcome in state["outcomes"]}  # also of steps whose outcome was in doubt
    kept = [result for result in state["results"] if result["step_id"] not in new]
    results = fitted([*kept, *state["outcomes"]], RESULTS_ROOM)
    check_size(state | {"results": results, "outcomes": []})
    return StateUpdate(results=results, outcomes=[], wave=[])
