"""Dates and times, found and resolved as the planner does it; lengths of time count as amounts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from agent_core.planning.when.find import find_when
from agent_core.planning.when.language import fold, load
from agent_core.planning.when.span import WhenSpan
from agent_core.state import Entity
from agent_core.understanding.entities.found import READ, entity

UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))


def dates(text: str, now: datetime, language: str) -> Iterator[Entity]:
    """The value is ISO 8601: a day, an instant, or two of them with a slash between; of what recurs, the first time."""
    for span in find_when(text[:READ], now, language):
        start, end = span.start + _lead(span, language), span.end
        if span.text[-1] == "." and span.text[-2:-1].isalpha() and not text[end:].strip():
            end -= 1  # the point of the sentence
        if span.kind == "duration" and span.duration:
            yield entity("amount", text, start, end, _length(span.duration))
        elif span.start_at is not None:
            yield entity("date", text, start, end, _value(span))


def _lead(span: WhenSpan, language: str) -> int:
    """The characters of a preposition that only joins the phrase to the sentence: "on Friday", "am Freitag"."""
    lead = load(language).lead
    folded = fold(span.text)
    words = folded.split(maxsplit=2)
    for count in (2, 1):
        head = " ".join(words[:count]) + " "
        if len(words) > count and folded.startswith(head) and (found := lead.search(head)) and found.start() == 0:
            rest = folded[len(head) :]
            return len(head) if _stands(rest, language) else 0
    return 0


def _stands(rest: str, language: str) -> bool:
    """Whether what is left is a day or a time by itself: "Friday", not the "20 minutes" of "in 20 minutes"."""
    rules = load(language)
    names = ("weekday", "month", "day_word", "which", "day_part", "part", "clock_word", "period")
    first = {word for name in names for word in rules.words.get(name, {})}
    words = rest.split(maxsplit=2)
    if words[0].rstrip(".").isdigit():
        return len(words) > 1 and words[1].rstrip(".,") in rules.words["month"]
    return any(rest.startswith(word) for word in first)


def _value(span: WhenSpan) -> str:
    if span.start_at is None:
        return span.text
    if span.kind in ("datetime", "time", "recurrence") or span.has_time:
        ends = span.end_at if span.kind == "range" else None
        return _joined(span.start_at.isoformat(), ends.isoformat() if ends else "")
    ends = span.end_at - timedelta(days=1) if span.kind == "range" and span.end_at else None  # the last day itself
    return _joined(span.start_at.date().isoformat(), ends.date().isoformat() if ends else "")


def _joined(start: str, end: str) -> str:
    return f"{start}/{end}" if end and end != start else start


def _length(length: timedelta) -> str:
    """In the largest unit that comes out in halves: "2 h", "1.5 h", "90 min" is "1.5 h"."""
    seconds = length.total_seconds()
    unit, size = next(((name, size) for name, size in UNITS if seconds * 2 % size == 0 and seconds >= size), UNITS[-1])
    return f"{seconds / size:g} {unit}"
