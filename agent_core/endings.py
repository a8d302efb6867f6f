"""How a run ended, from its turn or from the database."""

import asyncio
from typing import Any

import structlog

from agent_core.errors import AgentError
from agent_core.events import (
    ATTEMPT,
    AnswerReady,
    AnswerView,
    Event,
    PlanReady,
    RunFinished,
    RunStarted,
    StepFinished,
    StepResultView,
    Token,
    step_views,
)
from agent_core.queue.feed import Feed
from agent_core.runs import Ending, Run
from agent_core.state import AgentState

log = structlog.get_logger(__name__)


def ending_of(turn: asyncio.Task[AgentState], feed: Feed, overdue: bool, seconds: float) -> Ending:
    if overdue:
        return _partial(feed, "failed", failure("budget_exceeded", f"It took longer than {seconds:.0f} seconds."))
    if turn.cancelled():
        return _partial(feed, "cancelled", None)
    if (error := turn.exception()) is None:
        return _completed(turn.result())
    if isinstance(error, AgentError):
        return _partial(feed, "failed", failure(error.code, error.message))
    log.error("run.crashed", exc_info=error)
    return _partial(feed, "failed", failure("error", "Something failed inside; the server's log has the details."))


def _completed(state: AgentState) -> Ending:
    answer, question = state["answer"], state["open_question"]
    if answer is None:
        raise RuntimeError("the graph ended without an answer")
    return Ending(
        status="completed",
        plan=step_views(state["plan"]),
        results=[StepResultView.model_validate(result) for result in state["results"]],
        answer=AnswerView(**answer, choices=question["choices"] if question else []),
    )


def _partial(feed: Feed, status: Any, error: dict[str, str] | None) -> Ending:
    """What readers have seen so far is kept."""
    text = "".join(event.text for event in feed.events if isinstance(event, Token))
    plans = [event.steps for event in feed.events if isinstance(event, PlanReady)]
    results = [event.result for event in feed.events if isinstance(event, StepFinished)]
    answer = AnswerView(text=text) if text else None
    return Ending(status=status, plan=plans[-1] if plans else [], results=results, answer=answer, error=error)


def failure(code: str, message: str) -> dict[str, str]:
    return {"code": code, "message": message}


def retold(run: Run, after: int) -> list[Event]:
    """The events of a finished run from what is stored, numbered above `after`."""
    events: list[Event] = [RunStarted(run_id=run.id, conversation_id=run.conversation_id, attempt=run.attempt)]
    if run.plan:
        events.append(PlanReady(steps=run.plan, source=run.answer.source if run.answer else "local"))
    events += [StepFinished(result=result) for result in run.results]
    if run.answer:
        events.append(AnswerReady(answer=run.answer))
    status: Any = run.status
    events.append(RunFinished(status=status, error=run.error))
    for number, event in enumerate(events, start=max(after + 1, run.attempt * ATTEMPT)):
        event.seq = number
    return events
