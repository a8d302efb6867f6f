"""A planner over the sample packages, at a fixed instant."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.contract import Capability, Embedder
from agent_core.planning.local.planner import LocalPlanner
from agent_core.planning.port import Analysis, Decision, OpenQuestion, Request
from agent_core.state import Step, StepResult
from tests.agent_core.planning.local.sample import Knowledge, Planner

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Saturday
SAMPLE: tuple[Capability, ...] = (*Planner().capabilities(), *Knowledge().capabilities())


def request(
    text: str,
    *,
    recent: Sequence[StepResult] = (),
    question: OpenQuestion | None = None,
    capabilities: Sequence[Capability] = SAMPLE,
) -> Request:
    return Request(text=text, now=NOW, recent=recent, open_question=question, capabilities=capabilities)


async def look(asked: Request, embedder: Embedder | None = None) -> tuple[Analysis, Decision]:
    planner = LocalPlanner(embedder)
    analysis = await planner.analyze(asked)
    return analysis, await planner.plan(asked, analysis, lambda text: None)


async def decide(text: str, **known: Any) -> Decision:
    _, decision = await look(request(text, **known))
    return decision


async def steps(text: str, **known: Any) -> list[tuple[str, dict[str, Any]]]:
    decision = await decide(text, **known)
    assert decision.question is None, decision.question
    return [(step["capability"], step["arguments"]) for step in decision.steps]


async def asked(text: str, **known: Any) -> OpenQuestion:
    decision = await decide(text, **known)
    assert decision.question is not None, decision
    assert not decision.steps
    return decision.question


def done(capability: str, data: dict[str, Any]) -> StepResult:
    return StepResult(
        step_id="s1",
        capability=capability,
        status="done",
        text="",
        data=data,
        citations=[],
        origin="trusted",
        error=None,
        started_at="",
        finished_at="",
    )


def open_question(
    capability: str,
    argument: str,
    arguments: dict[str, Any],
    choices: Sequence[list[str]] = (),
    rest: Sequence[Step] = (),
) -> OpenQuestion:
    step = Step(
        id="s1", capability=capability, title="", arguments=arguments, depends_on=[], risk="write", seconds=1, tokens=0
    )
    return OpenQuestion(text="?", argument=argument, choices=list(choices), step=step, rest=list(rest))
