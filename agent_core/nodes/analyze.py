"""What does the message mean, as far as it can be told without a model?"""

from agent_core.deps import Deps
from agent_core.nodes.request import request_of
from agent_core.state import AgentState, StateUpdate


async def analyze(state: AgentState, deps: Deps) -> StateUpdate:
    services = deps.services
    return StateUpdate(
        analysis=await services.understanding.analyze(request_of(state, deps)),
        plan=[], reply="", corrections=[], question=None, notice="", source="local",
        wave=[], outcomes=[], results=[], answer=None, open_question=None, recalled=None, transitions=[],
    )  # fmt: skip
