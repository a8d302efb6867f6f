"""A run as a chat sees it: what it answered or asks, made into messages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agent_core.channels import Button, Outgoing
from agent_core.doors.asking import plain
from agent_core.events import (
    AnswerReady,
    AnswerView,
    ApprovalView,
    RunEvent,
    RunFinished,
    RunStarted,
    RunWaiting,
)

SOURCES = 5  # documents named below an answer
FAILED = "Something went wrong, and I could not finish this."
STOPPED = "Stopped."


@dataclass
class Outcome:
    """What became of a run: an answer, questions that wait for the person, or an error."""

    run_id: str = ""
    conversation_id: str = ""
    answer: AnswerView | None = None
    asked: list[ApprovalView] = field(default_factory=list)
    status: str = ""
    error: str = ""

    def take(self, event: RunEvent) -> None:
        match event:
            case RunStarted(run_id=run_id, conversation_id=conversation_id):
                self.run_id, self.conversation_id = run_id, conversation_id
            case AnswerReady(answer=answer):
                self.answer = answer
            case RunWaiting(approvals=approvals):
                self.asked = [each for each in approvals if each.status == "pending"]
                self.status = "waiting"
            case RunFinished(status=status, error=error):
                self.status, self.error = status, (error or {}).get("message", "")
                self.asked = []


def answer_text(outcome: Outcome) -> str:
    """The answer in Markdown with what belongs to it; "" while the run waits and has said nothing."""
    if outcome.answer is None:
        return _without_answer(outcome)
    answer = outcome.answer
    parts = [answer.text, *(f"⚠ {each}" for each in answer.corrections), _sources(answer.citations)]
    return "\n\n".join(each for each in (*parts, answer.notice and f"_{plain(answer.notice)}_") if each)


def answer_buttons(outcome: Outcome) -> list[Button]:
    """The choices of a question that the answer asks."""
    choices = outcome.answer.choices if outcome.answer else []
    return [Button(label=label, data=f"pick:{outcome.run_id}:{place}") for place, (_, label) in enumerate(choices)]


def answer_message(outcome: Outcome, to: str, *, reply_to: str = "", subject: str = "") -> Outgoing | None:
    text = answer_text(outcome)
    if not text:
        return None
    return Outgoing(to=to, text=text, subject=subject, buttons=answer_buttons(outcome), reply_to=reply_to)


def _without_answer(outcome: Outcome) -> str:
    if outcome.status == "cancelled":
        return STOPPED
    return (outcome.error or FAILED) if outcome.status == "failed" else ""


def _sources(citations: Sequence[dict[str, Any]]) -> str:
    """The documents that are quoted, each once, with the numbers that stand in the text."""
    numbers: dict[str, list[int]] = {}
    for number, citation in enumerate(citations, 1):
        numbers.setdefault(str(citation.get("title") or citation.get("document") or "a document"), []).append(number)
    lines = [
        f"{' '.join(f'[{number}]' for number in where)} {plain(title)}"
        for title, where in list(numbers.items())[:SOURCES]
    ]  # fmt: skip
    return "\n".join(lines)
