"""An agent tried with a prompt: its real models plan and speak, and nothing is carried out."""

import time
from collections.abc import Callable, Sequence

from agent_core.agents.minds import AgentMinds
from agent_core.agents.schemas import AgentConfig, Trial
from agent_core.contract import Capability
from agent_core.errors import BudgetExceeded, ModelUnavailable
from agent_core.events import step_views
from agent_core.ids import new_id
from agent_core.minds import Mind
from agent_core.planning.port import Analysis, Decision, Request
from agent_core.state import Turn

ONLY_PLANNED = "These are the steps it would take. A test carries nothing out, so there is no answer made of results."
NO_MODEL = "No model is configured for this agent: the built-in planner answers, which needs no instructions."
UNKNOWN = Analysis(language="en", kind="unclear", clauses=[], confident=False)


class _Clock:
    """Seconds since it began, and at the first piece of text."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self.first: float | None = None

    @property
    def now(self) -> float:
        return round(time.perf_counter() - self._began, 3)

    def heard(self, text: str) -> None:
        if self.first is None:
            self.first = self.now


async def try_agent(
    minds: AgentMinds, agent: AgentConfig, request: Request, *, user_id: str, known: Sequence[Capability]
) -> Trial:
    """`request` holds the prompt and the time; its capabilities are those of `known` that the agent may use."""
    mind = minds.mind_of(agent, _turn(agent, request, user_id), lambda event: None)
    allowed = [each for each in known if mind.may_use(each.name)]
    clock = _Clock()
    decision, error = await _decided(mind, _with(request, allowed), clock.heard)
    spent = mind.spent()
    return Trial(
        answer=ONLY_PLANNED if decision.steps else decision.reply, steps=step_views(decision.steps), error=error,
        seconds=clock.now, first_token_seconds=clock.first, **spent.model_dump(),
    )  # fmt: skip


async def _decided(mind: Mind, request: Request, heard: Callable[[str], None]) -> tuple[Decision, str | None]:
    if mind.planner is None:
        return Decision(), NO_MODEL
    try:
        return await mind.planner.plan(request, UNKNOWN, heard), None
    except ModelUnavailable as error:
        return Decision(), f"No model answered: {error.message.rstrip('.')}."
    except BudgetExceeded as error:
        return Decision(), error.message


def _with(request: Request, capabilities: Sequence[Capability]) -> Request:
    return Request(text=request.text, now=request.now, capabilities=capabilities)


def _turn(agent: AgentConfig, request: Request, user_id: str) -> Turn:
    return Turn(
        run_id=f"test-{new_id()}", user_id=user_id, audience=f"user:{user_id}", conversation_id="", interface="web",
        text=request.text, attachments=[], zone=str(request.now.tzinfo), at=request.now.isoformat(), role="admin",
        agent_id=agent.id,
    )  # fmt: skip
