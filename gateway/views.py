"""The core's models as the wire shows them."""

from typing import TYPE_CHECKING, Literal

from agent_core.ledger import Effect
from agent_core.memory.conversations import Conversation
from agent_core.memory.search import Hit
from agent_core.runs import Run
from gateway.schemas import ConversationView, EffectView, Person, RunError, RunView

if TYPE_CHECKING:
    from agent_core.memory import people

LONGEST_TEXT = 2_000  # characters of an outcome in a list


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


def effect_view(effect: Effect, can_undo: bool) -> EffectView:
    shown = effect.model_dump(include=set(EffectView.model_fields))
    undo: Literal["possible", "impossible", "done"] = "possible" if can_undo else "impossible"
    text = effect.text if len(effect.text) <= LONGEST_TEXT else f"{effect.text[:LONGEST_TEXT]}…"
    return EffectView(**shown, id=effect.key, text=text, undo="done" if effect.status == "undone" else undo)


def conversation_view(
    conversation: Conversation, running_run_id: str | None = None, hit: Hit | None = None, group: str | None = None
) -> ConversationView:
    shown = conversation.model_dump(include=set(ConversationView.model_fields))
    found = {"snippet": hit.snippet, "found_run_id": hit.run_id} if hit else {}
    return ConversationView(**shown, **found, running_run_id=running_run_id, group=group)
