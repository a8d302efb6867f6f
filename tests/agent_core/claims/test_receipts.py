"""What a step's result bears out."""

import pytest

from agent_core.claims import Receipt, receipts_of
from agent_core.state import StepResult


def result(capability: str, **changes: object) -> StepResult:
    plain = StepResult(
        step_id="s1", capability=capability, status="done", text="It is done.", data={}, citations=[], origin="trusted",
        error=None, started_at="", finished_at="",
    )  # fmt: skip
    return plain | changes  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("capability", "risk", "acts", "things"),
    [
        ("planner.create_note", "write", {"keep"}, {"note"}),
        ("planner.set_reminder", "write", {"keep", "change"}, {"reminder"}),
        ("planner.list_events", "read", {"look"}, {"event"}),
        ("planner.agenda", "read", {"look"}, {"event", "task", "reminder"}),
        ("mail.send_message", "send", {"send"}, {"mail"}),
        ("slack.post_message", "send", {"send", "post"}, {"chat"}),
        ("gmail.sendEmail", "send", {"send"}, {"mail"}),
        ("knowledge.delete_document", "write", {"remove"}, {"document"}),
        ("home.lights", "write", {"keep", "change", "remove"}, set()),
        ("pizza.go", "send", {"send", "post", "call", "pay", "book"}, set()),
    ],
)
def test_a_capability_s_name_and_risk_tell_what_it_does(
    capability: str, risk: str, acts: set[str], things: set[str]
) -> None:
    receipt = Receipt(capability=capability, risk=risk)  # type: ignore[arg-type]
    assert set(receipt.acts) == acts
    assert set(receipt.things) == things


def test_receipts_come_from_this_turn_and_from_earlier_ones() -> None:
    now = result("mail.send_message", data={"to": "bob@example.org"}, citations=[{"quote": "Hello"}])
    asked = result("planner.create_note", status="asked")
    first, second, third = receipts_of(
        [now, asked],
        [result("planner.list_tasks")],
        lambda name: "send" if name == "mail.send_message" else "write",
        [("s1", "Write to Bob")],
    )
    assert (first.risk, first.recipient, first.title, first.text) == (
        "send", "bob@example.org", "Write to Bob", "It is done.\nHello",
    )  # fmt: skip
    assert (second.status, second.risk, second.earlier) == ("skipped", "write", False)
    assert third.earlier
