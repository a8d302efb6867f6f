"""Runs the steps of a wave side by side. What happens to one is its result; only a fault of ours is raised."""

import asyncio
import math
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.contract import Call, Result
from agent_core.deps import Deps
from agent_core.errors import AgentError, NeedsAnswer
from agent_core.events import StepFinished, StepProgress, StepResultView, StepStarted
from agent_core.planning.references import resolve
from agent_core.state import RESULTS_ROOM, AgentState, Failure, StateUpdate, Step, StepResult, Turn, WaveItem, fitted

CONTRACT_FIELDS = set(Result.model_fields)
LEAST_INTERVAL, LONGEST_PROGRESS = 0.1, 500  # seconds between two reports of progress; characters of one


async def execute(state: AgentState, deps: Deps) -> StateUpdate:
    steps = {step["id"]: step for step in state["plan"]}
    runs = (_outcome(steps[item["step_id"]], item, state, deps) for item in state["wave"])
    outcomes = await asyncio.gather(*runs, return_exceptions=True)  # so that none goes on alone behind a fault
    for fault in outcomes:
        if isinstance(fault, BaseException):
            raise fault
    return StateUpdate(outcomes=fitted([each for each in outcomes if isinstance(each, dict)], RESULTS_ROOM))


async def _outcome(step: Step, item: WaveItem, state: AgentState, deps: Deps) -> StepResult:
    started = deps.services.clock()
    if item["verdict"] == "run":
        deps.emit(StepStarted(step_id=step["id"], at=_iso(started)))
        result = await _run(step, state, deps)
    elif item["verdict"] == "skip":
        result = _ended(step, "skipped", item["reason"], "skipped")
    elif item["verdict"] == "wait":
        result = _ended(step, "skipped", item["reason"], "needs_answer")
    else:
        result = _ended(step, "refused", item["reason"], "not_allowed")
    result |= {"started_at": _iso(started), "finished_at": _iso(deps.services.clock())}
    deps.emit(StepFinished(result=StepResultView.model_validate(result)))
    return result


async def _run(step: Step, state: AgentState, deps: Deps) -> StepResult:
    try:
        capability = deps.services.registry.find(step["capability"])
        arguments = resolve(step["arguments"], state["results"])
        call = _call(step, state["turn"], deps)
        result = await deps.services.caller.call(capability, arguments, call, run_id=state["turn"]["run_id"])
    except NeedsAnswer as question:
        asked = _ended(step, "asked", question.message, question.code)
        return asked | {
            "data": {"argument": question.argument, "choices": [list(choice) for choice in question.choices]}
        }
    except AgentError as error:
        return _ended(step, "failed", error.message, error.code)
    return _done(step, result)


def _call(step: Step, turn: Turn, deps: Deps) -> Call:
    return Call(
        user_id=turn["user_id"],
        audience=turn["audience"],
        key=f"{turn['run_id']}:{step['id']}",
        now=datetime.fromisoformat(turn["at"]).astimezone(ZoneInfo(turn["zone"])),
        conversation_id=turn["conversation_id"],
        report=_reporter(step["id"], deps),
    )


def _reporter(step_id: str, deps: Deps) -> Callable[[str, float | None], None]:
    """Passes progress on, at most ten times a second: a call in a tight loop must not fill the memory."""
    last = -math.inf

    def report(text: str, fraction: float | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= LEAST_INTERVAL:
            last = now
            deps.emit(StepProgress(step_id=step_id, text=text[:LONGEST_PROGRESS], fraction=fraction))

    return report


def _done(step: Step, result: Result) -> StepResult:
    dump: dict[str, Any] = result.model_dump(mode="json")
    return StepResult(
        step_id=step["id"], capability=step["capability"], status="done", text=dump["text"],
        data={key: value for key, value in dump.items() if key not in CONTRACT_FIELDS},
        citations=dump["citations"], origin=dump["origin"], error=None, started_at="", finished_at="",
    )  # fmt: skip


def _ended(step: Step, status: Any, message: str, code: str) -> StepResult:
    return StepResult(
        step_id=step["id"], capability=step["capability"], status=status, text=message, data={}, citations=[],
        origin="trusted", error=Failure(code=code, message=message), started_at="", finished_at="",
    )  # fmt: skip


def _iso(instant: datetime) -> str:
    return instant.isoformat()
