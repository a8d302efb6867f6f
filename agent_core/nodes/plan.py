"""What is to be done? The local planner decides when it is sure; else the model does, when there is one."""

from collections.abc import Callable, Sequence

from agent_core.contract import Capability, Risk
from agent_core.deps import Deps, Services
from agent_core.errors import BudgetExceeded, ModelUnavailable
from agent_core.events import Notice, PlanReady, Token, step_views
from agent_core.nodes.request import request_of
from agent_core.planning.port import Analysis, Decision, Planner, Request
from agent_core.planning.sound import fault_of
from agent_core.state import AgentState, KeptPlan, StateUpdate, Step


async def plan(state: AgentState, deps: Deps) -> StateUpdate:
    """Nothing is done before the plan is kept; an attempt that follows one that was cut off has its plan already."""
    if deps.kept:
        return _with(deps.kept, deps)
    request = request_of(state, deps)
    decision, notice = await _decide(state, request, deps)
    if fault := fault_of(decision.steps):
        decision = Decision(reply=fault)
    notice = " ".join([notice, *decision.notes]).strip()
    made = KeptPlan(steps=_annotated(decision.steps, deps), source=decision.source, notice=notice)
    if made["steps"]:
        await deps.keep(made)
    return _with(made, deps) | StateUpdate(reply=decision.reply, question=decision.question)


def _with(made: KeptPlan, deps: Deps) -> StateUpdate:
    if made["notice"]:
        deps.emit(Notice(text=made["notice"]))
    if made["steps"]:
        deps.emit(PlanReady(steps=step_views(made["steps"]), source=made["source"]))
    return StateUpdate(plan=made["steps"], source=made["source"], notice=made["notice"])


def _annotated(steps: Sequence[Step], deps: Deps) -> list[Step]:
    """With the word whether each can be taken back."""
    known = deps.services.registry.capabilities
    return [{**step, "undo": can_undo(known.get(step["capability"]))} for step in steps]


def can_undo(capability: Capability | None) -> bool | None:
    """None for what changes nothing."""
    if capability is None or capability.rules.risk is Risk.READ:
        return None
    return capability.undo is not None


async def _decide(state: AgentState, request: Request, deps: Deps) -> tuple[Decision, str]:
    services, mind = deps.services, deps.mind
    notice = ""
    if not request.text.strip():
        return Decision(reply=await _received(state, services)), ""
    if mind.planner and not clear_commands(state["analysis"], services):
        try:
            return await _by_model(mind.planner, request, state, deps), ""
        except ModelUnavailable as error:
            notice = f"The model is not available ({error.message.rstrip('.')}); I used the built-in planner."
        except BudgetExceeded as error:
            notice = f"{error.message} I used the built-in planner."
    return await services.local_planner.plan(request, state["analysis"], token_emitter(deps)), notice


async def _by_model(planner: Planner, request: Request, state: AgentState, deps: Deps) -> Decision:
    return await planner.plan(request, state["analysis"], token_emitter(deps))


async def _received(state: AgentState, services: Services) -> str:
    """The answer to files that came without a word."""
    turn = state["turn"]
    infos = [await services.files.info(file_id, audience=turn["audience"]) for file_id in turn["attachments"]]
    names = ", ".join(f"“{info.name}”" for info in infos)
    it = "it" if len(infos) == 1 else "them"
    if any(each.rules.answers_questions for each in services.registry.capabilities.values()):
        return f"I have {names}. Ask me what you want to know from {it}; reading a long document takes a moment."
    return f"I have {names}. What shall I do with {it}?"


def clear_commands(analysis: Analysis, services: Services) -> bool:
    """Whether no model is needed. Talk and questions about documents are worded better by one."""
    known = services.registry.capabilities
    return analysis["confident"] and all(
        clause["capability"] in known and not known[clause["capability"]].rules.answers_questions
        for clause in analysis["clauses"]
    )


def token_emitter(deps: Deps) -> Callable[[str], None]:
    return lambda text: deps.emit(Token(text=text))
