"""What does the message mean, as far as it can be told without a model?"""

from langgraph.runtime import Runtime

from agent_core.deps import Deps
from agent_core.nodes.request import request_of
from agent_core.state import RECENT, AgentState, StateUpdate


async def analyze(state: AgentState, runtime: Runtime[Deps]) -> StateUpdate:
    recent = [*state.get("recent", []), *state.get("results", [])][-RECENT:]
    services = runtime.context.services
    request = request_of(state, services, recent)
    return StateUpdate(
        analysis=await services.understanding.analyze(request), recent=recent,
        plan=[], reply="", question=None, notice="", source="local",
        wave=[], outcomes=[], results=[], answer=None, transitions=[],
    )  # fmt: skip
