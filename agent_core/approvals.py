"""What the person is asked before something happens, and what came of it. The questions live in the run itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from agent_core.contract import Capability
from agent_core.errors import InvalidInput
from agent_core.events import Action, ApprovalView, PlanEdit, SourceView
from agent_core.planning.references import step_ids
from agent_core.planning.sound import fault_of
from agent_core.state import AgentState, Source, Step

PLAN = "plan"  # the name of the approval of a whole plan; one of a step has the step's id
EXPIRED = "You were asked and did not answer in time, so this was not done."
REJECTED = "You said no, so this was not done."


class Reply(BaseModel):
    """What the person says to an approval. `remember` makes the answer a standing one for the capability."""

    action: Action
    arguments: dict[str, Any] | None = None
    reason: str = ""
    remember: Literal["allow", "deny"] | None = None
    plan: list[PlanEdit] = []


def unknown_name(step_id: str, effect: int) -> str:
    """The name of the question what became of an effect."""
    return f"{step_id}-unknown-{effect}"


def ask_step(
    step: Step, arguments: Mapping[str, Any], reasons: Sequence[str], sources: Sequence[Source], state: AgentState,
    now: datetime, wait: timedelta,
) -> ApprovalView:  # fmt: skip
    """May this step run with exactly these arguments?"""
    return _asked(
        step["id"], "step", state, now, wait, step_id=step["id"], capability=step["capability"], title=step["title"],
        risk=step["risk"], arguments=dict(arguments), reasons=list(reasons), undo=bool(step.get("undo")),
        sources=[SourceView.model_validate(source) for source in sources],
    )  # fmt: skip


def ask_plan(state: AgentState, now: datetime, wait: timedelta) -> ApprovalView:
    steps = state["plan"]
    title = steps[0]["title"] if len(steps) == 1 else f"A plan of {len(steps)} steps"
    risk: Literal["read", "write", "send"] = max((step["risk"] for step in steps), key=["read", "write", "send"].index)
    reasons = ["You want to see plans before they begin."]
    return _asked(PLAN, "plan", state, now, wait, title=title, risk=risk, reasons=reasons)


def ask_unknown(step: Step, effect: int, state: AgentState, now: datetime, wait: timedelta) -> ApprovalView:
    """It was begun, and nobody knows whether it was done: what does the person say?"""
    return _asked(
        unknown_name(step["id"], effect), "unknown", state, now, wait, step_id=step["id"],
        capability=step["capability"], title=step["title"], risk=step["risk"], arguments=step["arguments"],
        reasons=["It was begun, and it is not known whether it was done. Please look before you have it repeated."],
    )  # fmt: skip


def _asked(
    name: str, kind: Literal["step", "plan", "unknown"], state: AgentState, now: datetime, wait: timedelta, **rest: Any
) -> ApprovalView:
    turn = state["turn"]
    return ApprovalView(
        id=f"{turn['run_id']}.{name}", run_id=turn["run_id"], conversation_id=turn["conversation_id"], kind=kind,
        asked_at=now, expires_at=now + wait, **rest,
    )  # fmt: skip


def check_reply(approval: ApprovalView, reply: Reply, plan: Sequence[Step], known: Mapping[str, Capability]) -> None:
    """Raises InvalidInput when the answer does not fit what was asked."""
    fitting = {"step": ("approve", "reject"), "plan": ("approve", "reject"), "unknown": ("done", "again", "reject")}
    if reply.action not in fitting[approval.kind]:
        raise InvalidInput(f"Answer with one of: {', '.join(fitting[approval.kind])}.")
    if reply.arguments is not None and approval.kind != "step":
        raise InvalidInput("Arguments can be changed where one step is asked about; change a plan with `plan`.")
    if reply.plan and approval.kind != "plan":
        raise InvalidInput("This is about one step; `plan` changes whole plans.")
    if reply.arguments is not None:
        _check_arguments(approval.capability, reply.arguments, known)
    if reply.plan:
        edited(plan, reply.plan, known)


def edited(plan: Sequence[Step], edits: Sequence[PlanEdit], known: Mapping[str, Capability]) -> list[Step]:
    """The plan after the person's changes. Raises InvalidInput for one that could not be carried out."""
    changes = {edit.step_id: edit for edit in edits}
    if strange := changes.keys() - {step["id"] for step in plan}:
        raise InvalidInput(f"The plan has no step {min(strange)}.")
    kept = [_changed(step, changes.get(step["id"]), known) for step in plan if not _removed(step, changes)]
    if not kept:
        raise InvalidInput("That leaves no step; turn the plan down instead.")
    if fault := fault_of(kept):
        raise InvalidInput(f"The changed plan does not work. {fault}")
    return kept


def _removed(step: Step, changes: Mapping[str, PlanEdit]) -> bool:
    return step["id"] in changes and changes[step["id"]].remove


def _changed(step: Step, edit: PlanEdit | None, known: Mapping[str, Capability]) -> Step:
    if edit is None or edit.arguments is None:
        return step
    if not step_ids(edit.arguments):
        _check_arguments(step["capability"], edit.arguments, known)
    needed = sorted({*step["depends_on"]} - step_ids(step["arguments"]) | step_ids(edit.arguments))
    return {**step, "arguments": edit.arguments, "depends_on": needed}


def _check_arguments(name: str, arguments: Mapping[str, Any], known: Mapping[str, Capability]) -> None:
    if name not in known:
        raise InvalidInput(f"There is no capability {name!r} any more.")
    try:
        known[name].arguments.model_validate(dict(arguments))
    except ValidationError as error:
        lines = (f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}" for each in error.errors())
        raise InvalidInput(f"These arguments of {name} do not fit: " + "; ".join(lines)) from None
