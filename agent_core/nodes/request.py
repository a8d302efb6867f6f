"""The planner's view of the state."""

from datetime import datetime
from zoneinfo import ZoneInfo

from agent_core.deps import Deps
from agent_core.planning.port import Request
from agent_core.planning.window import within
from agent_core.state import AgentState


def request_of(state: AgentState, deps: Deps) -> Request:
    turn, recalled = state["turn"], state.get("recalled")
    return Request(
        text=turn["text"],
        now=datetime.fromisoformat(turn["at"]).astimezone(ZoneInfo(turn["zone"])),
        history=within(state["messages"][:-1], deps.services.history_tokens),
        recent=state["recent"],
        attachments=turn["attachments"],
        open_question=state["pending_question"],
        capabilities=[each for each in deps.services.registry.capabilities.values() if deps.mind.may_use(each.name)],
        facts=recalled["facts"] if recalled else (),
        summary=recalled["summary"] if recalled else "",
    )
