"""How a run ended, from its turn or from the database."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog

from agent_core.errors import PASSING, AgentError
from agent_core.events import (
    ATTEMPT,
    AnswerReady,
    AnswerView,
    ApprovalView,
    Event,
    PlanReady,
    RunFinished,
    RunStarted,
    RunWaiting,
    StepFinished,
    StepResultView,
    StepStarted,
    StepView,
    Token,
    step_views,
)
from agent_core.queue.feed import Feed
from agent_core.runs import Ending, Meaning, Run
from agent_core.turns import Outcome

log = structlog.get_logger(__name__)

CUT_OFF = "This was stopped while it ran; it may have been done or not, please check."


@dataclass(frozen=True)
class Waiting:
    """An attempt that ended with questions to the person."""

    approvals: Sequence[ApprovalView]
    so_far: Ending


def ending_of(turn: asyncio.Task[Outcome], feed: Feed) -> Ending | Waiting | None:
    """The ending of a turn that is over and was not cancelled; None when it met a passing fault."""
    error = turn.exception()
    if isinstance(error, PASSING):
        log.warning("run.interrupted", error=str(error))
        return None
    if isinstance(error, AgentError):
        return failed(feed, error.code, error.message)
    try:
        return _ending(turn.result())
    except Exception:
        log.exception("run.crashed")
        return failed(feed, "error", "Something failed inside; the server's log has the details.")


def failed(feed: Feed, code: str, message: str) -> Ending:
    return _partial(feed, "failed", {"code": code, "message": message})


def overdue(feed: Feed, seconds: float) -> Ending:
    return failed(feed, "budget_exceeded", f"It took longer than {seconds:.0f} seconds.")


def cancelled(feed: Feed) -> Ending:
    return _partial(feed, "cancelled", None)


def _ending(outcome: Outcome) -> Ending | Waiting:
    answer, question = outcome.state["answer"], outcome.state["open_question"]
    if outcome.asked:
        return Waiting(outcome.asked, _so_far(outcome))
    if answer is None:
        raise RuntimeError("the graph ended without an answer")
    view = AnswerView(**answer, choices=question["choices"] if question else [])
    return _so_far(outcome).model_copy(update={"status": "completed", "answer": view})


def _so_far(outcome: Outcome) -> Ending:
    state, analysis = outcome.state, outcome.state["analysis"]
    return Ending(
        status="waiting",
        plan=step_views(state["plan"]),
        results=[StepResultView.model_validate(result) for result in state["results"]],
        spent=outcome.spent,
        agent=outcome.agent,
        meaning=Meaning(
            label=analysis.get("label", "unclear"), language=analysis["language"], entities=analysis.get("entities", [])
        ),
    )


def _partial(feed: Feed, status: Any, error: dict[str, str] | None) -> Ending:
    """What readers have seen so far is kept, and of steps that were cut off it is said that nobody knows."""
    text = "".join(event.text for event in feed.events if isinstance(event, Token))
    plans = [event.steps for event in feed.events if isinstance(event, PlanReady)]
    plan = plans[-1] if plans else []
    results = [event.result for event in feed.events if isinstance(event, StepFinished)]
    answer = AnswerView(text=text) if text else None
    return Ending(status=status, plan=plan, results=[*results, *_cut_off(feed, plan)], answer=answer, error=error)


def _cut_off(feed: Feed, plan: list[StepView]) -> list[StepResultView]:
    """A result for each step that was begun and has none."""
    started = {event.step_id: event.at for event in feed.events if isinstance(event, StepStarted)}
    ended = {event.result.step_id for event in feed.events if isinstance(event, StepFinished)}
    now = datetime.now(UTC).isoformat()
    return [
        StepResultView(
            step_id=step.id, capability=step.capability, status="failed", data={}, text=_said(step),
            error={"code": "cut_off", "message": _said(step)}, started_at=started[step.id], finished_at=now,
        )
        for step in plan
        if step.id in started and step.id not in ended
    ]  # fmt: skip


def _said(step: StepView) -> str:
    return "This was stopped while it ran." if step.risk == "read" else CUT_OFF


def retold(run: Run, after: int) -> list[Event]:
    """The events of a finished run from what is stored, numbered above `after`."""
    events: list[Event] = [RunStarted(run_id=run.id, conversation_id=run.conversation_id, attempt=run.attempt)]
    if run.plan:
        events.append(PlanReady(steps=run.plan, source=run.answer.source if run.answer else "local"))
    events += [StepFinished(result=result) for result in run.results]
    if run.answer:
        events.append(AnswerReady(answer=run.answer))
    status: Any = run.status
    if run.status == "waiting":
        events.append(RunWaiting(approvals=list(run.approvals.values())))
    else:
        events.append(RunFinished(status=status, error=run.error))
    for number, event in enumerate(events, start=max(after + 1, run.attempt * ATTEMPT)):
        event.seq = number
    return events
