"""Says what was done. What it claims comes from results; a model words what a model looked up, and quotations."""

import re
from dataclasses import dataclass
from typing import Literal

from agent_core.claims import Checked, check
from agent_core.claims.cited import Passage, check_citations, told
from agent_core.deps import Deps
from agent_core.errors import BudgetExceeded, ModelUnavailable
from agent_core.events import Notice
from agent_core.nodes.plan import receipts
from agent_core.nodes.request import request_of
from agent_core.planning.port import OpenQuestion
from agent_core.planning.references import resolve_known
from agent_core.state import AgentState, Answer, Message, StateUpdate, Step, StepResult
from agent_core.taint import in_view

PLAINLY = "Something failed while I worded this; these are the results as they are."
CITATION = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Said:
    """The answer's text, which has gone out already, and the notice beside it; `worded` by a model from results."""

    checked: Checked
    notice: str
    worded: bool = False


async def respond(state: AgentState, deps: Deps) -> StateUpdate:
    question = state["question"] or _asked(state)
    said = await _text(state, question, deps)
    return _answered(state, deps, said, question)


def told_plainly(state: AgentState, deps: Deps) -> StateUpdate:
    """The answer without a model or anything else that can fail: the results in their own words."""
    question = state["question"] or _asked(state)
    deps.speech.give_up()
    checked = _without_model(state, question, deps)
    return _answered(state, deps, Said(checked, f"{state['notice']} {PLAINLY}".strip()), question)


def _answered(state: AgentState, deps: Deps, said: Said, question: OpenQuestion | None) -> StateUpdate:
    text = said.checked.text.strip()
    source: Literal["local", "model"] = "model" if said.worded else state["source"]
    notices = [each for each in dict.fromkeys(deps.speech.notices) if each not in said.notice]
    answer = Answer(
        text=text, citations=_citations(state), source=source,
        notice=" ".join([*notices, said.notice]).strip(), corrections=list(said.checked.corrections),
    )  # fmt: skip
    at = deps.services.clock().isoformat()
    origin = origin_of_answer(state, source)
    message = Message(role="assistant", content=text, at=at, run_id=state["turn"]["run_id"], origin=origin)
    return StateUpdate(answer=answer, open_question=question, messages=[message])


def origin_of_answer(state: AgentState, source: Literal["local", "model"]) -> Literal["trusted", "untrusted"]:
    """An answer passes untrusted text on when it is made of such results, or by a model that saw any."""
    made_of = any(result["origin"] == "untrusted" for result in state["results"])
    return "untrusted" if made_of or (source == "model" and in_view(state)) else "trusted"


async def _text(state: AgentState, question: OpenQuestion | None, deps: Deps) -> Said:
    if state["source"] == "model" and state["reply"]:  # said while it was planned
        return Said(Checked(state["reply"], state.get("corrections", [])), state["notice"])
    notice = state["notice"]
    if not question and _to_be_worded(state, deps):
        try:
            return _proved(await _worded(state, deps), state, deps)
        except (ModelUnavailable, BudgetExceeded) as error:
            why = error.message.rstrip(".")
            said = f"The model is not available ({why}); these are the results as they are."
            deps.emit(Notice(text=said))
            notice = f"{notice} {said}".strip()
            deps.speech.give_up()
    return Said(_without_model(state, question, deps), notice)


def _to_be_worded(state: AgentState, deps: Deps) -> bool:
    """Whether a model says what came of the plan. What was done says so itself, in English: that needs no call."""
    if any(_answers_a_question(result, deps) for result in state["results"]):
        return deps.mind.composer is not None
    if state["source"] != "model" or not state["results"]:
        return False
    english = state["analysis"]["language"] == "en"
    done = all(result["status"] == "done" for result in state["results"])
    return not (english and done and all(step["risk"] != "read" for step in state["plan"]))


def _answers_a_question(result: StepResult, deps: Deps) -> bool:
    known = deps.services.registry.capabilities.get(result["capability"])
    return known is not None and known.rules.answers_questions


