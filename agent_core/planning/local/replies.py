"""A message while a question is open: the clauses that answer it, or None when it is a request of its own."""

import re
from typing import Any

from agent_core.planning.local import answers
from agent_core.planning.local.catalogue import Entry
from agent_core.planning.local.clauses import split
from agent_core.planning.local.filled import is_missing
from agent_core.planning.local.judge import SURE, judge
from agent_core.planning.local.small_talk import topic_of
from agent_core.planning.local.understand import WHICH, Understander, clause
from agent_core.planning.local.wording import TALK
from agent_core.planning.port import Clause, OpenQuestion
from agent_core.state import Step

REFERENCE = re.compile(r"\$\{(\w+)\.")


def reply_to(question: OpenQuestion, understander: Understander) -> list[Clause] | None:
    text = understander.request.text
    topic = topic_of(text)
    if topic == "drop" or (question["choices"] and answers.NO.fullmatch(text.strip(" .!"))):
        return [clause(text, "small_talk", reply=TALK["drop"])]
    if question["argument"] == WHICH:
        return _chosen(question, understander)
    entry = understander.catalogue.find(question["step"]["capability"])
    slot = answers.asked_slot(entry, question)
    closed = slot.kind not in ("text", "list", "people", "tags", "other") or bool(question["choices"])
    if not closed and (topic or _is_request(understander)):
        return None
    matcher = understander.matcher
    value = answers.value_of(text, slot, question, understander.now, matcher.language)
    if value is not None and not (closed and _is_request(understander)):
        return _with(question, slot.name, value, entry, understander)
    if topic or _is_request(understander):
        return None
    return _again(question, text) if closed else None


def _is_request(understander: Understander) -> bool:
    """Whether the message is plainly something new to do."""
    parts = split(understander.request.text, understander.matcher)
    if len(parts) > 1:
        return True
    reading = understander.matcher.read(parts[0]) if parts else None
    judgement = judge(reading, understander.context, None) if reading else None
    if reading and judgement and judgement.verdict == "question" and len(reading.tokens) > 1:
        return True
    return judgement is not None and judgement.verdict == "act" and judgement.confidence >= SURE + 0.1


def _chosen(question: OpenQuestion, understander: Understander) -> list[Clause] | None:
    """The capability that was meant; its arguments are then read from the first message again."""
    text, choices = understander.request.text, question["choices"]
    name = answers.choose(text, choices)
    if name is None and answers.YES.fullmatch(text.strip(" .!")):
        name = choices[0][0]
    if name is None:
        return None
    if not name:
        return [clause(text, "small_talk", reply=TALK["drop"])]
    reading = understander.matcher.read(question["step"]["title"])
    candidate = next((each for each in reading.candidates if each.entry.name == name), None)
    if candidate is None:
        return None
    meant = understander.command(candidate, reading, "s1", 1.0)
    return _in_order(
        [meant, *(_waiting(step, understander) for step in question["rest"])], ["", *_ids(question["rest"])]
    )


def _with(
    question: OpenQuestion, name: str, value: Any, entry: Entry | None, understander: Understander
) -> list[Clause]:
    step = question["step"]
    arguments = step["arguments"] | {name: value}
    missing = is_missing(entry, arguments) if entry else []
    first = clause(step["title"], "command", step["capability"], arguments, missing, 1.0)
    rest = [_waiting(each, understander) for each in question["rest"]]
    return _in_order([first, *rest], _ids([step, *question["rest"]]))


def _again(question: OpenQuestion, text: str) -> list[Clause]:
    step = question["step"]
    return [clause(text, "command", step["capability"], step["arguments"], [question["argument"]], 0.3)]


def _waiting(step: Step, understander: Understander) -> Clause:
    entry = understander.catalogue.find(step["capability"])
    missing = is_missing(entry, step["arguments"]) if entry else []
    return clause(step["title"], "command", step["capability"], step["arguments"], missing, 1.0)


def _ids(steps: list[Step]) -> list[str]:
    return [step["id"] for step in steps]


def _in_order(clauses: list[Clause], ids: list[str]) -> list[Clause]:
    """In the order of their old ids, with references to the new ones."""
    order = sorted(range(len(ids)), key=lambda index: (len(ids[index]), ids[index]))
    renamed = {ids[old]: f"s{new}" for new, old in enumerate(order, 1)}
    return [_renamed(clauses[index], renamed) for index in order]


def _renamed(each: Clause, ids: dict[str, str]) -> Clause:
    def new(found: re.Match[str]) -> str:
        return f"${{{ids.get(found[1], found[1])}."

    renamed = each.copy()
    renamed["arguments"] = {
        name: REFERENCE.sub(new, value) if isinstance(value, str) else value
        for name, value in each["arguments"].items()
    }
    return renamed
