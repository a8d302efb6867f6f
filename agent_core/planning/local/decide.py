"""From an analysis to a decision: steps, or one question, or a reply."""

from collections.abc import Sequence

from agent_core.planning.local.catalogue import Catalogue, Entry
from agent_core.planning.local.understand import WHICH
from agent_core.planning.local.wording import ask_for, ask_which, label, left_out, refusal, title
from agent_core.planning.port import Analysis, Clause, Decision, OpenQuestion, Request
from agent_core.planning.references import step_ids
from agent_core.state import Step

NONE_OF_THESE = ["", "None of these"]


def decide(request: Request, analysis: Analysis, catalogue: Catalogue) -> Decision:
    clauses = analysis["clauses"]
    known = [each for each in clauses if each["capability"] and catalogue.find(each["capability"])]
    if not known:
        return Decision(reply=_reply(request, analysis))
    steps = [_step(index, each, catalogue) for index, each in enumerate(known, 1)]
    notes = _notes(clauses)
    asking = next((i for i, each in enumerate(known) if each["alternatives"] or each["missing"]), None)
    if asking is None:
        return Decision(steps=steps, notes=notes)
    rest = [step for index, step in enumerate(steps) if index != asking and not known[index]["alternatives"]]
    unasked = [each["text"] for index, each in enumerate(known) if index != asking and each["alternatives"]]
    question = _question(known[asking], steps[asking], rest, request, catalogue)
    return Decision(question=question, notes=(*notes, *([left_out(unasked)] if unasked else [])))


def _reply(request: Request, analysis: Analysis) -> str:
    said = [each["reply"] for each in analysis["clauses"] if each["reply"]]
    if said and all(each["kind"] == "small_talk" for each in analysis["clauses"]):
        return "\n\n".join(dict.fromkeys(said))
    return refusal(request.capabilities, analysis["language"])


def _notes(clauses: Sequence[Clause]) -> tuple[str, ...]:
    unclear = [each["text"] for each in clauses if each["kind"] == "unclear"]
    return (left_out(unclear),) if unclear else ()


def _step(number: int, clause: Clause, catalogue: Catalogue) -> Step:
    entry = catalogue.find(clause["capability"] or "")
    if entry is None:
        raise LookupError(f"{clause['capability']} is not installed")
    rules, arguments = entry.capability.rules, clause["arguments"]
    return Step(
        id=f"s{number}", capability=entry.name, title=title(entry, arguments), arguments=arguments,
        depends_on=sorted(step_ids(arguments)), risk=rules.risk.value, seconds=rules.seconds, tokens=rules.tokens,
    )  # fmt: skip


def _question(clause: Clause, step: Step, rest: Sequence[Step], request: Request, catalogue: Catalogue) -> OpenQuestion:
    if clause["alternatives"]:
        return _which(clause, step, rest, catalogue)
    name = clause["missing"][0]
    before = request.open_question
    if (
        before
        and before["argument"] == name
        and before["step"]["capability"] == step["capability"]
        and clause["confidence"] < 0.5
    ):
        return before  # the answer did not fit: the same again
    entry = catalogue.find(step["capability"])
    slot = entry.slot(name) if entry else None
    text = ask_for(entry, slot, step["arguments"]) if entry and slot else f"{name}?"
    choices = [[choice, choice] for choice in slot.choices] if slot else []
    return OpenQuestion(text=text, argument=name, choices=choices, step=step, rest=list(rest))


def _which(clause: Clause, step: Step, rest: Sequence[Step], catalogue: Catalogue) -> OpenQuestion:
    """The step's title keeps the clause: its arguments are read once it is known what is meant."""
    entries: list[Entry] = [entry for name in clause["alternatives"] if (entry := catalogue.find(name))]
    choices = [[entry.name, label(entry.capability)] for entry in entries] + [NONE_OF_THESE]
    asked = step.copy()
    asked["title"], asked["arguments"], asked["depends_on"] = clause["text"], {}, []
    return OpenQuestion(
        text=ask_which(entries),
        argument=WHICH,
        choices=choices,
        step=asked,
        rest=list(rest),
    )
