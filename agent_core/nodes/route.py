"""Which steps come now, and may they run? The only node that may pause a run; it has no effect of its own.

What needs nobody's word is done first; only then is the person asked, once for all that waits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agent_core.approvals import EXPIRED, PLAN, REJECTED, ask_plan, ask_step, ask_unknown, edited, unknown_name
from agent_core.contract import Risk
from agent_core.declaration import Rules
from agent_core.deps import Deps
from agent_core.errors import InvalidInput
from agent_core.events import ApprovalView, PlanReady, step_views
from agent_core.permissions import Permissions
from agent_core.planning.references import resolve, resolve_known
from agent_core.state import AgentState, Source, StateUpdate, Step, StepResult, WaveItem
from agent_core.taint import sources_of

DOUBTED, LEFT = "unknown", "left"  # codes of an effect nobody knows of: still to be asked about, and settled so
TURNED_DOWN = "You turned the plan down, so nothing was done."
LEFT_OUT = "You asked me to leave this out."
LACKING = "The step it needs did not complete."


async def route(state: AgentState, deps: Deps) -> StateUpdate:
    """The next wave is never empty: the plan was checked, so some step of what remains has all that it needs."""
    look = Look(state, deps, await _permissions(state, deps))
    if look.to_review():
        await deps.keep.done()
        deps.ask([ask_plan(state, deps.services.clock(), deps.services.approval_wait)])
    plan, skipped = await look.steered()
    state = {**state, "plan": plan}
    judged = [look.judge(step, state, skipped) for step in ready(state)]
    if not judged:
        raise RuntimeError("no step of the plan can run")
    wave = [each for each in judged if not isinstance(each, ApprovalView)]
    if not wave:
        await deps.keep.done()
        deps.ask([each for each in judged if isinstance(each, ApprovalView)])
    return StateUpdate(wave=wave, plan=plan)


def remaining(state: AgentState) -> list[Step]:
    """The steps without an outcome; one that nobody knows of has none until the person said what to make of it."""
    settled = {result["step_id"] for result in state["results"] if not in_doubt(result)}
    return [step for step in state["plan"] if step["id"] not in settled]


def ready(state: AgentState) -> list[Step]:
    left = remaining(state)
    waiting = {step["id"] for step in left}
    return [step for step in left if not waiting & set(step["depends_on"])]


def in_doubt(result: StepResult) -> bool:
    return result["status"] == "unknown" and result["error"] is not None and result["error"]["code"] == DOUBTED


async def _permissions(state: AgentState, deps: Deps) -> Permissions:
    """What the person has said once and for all; not looked up where nothing is changed."""
    if all(step["risk"] == "read" and not _rules(step, deps).outside for step in state["plan"]):
        return Permissions()
    return await deps.permissions()


@dataclass(frozen=True)
class Look:
    """One look at a plan."""

    state: AgentState
    deps: Deps
    permissions: Permissions
    results: Mapping[str, StepResult] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "results", {result["step_id"]: result for result in self.state["results"]})

    def to_review(self) -> bool:
        """Whether the plan is to be shown to the person now."""
        wanted = self.permissions.review_plans
        if self.results or PLAN in self.deps.decided or wanted == "never":
            return False
        return wanted == "always" or any(step["risk"] != "read" for step in self.state["plan"])

    async def steered(self) -> tuple[list[Step], set[str]]:
        """The plan with the person's changes, and the steps that are to be left out."""
        plan, known = self.state["plan"], self.deps.services.registry.capabilities
        reviewed = self.deps.decided.get(PLAN)
        if reviewed and reviewed.status == "approved" and reviewed.edits:
            try:
                plan = edited(plan, reviewed.edits, known)
            except InvalidInput:  # an earlier look has changed it already
                plan = self.state["plan"]
        steering = await self.deps.steered() if self.results or self.deps.decided else None
        longer = steering.extend(plan) if steering else plan
        if longer != self.state["plan"]:
            self.deps.emit(PlanReady(steps=step_views(longer), source=self.state["source"]))
        return longer, set(steering.skip) if steering else set()

    def judge(self, step: Step, state: AgentState, skipped: set[str]) -> WaveItem | ApprovalView:
        """What becomes of a step whose turn it is: an item of the wave, or a question to the person."""
        reviewed = self.deps.decided.get(PLAN)
        if reviewed and reviewed.status in ("rejected", "expired"):
            return _item(step, "refuse", TURNED_DOWN if reviewed.status == "rejected" else EXPIRED)
        if step["id"] in skipped:
            return _item(step, "skip", LEFT_OUT)
        if step["id"] in self.results:
            return self._in_doubt(step, state)
        lacking = [self.results[each] for each in step["depends_on"] if self.results[each]["status"] != "done"]
        if lacking and all(_waits(result) for result in lacking):
            return _item(step, "wait", "This waits for your answer.")
        return _item(step, "skip", LACKING) if lacking else self._may_run(step, state)

    def _may_run(self, step: Step, state: AgentState) -> WaveItem | ApprovalView:
        services, rules = self.deps.services, _rules(step, self.deps)
        try:
            arguments = resolve(step["arguments"], state["results"])
        except InvalidInput as error:
            return _item(step, "fail", error.message)
        sources = self._sources(step, arguments, state)
        if answered := self.deps.decided.get(step["id"]):
            return _answered(step, answered, sources)
        if not self.deps.mind.may_use(step["capability"]):
            return _item(step, "refuse", f"{self.deps.mind.agent_name} may not use this.")
        verdict = services.policy.judge(rules, self.permissions.of(step["capability"]), sources)
        if verdict.action == "refuse":
            return _item(step, "refuse", " ".join(verdict.reasons))
        if verdict.action == "allow":
            return _item(step, "run", arguments=arguments, sources=sources)
        now, wait = services.clock(), services.approval_wait
        return ask_step(step, arguments, verdict.reasons, sources, state, now, wait)

    def _sources(self, step: Step, arguments: dict[str, Any], state: AgentState) -> list[Source]:
        declared = self.deps.services.registry.capabilities.get(step["capability"])
        return sources_of(step, arguments, declared.arguments if declared else None, state)

    def _in_doubt(self, step: Step, state: AgentState) -> WaveItem | ApprovalView:
        """Nobody knows whether it was done: what does the person say?"""
        effect = int(self.results[step["id"]]["data"].get("effect", 1))
        answered = self.deps.decided.get(unknown_name(step["id"], effect))
        if answered is None:
            return ask_unknown(step, effect, state, self.deps.services.clock(), self.deps.services.approval_wait)
        if answered.action == "again":
            before = self.deps.decided.get(step["id"])
            arguments = before.arguments if before else resolve_known(step["arguments"], state["results"])
            sources = self._sources(step, arguments, state)
            return _item(step, "run", arguments=arguments, sources=sources, effect=effect + 1)
        return _item(step, "confirm" if answered.action == "done" else "leave", effect=effect)


