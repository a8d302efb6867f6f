"""The planner's view of the state."""

from datetime import datetime
from zoneinfo import ZoneInfo

from agent_core.deps import Deps
from agent_core.planning.port import Request
from agent_core.state import AgentState


def request_of(state: AgentState, deps: Deps) -> Request:
    turn = state["turn"]
    return Request(
        text=turn["text"],
        now=datetime.fromisoformat(turn["at"]).astimezone(ZoneInfo(turn["zone"])),
        history=state["messages"][:-1],
        recent=state["recent"],
        attachments=turn["attachments"],
        open_question=state["pending_question"],
        capabilities=[each for each in deps.services.registry.capabilities.values() if deps.mind.may_use(each.name)],
    )
