"""Reading a message as the answer to what was asked: a choice, a time, a number, a text, or "never mind"."""

import re
from datetime import datetime, time
from typing import Any

from agent_core.planning.local.catalogue import Entry
from agent_core.planning.local.fields import Slot
from agent_core.planning.local.fill import tidy
from agent_core.planning.local.filled import as_duration, as_number
from agent_core.planning.local.instants import iso
from agent_core.planning.local.refer import ORDINALS
from agent_core.planning.port import OpenQuestion
from agent_core.planning.when.find import find_when
from agent_core.planning.when.span import WhenSpan

POLITE = re.compile(
    r"\b(?:please|pls|plz|thanks|thank you|make it|let's say|say|how about|maybe|i think"
    r"|i mean|the|one|it|at|for|in|on|um|uh)\b",
    re.IGNORECASE,
)
NOISE = ("a", "an", "the", "one", "number", "please", "option")
YES = re.compile(
    r"(?:yes|yeah|yep|yup|sure|ok|okay|right|correct|please do|do it|go ahead|exactly)(?: please)?", re.IGNORECASE
)
NO = re.compile(r"(?:no|nope|nah|neither|none(?: of (?:these|them|those))?|something else)(?: thanks)?", re.IGNORECASE)


def choose(text: str, choices: list[list[str]]) -> str | None:
    """The value of the choice that is meant by its label, its number or words that only it has."""
    said = text.lower().strip(" .!?,\"'")
    exact = [value for value, label in choices if said in (label.lower(), value.lower())]
    if exact:
        return exact[0]
    words = [word for word in re.findall(r"[\w-]+", said) if word not in NOISE]
    if len(words) <= 1 and (place := _place(words[0] if words else said)) is not None and -1 <= place < len(choices):
        return choices[place][0]
    within = [value for value, label in choices if words and all(word in label.lower() for word in words)]
    return within[0] if len(within) == 1 else None


def _place(word: str) -> int | None:
    return int(word) - 1 if word.isdigit() and int(word) else ORDINALS.get(word)


def value_of(text: str, slot: Slot, question: OpenQuestion, now: datetime, language: str) -> Any:
    """`text` as a value of that argument; None when it is not one."""
    if question["choices"]:
        chosen = choose(text, question["choices"])
        return chosen if chosen is not None or slot.kind != "text" else None
    if slot.kind == "when":
        return _moment(text, slot, question, now, language)
    if slot.kind == "duration":
        return _length(text, slot, now, language)
    if slot.kind == "number":
        found = re.fullmatch(r"\W*(\w+(?:[.,]\d+)?)\W*", POLITE.sub(" ", text))
        return as_number(found[1].lower(), slot) if found else None
    if slot.kind == "choice":
        return choose(text, [[choice, choice] for choice in slot.choices])
    if slot.kind in ("list", "people", "tags"):
        return [part for part in (tidy(each) for each in re.split(r",|\band\b", text)) if part] or None
    return tidy(text) or None


def _moment(text: str, slot: Slot, question: OpenQuestion, now: datetime, language: str) -> str | None:
    spans = [span for span in find_when(text, now, language) if span.start_at] or _bare_hour(text, now, language)
    if not spans or len(_besides(text, spans)) > 12:
        return None
    span, moment = spans[0], spans[0].start_at
    day = question["step"]["arguments"].get(slot.name)
    if span.kind == "time" and isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        midnight = datetime.combine(datetime.fromisoformat(day).date(), time(), now.tzinfo)
        moment = next((one.start_at for one in find_when(span.text, midnight, language) if one.start_at), moment)
    if moment is None or (not span.has_time and slot.form == "datetime" and slot.required):
        return None
    return iso(moment, slot)


def _bare_hour(text: str, now: datetime, language: str) -> list[WhenSpan]:
    """ "9", as the answer to "at what time?"."""
    hour = re.fullmatch(r"\s*(\d{1,2})(?:\s*o'?clock)?[\s.!]*", text)
    return [span for span in find_when(f"at {hour[1]}", now, language) if span.start_at] if hour else []


def _length(text: str, slot: Slot, now: datetime, language: str) -> int | float | None:
    for span in find_when(text, now, language):
        if span.duration and len(_besides(text, [span])) <= 12:
            return as_duration(span.duration, slot)
        if span.start_at and span.start_at > now and text.lower().lstrip().startswith("in "):
            return as_duration(span.start_at - now, slot)
    number = re.fullmatch(r"\W*(\w+)\W*", POLITE.sub(" ", text))
    return as_number(number[1].lower(), slot) if number else None


def _besides(text: str, spans: list[WhenSpan]) -> str:
    left = text
    for span in sorted(spans, key=lambda one: -one.start):
        left = left[: span.start] + left[span.end :]
    return re.sub(r"\W+", "", POLITE.sub(" ", left))


def asked_slot(entry: Entry | None, question: OpenQuestion) -> Slot:
    """The argument asked for; a capability that is gone, or asks for something of its own, gets text."""
    slot = entry.slot(question["argument"]) if entry else None
    return slot or Slot(question["argument"], "text", True)
