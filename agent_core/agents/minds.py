"""The mind of a turn: the agent that fits, with its instructions, its ladder of models and what it may use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr

from agent_core.agents.directory import Directory
from agent_core.agents.lines import Lines, ProviderModel
from agent_core.agents.schemas import DEFAULT, AgentConfig, ModelPrice, Provider
from agent_core.agents.selection import allows, asked_for, chosen
from agent_core.events import Event
from agent_core.ids import new_id
from agent_core.minds import Mind
from agent_core.models.ladder import Ladder, Rung
from agent_core.models.metered import LONGEST
from agent_core.models.observed import Report
from agent_core.models.port import ChatModel
from agent_core.planning.model_composer import PROMPT as ANSWER_PROMPT
from agent_core.planning.model_composer import ModelComposer
from agent_core.planning.model_messages import PROMPT as PLAN_PROMPT
from agent_core.planning.model_planner import ModelPlanner
from agent_core.spending.meter import Budget
from agent_core.spending.prices import Price
from agent_core.spending.scopes import Spender
from agent_core.state import Turn

LOOK = "look.v1"  # the prompt for pictures
State = Literal["none", "ready", "down"]
Emit = Callable[[Event], None]


@dataclass(frozen=True, kw_only=True)
class AgentMinds:
    """Implements Minds from what is in memory."""

    directory: Directory
    lines: Lines
    budget: Budget
    report: Report
    key_of: Callable[[Provider], SecretStr | None]  # may raise Unreadable

    @property
    def state(self) -> State:
        """Of the providers that are on: none has a model, one can be asked, or all are left alone for now."""
        lines = [line for line in self.lines if line.provider.models]
        if not lines:
            return "none"
        return "down" if all(line.down for line in lines) else "ready"

    def state_of(self, provider: Provider) -> Literal["ready", "down"]:
        line = self.lines.line(provider.id)
        return "down" if line and line.down else "ready"

    @property
    def any_model(self) -> bool:
        """Whether any agent has a model."""
        now = self.directory.now
        return any(now.ladder(agent) for agent in now.agents.values() if agent.enabled)

    async def mind_for(self, turn: Turn, language: str, emit: Emit) -> Mind:
        """Raises NotFound or NotAllowed for an agent that was asked for and is not there or not for this person."""
        return self.mind_of(self._agent(turn, language), turn, emit)

    def _agent(self, turn: Turn, language: str) -> AgentConfig:
        agents, role = self.directory.now.agents, turn.get("role", "user")
        if agent_id := turn.get("agent_id"):
            return asked_for(agents.get(agent_id), role)
        return chosen(agents.values(), role=role, language=language, interface=turn["interface"])

    def mind_of(self, agent: AgentConfig, turn: Turn, emit: Emit) -> Mind:
        """This agent's, whether it would be chosen or not."""
        may_use = allows(agent.tools)
        rungs = self._rungs(agent)
        if not rungs:
            return Mind(agent_id=agent.id, agent_name=agent.name, may_use=may_use)
        spender = Spender(user_id=turn["user_id"], agent_id=agent.id, run_id=turn["run_id"], zone=turn["zone"])
        ladder = Ladder(rungs, budget=self.budget, spender=spender, emit=emit, report=self.report)
        return Mind(
            agent_id=agent.id,
            agent_name=agent.name,
            planner=ModelPlanner(ladder.model("plan", PLAN_PROMPT), instructions=agent.instructions),
            composer=ModelComposer(ladder.model("answer", ANSWER_PROMPT), instructions=agent.instructions),
            may_use=may_use,
            spent=ladder.tally.spent,
            price=ladder.price,
            model=ladder.model,
        )

    def eyes(self, user_id: str, zone: str) -> ChatModel:
        """The models that understand pictures, paid by the person."""
        rungs = [self._rung(provider, model) for provider, model in self.directory.now.seeing()]
        spender = Spender(user_id=user_id, agent_id=DEFAULT, run_id=new_id(), zone=zone)
        ladder = Ladder(rungs, budget=self.budget, spender=spender, emit=lambda event: None, report=self.report)
        return ladder.model("look", LOOK)

    def _rungs(self, agent: AgentConfig) -> Sequence[Rung]:
        return [self._rung(provider, model) for provider, model in self.directory.now.ladder(agent)]

    def _rung(self, provider: Provider, model: ModelPrice) -> Rung:
        asked = ProviderModel(self.lines, provider.id, model.name)
        price = Price(model.input_price, model.output_price)
        return Rung(model=asked, price=price, max_output=model.max_output_tokens or LONGEST, check=asked.check)
