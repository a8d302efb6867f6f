"""Says what was done. What it claims comes from results; a model only words answers that a model planned."""

import re

from agent_core.deps import Deps
from agent_core.errors import ModelUnavailable
from agent_core.events import Notice, Token
from agent_core.nodes.plan import token_emitter
from agent_core.nodes.request import request_of
from agent_core.planning.port import OpenQuestion
from agent_core.planning.references import resolve_known, step_ids
from agent_core.state import AgentState, Answer, Message, StateUpdate, Step, StepResult

CITATION = re.compile(r"\[(\d+)\]")


async def respond(state: AgentState, deps: Deps) -> StateUpdate:
    question = state["question"] or _asked(state)
    text, notice = await _text(state, question, deps)
    answer = Answer(text=text, citations=_citations(state), source=state["source"], notice=notice)
    at = deps.services.clock().isoformat()
    message = Message(role="assistant", content=text, at=at, run_id=state["turn"]["run_id"])
    return StateUpdate(answer=answer, open_question=question, messages=[message])


async def _text(state: AgentState, question: OpenQuestion | None, deps: Deps) -> tuple[str, str]:
    """The answer's text, already emitted, and the notice beside it."""
    if state["source"] == "model" and state["reply"]:
        return state["reply"], state["notice"]  # streamed while it was planned
    notice = state["notice"]
    if state["source"] == "model" and state["results"] and not question:
        try:
            return await _worded(state, deps), notice
        except ModelUnavailable as error:
            said = f"The model is not available ({error.message.rstrip('.')}); these are the results as they are."
            deps.emit(Notice(text=said))
            notice = f"{notice} {said}".strip()
    text = state["reply"] or _plain(state["results"], state["question"])
    deps.emit(Token(text=text))
    return text, notice


async def _worded(state: AgentState, deps: Deps) -> str:
    services = deps.services
    if services.composer is None:
        raise ModelUnavailable("none is configured")
    request = request_of(state, services)
    return await services.composer.compose(request, state["results"], token_emitter(deps))


def _plain(results: list[StepResult], question: OpenQuestion | None) -> str:
    """The results' own sentences; citation numbers count on from one result to the next."""
    lines, offset = [], 0
    for result in results:
        lines.append(_renumber(_sentence(result), offset))
        offset += len(result["citations"])
    if question:
        lines.append(question["text"])
    return "\n\n".join(line for line in lines if line) or "There is nothing to do."


def _sentence(result: StepResult) -> str:
    if result["status"] in ("done", "asked"):
        return result["text"]
    return f"That did not work: {result['text']}" if result["status"] == "failed" else result["text"]


def _renumber(text: str, offset: int) -> str:
    return CITATION.sub(lambda found: f"[{int(found[1]) + offset}]", text) if offset else text


def _citations(state: AgentState) -> list[dict[str, object]]:
    return [citation for result in state["results"] for citation in result["citations"]]


def _asked(state: AgentState) -> OpenQuestion | None:
    """The first question that a step asked, with what is needed to go on when it is answered."""
    asked = next((result for result in state["results"] if result["status"] == "asked"), None)
    if asked is None:
        return None
    step = next(step for step in state["plan"] if step["id"] == asked["step_id"])
    return OpenQuestion(
        text=asked["text"],
        argument=asked["data"]["argument"],
        choices=asked["data"]["choices"],
        step=_with_known(step, state),
        rest=[_with_known(each, state) for each in _behind(step["id"], state["plan"])],
    )


def _behind(step_id: str, plan: list[Step]) -> list[Step]:
    """The steps that wait for `step_id`, directly or through others, in the plan's order."""
    waiting = {step_id}
    behind = []
    for step in plan:
        if waiting & set(step["depends_on"]):
            waiting.add(step["id"])
            behind.append(step)
    return behind


def _with_known(step: Step, state: AgentState) -> Step:
    """The step, free of references to steps that will not be in the next plan."""
    arguments = resolve_known(step["arguments"], state["results"])
    return {**step, "arguments": arguments, "depends_on": sorted(step_ids(arguments))}
