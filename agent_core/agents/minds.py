"""The mind of a turn: the agent that fits, with its instructions, its ladder of models and what it may use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from agent_core.agents.directory import Directory
from agent_core.agents.lines import Lines, ProviderModel
from agent_core.agents.schemas import AgentConfig, ModelPrice, Provider
from agent_core.agents.selection import allows, asked_for, chosen
from agent_core.events import Event
from agent_core.minds import Mind
from agent_core.models.observed import ObservedModel, Report
from agent_core.models.port import ChatModel
from agent_core.planning.model_composer import ModelComposer
from agent_core.planning.model_planner import ModelPlanner
from agent_core.state import Turn

State = Literal["none", "ready", "down"]
Ladder = list[tuple[Provider, ModelPrice]]


@dataclass(frozen=True)
class AgentMinds:
    """Implements Minds from what is in memory."""

    directory: Directory
    lines: Lines
    report: Report

    @property
    def state(self) -> State:
        """Of all models that are switched on: none, one that can be asked, or all left alone for now."""
        lines = [line for line in self.lines if line.provider.models]
        if not lines:
            return "none"
        return "down" if all(line.down for line in lines) else "ready"

    @property
    def any_model(self) -> bool:
        """Whether any agent has a model."""
        now = self.directory.now
        return any(now.ladder(agent) for agent in now.agents.values() if agent.enabled)

    async def mind_for(self, turn: Turn, language: str, emit: Callable[[Event], None]) -> Mind:
        """Raises NotFound or NotAllowed for an agent that was asked for and is not there or not for this person."""
        return self.mind_of(self._agent(turn, language), turn, emit)

    def _agent(self, turn: Turn, language: str) -> AgentConfig:
        agents, role = self.directory.now.agents, turn.get("role", "user")
        if agent_id := turn.get("agent_id"):
            return asked_for(agents.get(agent_id), role)
        return chosen(agents.values(), role=role, language=language, interface=turn["interface"])

    def mind_of(self, agent: AgentConfig, turn: Turn, emit: Callable[[Event], None]) -> Mind:
        """This agent's, whether it would be chosen or not."""
        ladder = self.directory.now.ladder(agent)
        named = Mind(agent_id=agent.id, agent_name=agent.name, may_use=allows(agent.tools))
        if not ladder:
            return named
        return Mind(
            agent_id=agent.id,
            agent_name=agent.name,
            may_use=named.may_use,
            planner=ModelPlanner(self._model(ladder, "plan"), instructions=agent.instructions),
            composer=ModelComposer(self._model(ladder, "answer"), instructions=agent.instructions),
        )

    def _model(self, ladder: Ladder, purpose: str) -> ChatModel:
        provider, model = ladder[0]
        return ObservedModel(ProviderModel(self.lines, provider.id, model.name), purpose, self.report)