def _without_model(state: AgentState, question: OpenQuestion | None, deps: Deps) -> Checked:
    text = state["reply"] or _plain(state["results"], question)
    checked = check(text, receipts(state, deps), state["analysis"]["language"])
    deps.speech.say(checked.text)
    return checked


async def _worded(state: AgentState, deps: Deps) -> Checked:
    if deps.mind.composer is None:
        raise ModelUnavailable("none is configured")
    deps.speech.begin(receipts(state, deps), state["analysis"]["language"])
    text = await deps.mind.composer.compose(request_of(state, deps), state["results"], deps.speech.feed)
    deps.speech.finish()
    return check(text, receipts(state, deps), state["analysis"]["language"])  # as it is kept


def _proved(said: Checked, state: AgentState, deps: Deps) -> Said:
    """Without the numbers of passages that do not say what a sentence says of them; the person is told which."""
    results, language = state["results"], state["analysis"]["language"]
    passages = [Passage(str(each.get("quote", "")), str(each.get("title", ""))) for each in _citations(state)]
    others = [result["text"] for result in results if not result["citations"]]
    proved = check_citations(said.text, passages, language=language, asked=state["turn"]["text"], results=others)
    notes = told(language, proved.corrections)
    for note in notes:
        deps.emit(Notice(text=note))
    return Said(Checked(proved.text, said.corrections), " ".join([state["notice"], *notes]).strip(), worded=True)


def _plain(results: list[StepResult], question: OpenQuestion | None) -> str:
    """The results' own sentences and one question; citation numbers count on from one result to the next."""
    lines, offset = [], 0
    for result in results:
        lines.append(_renumbered(_sentence(result), offset, len(result["citations"])))
        offset += len(result["citations"])
    if question:
        lines.append(question["text"])
    return "\n\n".join(dict.fromkeys(line for line in lines if line)) or "There is nothing to do."


def _sentence(result: StepResult) -> str:
    """What a step says for itself: nothing when it asks, since one question is asked at a time, or waits for that."""
    if result["error"] and result["error"]["code"] == "needs_answer":
        return ""
    return f"That did not work: {result['text']}" if result["status"] == "failed" else result["text"]


def _renumbered(text: str, offset: int, count: int) -> str:
    """With the numbers of the result's own `count` citations moved by `offset`; other numbers in brackets are text."""

    def moved(found: re.Match[str]) -> str:
        return f"[{int(found[1]) + offset}]" if 1 <= int(found[1]) <= count else found[0]

    return CITATION.sub(moved, text) if offset else text


def _citations(state: AgentState) -> list[dict[str, object]]:
    return [citation for result in state["results"] for citation in result["citations"]]


def _asked(state: AgentState) -> OpenQuestion | None:
    """The first question that a step asked, with all that is to be done when it is answered."""
    waiting = _waiting(state)
    asked = next((result for result in state["results"] if result["status"] == "asked"), None)
    if asked is None:
        return None
    ids = {step["id"] for step in waiting}
    first, *rest = sorted(waiting, key=lambda step: step["id"] != asked["step_id"])
    return OpenQuestion(
        text=asked["text"],
        argument=asked["data"]["argument"],
        choices=asked["data"]["choices"],
        step=_with_known(first, ids, state),
        rest=[_with_known(each, ids, state) for each in rest],
    )


def _waiting(state: AgentState) -> list[Step]:
    """The steps that asked and those that only wait for an answer, in the plan's order."""
    codes = {result["step_id"]: result["error"]["code"] for result in state["results"] if result["error"]}
    return [step for step in state["plan"] if codes.get(step["id"]) == "needs_answer"]


def _with_known(step: Step, kept: set[str], state: AgentState) -> Step:
    """The step, free of references to steps that will not be in the next plan."""
    arguments = resolve_known(step["arguments"], state["results"])
    return {**step, "arguments": arguments, "depends_on": [each for each in step["depends_on"] if each in kept]}
