"""What is to be done? The local planner decides when it is sure; else the model does, when there is one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent_core.claims import Receipt, check, receipts_of
from agent_core.consent import consent_of
from agent_core.contract import Call, Capability, Risk
from agent_core.deps import Deps, Services
from agent_core.errors import AgentError, BudgetExceeded, ModelUnavailable
from agent_core.events import Notice, PlanReady, step_views
from agent_core.nodes.recollect import from_memory, recollect
from agent_core.nodes.request import request_of
from agent_core.planning.port import Analysis, Decision, Planner, Request
from agent_core.planning.sound import fault_of
from agent_core.spending.estimate import estimate
from agent_core.state import AgentState, KeptPlan, StateUpdate, Step
from agent_core.state import Recalled as Recollection


@dataclass(frozen=True)
class Decided:
    """`recalled` is what a model was shown, also when it then failed."""

    decision: Decision
    notice: str = ""
    recalled: Recollection | None = None


async def plan(state: AgentState, deps: Deps) -> StateUpdate:
    """Storing the plan begins here, and `execute` waits for it; an attempt behind one that was cut off has its plan."""
    if deps.kept:
        seen = await recollect(state, deps) if deps.kept["source"] == "model" else None
        return _with(deps.kept, deps) | StateUpdate(recalled=seen)
    request = request_of(state, deps)
    if (word := consent_of(request.text)) and not state["pending_question"] and (told := await deps.consent(word)):
        return _with(KeptPlan(steps=[], source="local", notice=""), deps) | StateUpdate(reply=told)
    decided = await _decide(state, request, deps)
    decision = decided.decision
    if fault := fault_of(decision.steps):
        decision = Decision(reply=fault)
    notice = " ".join([decided.notice, *decision.notes]).strip()
    made = KeptPlan(steps=_annotated(decision.steps, deps), source=decision.source, notice=notice)
    if made["steps"]:
        deps.keep.begin(made)
    said = StateUpdate(
        reply=decision.reply, question=decision.question, corrections=list(decision.corrections),
        recalled=decided.recalled,
    )  # fmt: skip
    return _with(made, deps) | said


def _with(made: KeptPlan, deps: Deps) -> StateUpdate:
    if made["notice"]:
        deps.emit(Notice(text=made["notice"]))
    if made["steps"]:
        shown = estimate(made["steps"], deps.mind.price)
        deps.emit(PlanReady(steps=step_views(made["steps"]), source=made["source"], estimate=shown))
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


async def _decide(state: AgentState, request: Request, deps: Deps) -> Decided:
    if not request.text.strip():
        return Decided(Decision(reply=await _received(state, deps.services)))
    if decision := await _clear(request, state, deps):
        return Decided(decision)
    if deps.mind.planner is None:
        return Decided(await _by_words(request, state, deps))
    recalled = await recollect(state, deps)
    try:
        return Decided(await _by_model(deps.mind.planner, state | {"recalled": recalled}, deps), recalled=recalled)
    except ModelUnavailable as error:
        notice = f"The model is not available ({error.message.rstrip('.')}); I used the built-in planner."
    except BudgetExceeded as error:
        notice = f"{error.message} I used the built-in planner."
    deps.speech.give_up()
    return Decided(await _by_words(request, state, deps), notice)


async def _by_words(request: Request, state: AgentState, deps: Deps) -> Decision:
    """Without a model; a question may be answered by what is remembered."""
    decision = await deps.services.local_planner.plan(request, state["analysis"], deps.speech.say)
    return await from_memory(decision, state, deps)


async def _clear(request: Request, state: AgentState, deps: Deps) -> Decision | None:
    """What needs no model: commands understood to the last argument, and a question that documents answer.

    What the built-in planner would have to ask about, a model may understand; without one it asks.
    """
    if not deps.mind.planner:
        return None
    known, clauses = deps.services.registry.capabilities, state["analysis"]["clauses"]
    asking = [each for each in clauses if _answers(known.get(each["capability"] or ""))]
    if not (clear_commands(state["analysis"], deps.services) or len(clauses) == len(asking) == 1):
        return None
    said: list[str] = []
    decision = await deps.services.local_planner.plan(request, state["analysis"], said.append)
    if decision.question or (asking and not await _supported(decision.steps, state, deps)):
        return None
    for piece in said:
        deps.speech.say(piece)
    return decision


async def _supported(steps: Sequence[Step], state: AgentState, deps: Deps) -> bool:
    """Whether the person's documents answer the question: looked up ahead, since that costs no model and no effect."""
    if not steps:
        return False
    capability = deps.services.registry.capabilities[steps[0]["capability"]]
    if capability.rules.risk is not Risk.READ or capability.rules.outside:
        return False
    turn = state["turn"]
    call = Call(
        user_id=turn["user_id"], audience=turn["audience"], conversation_id=turn["conversation_id"],
        key=f"{turn['run_id']}:ahead", now=request_of(state, deps).now,
    )  # fmt: skip
    try:
        found = await deps.services.caller.call(capability, steps[0]["arguments"], call)
    except AgentError:  # the turn goes on as if it had not been looked up
        return False
    return found.model_dump().get("supported") is True


def _answers(capability: Capability | None) -> bool:
    return capability is not None and capability.rules.answers_questions


async def _by_model(planner: Planner, state: AgentState, deps: Deps) -> Decision:
    """A reply goes out while it comes, but for what it claims to have done and no receipt bears out."""
    deps.speech.begin(receipts(state, deps), state["analysis"]["language"])
    decision = await planner.plan(request_of(state, deps), state["analysis"], deps.speech.feed)
    if not decision.reply:  # what was said beside a plan, such as that it is at work, is dropped with it
        deps.speech.give_up()
        return decision
    deps.speech.finish()
    checked = check(decision.reply, receipts(state, deps), state["analysis"]["language"])  # as it is kept
    return replace(decision, reply=checked.text.strip(), corrections=checked.corrections)


def receipts(state: AgentState, deps: Deps) -> list[Receipt]:
    """What this turn has done so far, and earlier ones did: all that an answer may claim."""
    known = deps.services.registry.capabilities
    titles = [(step["id"], step["title"]) for step in state["plan"]]

    def risk_of(name: str) -> str:
        return known[name].rules.risk.value if name in known else "write"

    return receipts_of(state["results"], state["recent"], risk_of, titles)


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
        clause["capability"] in known and not _answers(known[clause["capability"]]) for clause in analysis["clauses"]
    )