def _answered(step: Step, answered: ApprovalView, sources: Sequence[Source]) -> WaveItem:
    """The approval holds for the very arguments that were shown, or that the person wrote."""
    if answered.status == "approved":
        return _item(step, "run", arguments=answered.arguments, sources=sources)
    if answered.status == "expired":
        return _item(step, "refuse", EXPIRED)
    return _item(step, "refuse", f"{REJECTED} Your reason: {answered.note}" if answered.note else REJECTED)


def _item(
    step: Step, verdict: Any, reason: str = "", *, arguments: dict[str, Any] | None = None,
    sources: Sequence[Source] = (), effect: int = 1,
) -> WaveItem:  # fmt: skip
    return WaveItem(
        step_id=step["id"], verdict=verdict, reason=reason, arguments=arguments or {}, effect=effect,
        origin="untrusted" if sources else "trusted",
    )  # fmt: skip


def _waits(result: StepResult) -> bool:
    return result["error"] is not None and result["error"]["code"] == "needs_answer"


def _rules(step: Step, deps: Deps) -> Rules:
    """What the package declares; a plan's own word counts only for what is not installed, and then fails anyway."""
    declared = deps.services.registry.capabilities.get(step["capability"])
    return declared.rules if declared else Rules(risk=Risk(step["risk"]), outside=step["risk"] == "send")
