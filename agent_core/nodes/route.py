"""Which steps come now, and may they run? The only node that may pause a run; it has no effect of its own."""

from agent_core.contract import Risk
from agent_core.deps import Deps, Services
from agent_core.state import AgentState, StateUpdate, Step, StepResult, WaveItem


async def route(state: AgentState, deps: Deps) -> StateUpdate:
    """The next wave is never empty: the plan was checked, so some step of what remains has all that it needs."""
    results = {result["step_id"]: result for result in state["results"]}
    ready = [step for step in remaining(state) if all(needed in results for needed in step["depends_on"])]
    if not ready:
        raise RuntimeError("no step of the plan can run")
    return StateUpdate(wave=[_judge(step, results, deps.services) for step in ready])


def remaining(state: AgentState) -> list[Step]:
    finished = {result["step_id"] for result in state["results"]}
    return [step for step in state["plan"] if step["id"] not in finished]


def _judge(step: Step, results: dict[str, StepResult], services: Services) -> WaveItem:
    lacking = [results[needed] for needed in step["depends_on"] if results[needed]["status"] != "done"]
    if lacking and all(_waits(result) for result in lacking):
        return WaveItem(step_id=step["id"], verdict="wait", reason="This waits for your answer.")
    if lacking:
        return WaveItem(step_id=step["id"], verdict="skip", reason="The step it needs did not complete.")
    verdict = services.policy.judge(_risk(step, services))
    return WaveItem(step_id=step["id"], verdict="run" if verdict.action == "allow" else "refuse", reason=verdict.reason)


def _waits(result: StepResult) -> bool:
    return result["error"] is not None and result["error"]["code"] == "needs_answer"


def _risk(step: Step, services: Services) -> Risk:
    """What the package declares; a plan's own word counts only for what is not installed, and then fails anyway."""
    declared = services.registry.capabilities.get(step["capability"])
    return declared.rules.risk if declared else Risk(step["risk"])
