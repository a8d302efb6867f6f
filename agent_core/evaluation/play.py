"""Replays cases against a planner. Nothing is carried out: what is judged is the decision."""

import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Protocol

from agent_core.agents.minds import AgentMinds
from agent_core.agents.schemas import AgentConfig
from agent_core.contract import Capability
from agent_core.errors import BudgetExceeded, ModelUnavailable
from agent_core.evaluation.cases import Case
from agent_core.evaluation.judge import fault_of, shown
from agent_core.evaluation.report import Outcome
from agent_core.ids import new_id
from agent_core.minds import Mind
from agent_core.models.observed import Called, ObservedModel
from agent_core.models.port import ChatModel
from agent_core.planning.model_messages import PROMPT
from agent_core.planning.model_planner import ModelPlanner
from agent_core.planning.port import Analysis, Decision, Planner, Request, Understanding
from agent_core.runs import Spent
from agent_core.spending.prices import FREE, Price, Usage
from agent_core.state import Turn

UNKNOWN = Analysis(language="en", kind="unclear", clauses=[], confident=False)  # a model does without


class Player(Protocol):
    """Whoever decides. `spent` is what the models took for the last decision, also one that failed."""

    name: str
    prompt: str  # the version of what a model is told; "" without one

    async def decide(self, request: Request) -> Decision: ...
    def spent(self) -> Spent: ...


class Local(Understanding, Planner, Protocol):
    """The built-in planner."""


class LocalPlayer:
    name, prompt = "local", ""

    def __init__(self, planner: Local) -> None:
        self._planner = planner

    async def decide(self, request: Request) -> Decision:
        return await self._planner.plan(request, await self._planner.analyze(request), _unheard)

    def spent(self) -> Spent:
        return Spent()


class ModelPlayer:
    """A model alone, also for what the built-in planner would understand."""

    prompt = PROMPT

    def __init__(self, model: ChatModel, price: Price = FREE) -> None:
        self.name = model.name
        self._calls: list[Called] = []
        self._price = price
        self._planner = ModelPlanner(ObservedModel(model, "plan", self._calls.append))

    async def decide(self, request: Request) -> Decision:
        self._calls.clear()
        return await self._planner.plan(request, UNKNOWN, _unheard)

    def spent(self) -> Spent:
        told = [call.usage for call in self._calls if call.usage]
        used = Usage(input=sum(each.input for each in told), output=sum(each.output for each in told))
        cost = self._price.cost(used)
        return Spent(calls=len(self._calls), input_tokens=used.input, output_tokens=used.output, cost_micros=cost)


class AgentPlayer:
    """A configured agent: its instructions, its ladder of models, what it may use, its limits."""

    prompt = PROMPT

    def __init__(self, minds: AgentMinds, agent: AgentConfig) -> None:
        self.name = agent.name
        self._minds = minds
        self._agent = agent
        self._mind = Mind()

    async def decide(self, request: Request) -> Decision:
        self._mind = mind = self._minds.mind_of(self._agent, _turn(self._agent, request), lambda event: None)
        if mind.planner is None:
            raise ModelUnavailable("no model is configured for this agent")
        allowed = [each for each in request.capabilities if mind.may_use(each.name)]
        return await mind.planner.plan(replace(request, capabilities=allowed), UNKNOWN, _unheard)

    def spent(self) -> Spent:
        return self._mind.spent()


async def play(cases: Sequence[Case], player: Player, capabilities: Sequence[Capability]) -> AsyncIterator[Outcome]:
    """One outcome after another."""
    for case in cases:
        began = time.perf_counter()
        fault, got = await _judged(case, player, capabilities)
        seconds = time.perf_counter() - began
        spent = player.spent().model_dump(exclude={"models"})
        yield Outcome(
            id=case.id, request=case.request, ok=fault is None, fault=fault or "", got=got, seconds=round(seconds, 4),
            **spent,
        )  # fmt: skip


async def _judged(case: Case, player: Player, capabilities: Sequence[Capability]) -> tuple[str | None, str]:
    """What is wrong, and what it did."""
    try:
        decision = await player.decide(case.as_request(capabilities))
    except (ModelUnavailable, BudgetExceeded) as error:
        return f"no answer: {error.message}", ""
    return fault_of(case, decision), shown(decision)


def _unheard(text: str) -> None:
    """Nobody reads along."""


def _turn(agent: AgentConfig, request: Request) -> Turn:
    return Turn(
        run_id=f"eval-{new_id()}", user_id="eval", audience="user:eval", conversation_id="", interface="cli",
        text=request.text, attachments=[], zone=str(request.now.tzinfo), at=request.now.isoformat(), role="admin",
        agent_id=agent.id,
    )  # fmt: skip
