"""What came of undoing, in data and in words."""

from typing import Literal

from pydantic import BaseModel

from agent_core.ledger import Effect

OutcomeStatus = Literal["undone", "conflict", "impossible", "already", "failed"]


class Outcome(BaseModel):
    """What became of one effect."""

    effect_id: str
    run_id: str | None
    step_id: str | None
    capability: str
    title: str
    status: OutcomeStatus
    text: str


class UndoReport(BaseModel):
    """`text` is for the person; `outcomes` are in the order in which things were taken back."""

    text: str
    outcomes: list[Outcome]


def named(effect: Effect) -> str:
    return f"“{(effect.text if effect.status == 'done' else '') or effect.title or effect.capability}”"


def outcome_of(effect: Effect, status: OutcomeStatus, text: str) -> Outcome:
    return Outcome(
        effect_id=effect.key, run_id=effect.run_id, step_id=effect.step_id, capability=effect.capability,
        title=effect.title or effect.capability, status=status, text=text,
    )  # fmt: skip


def report_of(outcomes: list[Outcome]) -> UndoReport:
    if not outcomes:
        return UndoReport(text="There is nothing to take back.", outcomes=[])
    if len(outcomes) == 1:
        return UndoReport(text=outcomes[0].text, outcomes=outcomes)
    undone = sum(outcome.status == "undone" for outcome in outcomes)
    heading = f"{undone} of {len(outcomes)} things were taken back:"
    return UndoReport(text="\n".join([heading, *(f"- {each.text}" for each in outcomes)]), outcomes=outcomes)
