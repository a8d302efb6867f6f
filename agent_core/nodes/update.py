"""Takes the wave's outcomes into the results, and keeps the state small."""

from agent_core.deps import Deps
from agent_core.state import ROOMY, AgentState, StateUpdate, StepResult, check_size, size_of


async def update(state: AgentState, deps: Deps) -> StateUpdate:
    results = [*state["results"], *state["outcomes"]]
    while size_of(results) > ROOMY and _cut_largest(results):
        pass
    check_size(state)
    return StateUpdate(results=results, outcomes=[], wave=[])


def _cut_largest(results: list[StepResult]) -> bool:
    """Drop the data of the largest result; what it holds stays in the package's own collections."""
    largest = max(range(len(results)), key=lambda at: size_of(results[at]["data"]))
    if results[largest]["data"].get("truncated"):
        return False
    results[largest] = results[largest] | {"data": {"truncated": True}, "citations": results[largest]["citations"][:20]}
    return True
