"""Is a decision what a case expects?"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.evaluation.cases import Case, Expectation, ExpectedStep
from agent_core.planning.port import Decision
from agent_core.state import Step

EDGES = " \t\n.,;:!?\"'“”„«»‘’"


def fault_of(case: Case, decision: Decision) -> str | None:
    """What is wrong with it, by the expectation that comes closest to it; None for nothing."""
    faults = [_fault(expected, decision, case.zone) for expected in case.expect]
    return None if None in faults else min((each for each in faults if each), key=len)


def shown(decision: Decision) -> str:
    """A decision in a line."""
    if decision.question:
        return f"asks “{decision.question['text']}”"
    if decision.steps:
        return "; ".join(f"{step['capability']} {step['arguments']}" for step in decision.steps)
    return f"says “{decision.reply}”"


def _fault(expected: Expectation, decision: Decision, zone: ZoneInfo) -> str | None:
    if expected.asks and not decision.question:
        # a model asks in its reply; then only the words can tell whether it did
        if decision.steps or not (expected.answer or decision.reply.rstrip().endswith("?")):
            return "a question was expected"
    elif expected.replies and (decision.steps or decision.question):
        return "a reply was expected"
    elif expected.steps and (fault := _wrong_steps(expected.steps, decision.steps, zone)):
        return fault
    said = decision.question["text"] if decision.question else decision.reply
    if expected.answer and not re.search(expected.answer, said, re.IGNORECASE):
        return f"{expected.answer!r} was to be in what it says"
    return None


def _wrong_steps(expected: Sequence[ExpectedStep], steps: Sequence[Step], zone: ZoneInfo) -> str | None:
    """The steps may come in any order."""
    left = list(steps)
    for wanted in expected:
        same = [step for step in left if step["capability"] == wanted.capability]
        if not same:
            return f"{wanted.capability} was expected"
        fitting = [step for step in same if not _wrong_argument(wanted, step, zone)]
        if not fitting:
            return _wrong_argument(wanted, same[0], zone)
        left.remove(fitting[0])
    return f"{left[0]['capability']} was not expected" if left else None


def _wrong_argument(wanted: ExpectedStep, step: Step, zone: ZoneInfo) -> str | None:
    for name, value in wanted.arguments.items():
        if not equal(value, got := step["arguments"].get(name), zone):
            return f"{wanted.capability}.{name} is {got!r}, not {value!r}"
    return None


def equal(wanted: Any, got: Any, zone: ZoneInfo) -> bool:
    """Words whatever their case and punctuation; times as instants; a list: any of it; {"matches": a pattern}."""
    if isinstance(wanted, list):
        return wanted == got or any(equal(each, got, zone) for each in wanted)
    if isinstance(wanted, dict) and wanted.keys() == {"matches"}:
        return isinstance(got, str) and re.search(str(wanted["matches"]), got, re.IGNORECASE) is not None
    if isinstance(wanted, str) and isinstance(got, str):
        one, other = _instant(wanted, zone), _instant(got, zone)
        return one == other if one and other else _plain(wanted) == _plain(got)
    return bool(wanted == got)


def _instant(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _plain(text: str) -> str:
    words = text.casefold().replace("’", "'").strip(EDGES).split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"], ["my"]) else words)
