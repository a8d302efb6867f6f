"""Runs the steps of a wave side by side. What happens to one is its result; only a fault of ours is raised."""

import asyncio
import math
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from agent_core.contract import Call, Origin, Result
from agent_core.deps import Deps
from agent_core.errors import AgentError, EffectUnknown, NeedsAnswer
from agent_core.events import StepFinished, StepProgress, StepResultView, StepStarted
from agent_core.ledger import CONFIRMED, key_of
from agent_core.nodes.route import DOUBTED, LEFT
from agent_core.state import RESULTS_ROOM, AgentState, Failure, StateUpdate, Step, StepResult, Turn, WaveItem, fitted

CONTRACT_FIELDS = set(Result.model_fields)
ENDINGS = {
    "skip": ("skipped", "skipped"),
    "wait": ("skipped", "needs_answer"),
    "refuse": ("refused", "not_allowed"),
    "fail": ("failed", "invalid_input"),
}
UNKNOWN_STILL = "It is still not known whether this was done; I left it as it is."
LEAST_INTERVAL, LONGEST_PROGRESS = 0.1, 500  # seconds between two reports of progress; characters of one


async def execute(state: AgentState, deps: Deps) -> StateUpdate:
    await deps.keep.done()  # nothing is done before its plan is stored
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
        result = await _run(step, item, state["turn"], deps)
    elif item["verdict"] == "confirm":
        result = await _confirmed(step, item, state["turn"], deps)
    elif item["verdict"] == "leave":
        result = _ended(step, "unknown", UNKNOWN_STILL, LEFT)
    else:
        status, code = ENDINGS[item["verdict"]]
        result = _ended(step, status, item["reason"], code)
    result |= {"started_at": _iso(started), "finished_at": _iso(deps.services.clock())}
    deps.emit(StepFinished(result=StepResultView.model_validate(result)))
    return result


async def _run(step: Step, item: WaveItem, turn: Turn, deps: Deps) -> StepResult:
    try:
        capability = deps.services.registry.find(step["capability"])
        call = _call(step, item, turn, deps)
        result = await deps.services.caller.call(
            capability, item["arguments"], call, run_id=turn["run_id"], step_id=step["id"], title=step["title"]
        )
    except NeedsAnswer as question:
        choices = [list(choice) for choice in question.choices]
        asked = _ended(step, "asked", question.message, question.code)
        return asked | {"data": {"argument": question.argument, "choices": choices}}
    except EffectUnknown as error:
        return _ended(step, "unknown", error.message, DOUBTED) | {"data": {"effect": item["effect"]}}
    except AgentError as error:
        return _ended(step, "failed", error.message, error.code) | {"origin": _origin_of_failure(step, item, deps)}
    return _done(step, result, item["origin"])


async def _confirmed(step: Step, item: WaveItem, turn: Turn, deps: Deps) -> StepResult:
    """The person looked, and says that it was done."""
    key = key_of(turn["run_id"], step["id"], item["effect"])
    await deps.services.caller.ledger.confirm(key, turn["user_id"])
    return _done(step, Result(text=CONFIRMED))


def _call(step: Step, item: WaveItem, turn: Turn, deps: Deps) -> Call:
    return Call(
        user_id=turn["user_id"],
        audience=turn["audience"],
        key=key_of(turn["run_id"], step["id"], item["effect"]),
        now=datetime.fromisoformat(turn["at"]).astimezone(ZoneInfo(turn["zone"])),
        origin=Origin(item["origin"]),
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


def _origin_of_failure(step: Step, item: WaveItem, deps: Deps) -> Literal["trusted", "untrusted"]:
    """Whoever is asked outside may write what he likes into his refusal."""
    declared = deps.services.registry.capabilities.get(step["capability"])
    return "untrusted" if declared and declared.rules.outside else item["origin"]


def _done(step: Step, result: Result, given: Literal["trusted", "untrusted"] = "trusted") -> StepResult:
    """What was made of untrusted arguments is untrusted, whether its package says so or not."""
    dump: dict[str, Any] = result.model_dump(mode="json")
    origin = given if given == "untrusted" else dump["origin"]
    return StepResult(
        step_id=step["id"], capability=step["capability"], status="done", text=dump["text"],
        data={key: value for key, value in dump.items() if key not in CONTRACT_FIELDS},
        citations=dump["citations"], origin=origin, error=None, started_at="", finished_at="",
    )  # fmt: skip


def _ended(step: Step, status: Any, message: str, code: str) -> StepResult:
    return StepResult(
        step_id=step["id"], capability=step["capability"], status=status, text=message, data={}, citations=[],
        origin="trusted", error=Failure(code=code, message=message), started_at="", finished_at="",
    )  # fmt: skip


def _iso(instant: datetime) -> str:
    return instant.isoformat()
