"""How a question to the person is put on another platform: the same words and the same key, whoever sends it."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent_core.channels import Button, Outgoing
from agent_core.events import Action, ApprovalView

LONGEST = 64  # bytes of a button's data
VERBS: Mapping[str, Action] = {"ok": "approve", "no": "reject", "did": "done", "redo": "again"}
ASKED = {"step": ("ok", "no"), "plan": ("ok", "no"), "unknown": ("did", "redo", "no")}
LABELS = {"ok": "Approve", "no": "Reject", "did": "It was done", "redo": "Do it again"}
LEAVE = "Leave it"
VALUE, QUOTE = 700, 200  # characters shown of an argument, and of where its words come from
STATES = {
    "approved": "Approved",
    "rejected": "Turned down",
    "expired": "Not answered in time",
    "withdrawn": "Withdrawn",
}


def approval_key(approval: ApprovalView, platform: str, to: str) -> str:
    """The outbox's key of a question: the chat where it came up and the person's other chats ask it once each."""
    return f"approval:{approval.id}:{platform}:{to}"


def approval_message(approval: ApprovalView, to: str, public_url: str = "") -> Outgoing:
    """The question with its buttons; once it is answered, what was said, without them."""
    if approval.status != "pending":
        return Outgoing(to=to, text=f"{_title(approval)}\n\n{outcome_of(approval)}")
    buttons = [_button(verb, approval) for verb in ASKED[approval.kind]]
    if any(len(each.data.encode()) > LONGEST for each in buttons):
        buttons = []
    if public_url:
        buttons.append(Button(label="Look in the web page", link=f"{public_url}/chat/{approval.conversation_id}"))
    return Outgoing(to=to, subject=f"{_heading(approval)} {approval.title}", text=_question(approval), buttons=buttons)


def outcome_of(approval: ApprovalView) -> str:
    where = f" ({approval.decided_by})" if approval.decided_by else ""
    if approval.kind == "unknown" and approval.action in ("done", "again"):
        return f"You said: {LABELS['did' if approval.action == 'done' else 'redo'].lower()}{where}."
    return f"{STATES.get(approval.status, approval.status)}{where}."


def _question(approval: ApprovalView) -> str:
    lines = [_title(approval), *_arguments(approval.arguments), *_sources(approval)]
    return "\n\n".join([*lines, *approval.reasons, "Answer with a button, or say yes or no in the conversation."])


def _title(approval: ApprovalView) -> str:
    return f"**{_heading(approval)}** {plain(approval.title)}"


def _heading(approval: ApprovalView) -> str:
    return {"step": "May I do this?", "plan": "May I begin?", "unknown": "Was this done?"}[approval.kind]


def _arguments(arguments: Mapping[str, Any]) -> list[str]:
    shown = [f"{name.replace('_', ' ')}: {plain(_value(value))}" for name, value in arguments.items() if value]
    return ["\n".join(f"- {each}" for each in shown)] if shown else []


def _value(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= VALUE else f"{text[:VALUE]}… ({len(text):,} characters in all)"


def _sources(approval: ApprovalView) -> Sequence[str]:
    return [
        f"It has words from {plain(source.title)}: “{plain(source.quote[:QUOTE])}”"
        for source in approval.sources
    ]  # fmt: skip


def _button(verb: str, approval: ApprovalView) -> Button:
    label = LEAVE if approval.kind == "unknown" and verb == "no" else LABELS[verb]
    return Button(label=label, data=f"{verb}:{approval.id}")


def plain(text: str) -> str:
    """Text of others, so that nothing in it is read as Markdown."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|~" else each for each in text)
