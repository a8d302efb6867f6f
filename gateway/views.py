"""The core's models as the wire shows them."""

from typing import TYPE_CHECKING

from agent_core.memory.conversations import Conversation
from agent_core.runs import Run
from gateway.schemas import ConversationView, Person, RunError, RunView

if TYPE_CHECKING:
    from agent_core.memory import people


def person_view(person: "people.Person") -> Person:
    return Person.model_validate(person, from_attributes=True)


def run_view(run: Run) -> RunView:
    error = RunError(code=run.error["code"], message=run.error["message"]) if run.error else None
    whole = {"error", "plan", "results", "answer", "approvals", "meaning", "spent"}
    shown = run.model_dump(include=set(RunView.model_fields) - whole)
    return RunView(
        **shown, plan=run.plan, results=run.results, answer=run.answer, error=error, meaning=run.meaning,
        spent=run.spent, approvals=sorted(run.approvals.values(), key=lambda each: (each.asked_at, each.id)),
    )  # fmt: skip


def conversation_view(
    conversation: Conversation, running_run_id: str | None = None, snippet: str | None = None
) -> ConversationView:
    shown = conversation.model_dump(include=set(ConversationView.model_fields))
    return ConversationView(**shown, running_run_id=running_run_id, snippet=snippet)
