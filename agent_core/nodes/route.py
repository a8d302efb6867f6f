"""Which steps come now, and may they run? The only node that may pause a run; it has no effect of its own."""

from langgraph.runtime import Runtime

from agent_core.contract import Risk
from agent_core.deps import Deps
from agent_core.policy import Policy
from agent_core.state import AgentState, StateUpdate, Step, StepResult, WaveItem


async def route(state: AgentState, runtime: Runtime[Deps]) -> StateUpdate:
    results = {result["step_id"]: result for result in state["results"]}
    ready = [step for step in remaining(state) if all(needed in results for needed in step["depends_on"])]
    policy = runtime.context.services.policy
    return StateUpdate(wave=[_judge(step, results, policy) for step in ready])


def remaining(state: AgentState) -> list[Step]:
    finished = {result["step_id"] for result in state["results"]}
    return [step for step in state["plan"] if step["id"] not in finished]


def _judge(step: Step, results: dict[str, StepResult], policy: Policy) -> WaveItem:
    lacking = [needed for needed in step["depends_on"] if results[needed]["status"] != "done"]
    if lacking:
        return WaveItem(step_id=step["id"], verdict="skip", reason="The step it needs did not complete.")
    verdict = policy.judge(Risk(step["risk"]))
    return WaveItem(step_id=step["id"], verdict="run" if verdict.action == "allow" else "refuse", reason=verdict.reason)
