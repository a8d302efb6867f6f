"""Parts of a text that have a type: times, durations, choices, people, places, labels, quoted text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_core.planning.local.fields import Slot
from agent_core.planning.when.find import find_when
from agent_core.planning.when.span import WhenSpan

QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”|«[^»]+»|(?<!\w)['‘][^'‘’]{2,}['’](?!\w)")
SOMEBODYS_DAY = re.compile(
    r"(?:my|our|your|the) (?:day|week|month|year)", re.IGNORECASE
)  # "how does my day look" names none
LABEL = re.compile(r"(?<!\w)#(\w[\w-]*)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAME = r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?[A-ZÀ-Þ][\w'’-]*"
PEOPLE = re.compile(
    rf"\b[Ww]ith\s+(?P<who>(?:{EMAIL.pattern}|{NAME}(?:\s+{NAME})?)"
    rf"(?:\s*(?:,|and|&|,\s*and)\s*(?:{EMAIL.pattern}|{NAME}(?:\s+{NAME})?))*)"
)
PLACE = re.compile(
    rf"\b(?:in|at)\s+(?P<where>(?:the\s+)?[a-zà-ÿ]+(?:\s+\w+)?|(?:the\s+)?{NAME}(?:['’]s)?(?:\s+{NAME})*)\s*(?=$|[,.;!?])"
)
# words that mean an end of a scale, whatever the field is
LEVELS = {
    "urgent": "high",
    "important": "high",
    "asap": "high",
    "critical": "high",
    "normal": "medium",
    "unimportant": "low",
}


@dataclass(frozen=True)
class Span:
    """A typed part; `start` and `end` are offsets into the request."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Spans:
    """What was found in one clause, whichever capability it is for."""

    text: str
    whens: tuple[WhenSpan, ...]
    labels: tuple[Span, ...]


def find_spans(text: str, now: datetime, language: str) -> Spans:
    quoted = [match.span() for match in QUOTED.finditer(text)]
    found = (span for span in find_when(text, now, language) if not _inside(span.start, quoted))
    whens = tuple(span for span in found if not SOMEBODYS_DAY.fullmatch(span.text))
    labels = tuple(Span(match.start(), match.end(), match[1]) for match in LABEL.finditer(text))
    return Spans(text, whens, labels)


def _inside(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)


def choice_phrase(text: str, slot: Slot) -> Span | None:
    """A choice said together with its field: "high priority", "with low priority", "priority to high"; or its level."""
    name = re.escape(slot.name.replace("_", " "))
    words = {choice.lower(): choice for choice in slot.choices}
    levels = {word: words[level] for word, level in LEVELS.items() if level in words}
    options = "|".join(map(re.escape, sorted({**words, **levels}, key=len, reverse=True)))
    link = r"(?:\s*(?:is|to|as|of|:|=)\s*|\s+)"
    lead = r"(?:(?:with|as|a|an|at|and)\s+)*"
    pattern = rf"\b{lead}(?:(?P<one>{options})[\s-]+{name}|{name}{link}(?P<two>{options}))\b"
    if found := re.search(pattern, text, re.IGNORECASE):
        return Span(found.start(), found.end(), (words | levels)[(found["one"] or found["two"]).lower()])
    if levels and (found := re.search(rf"\b(?P<one>{'|'.join(levels)})\b", text, re.IGNORECASE)):
        return Span(found.start(), found.end(), levels[found["one"].lower()])
    trailing = rf"\s+(?:to|as|=)\s+(?P<one>{options})\W*$"
    if re.search(rf"\b{name}\b", text, re.IGNORECASE) and (found := re.search(trailing, text, re.IGNORECASE)):
        return Span(found.start(), found.end(), (words | levels)[found["one"].lower()])
    return None


def people(text: str) -> list[str]:
    """Names after "with", and addresses."""
    found: list[str] = []
    for match in PEOPLE.finditer(text):
        found += [part.strip() for part in re.split(r",\s*and\s+|,|\band\b|&", match["who"])]
    found += EMAIL.findall(text)
    return list(dict.fromkeys(name for name in found if name))


def place(text: str, blanks: Sequence[tuple[int, int]]) -> Span | None:
    """What follows "in" or "at" at the end of the text, or before a time; `blanks` are the times."""
    masked = list(text)
    for start, end in blanks:
        masked[start:end] = "," * (end - start)
    matches = list(PLACE.finditer("".join(masked)))
    return Span(matches[-1].start(), matches[-1].end("where"), matches[-1]["where"].strip()) if matches else None
