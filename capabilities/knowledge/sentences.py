"""Sentences of a text, as spans. A line end always ends a sentence: reading made one line of each paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"[.!?…。！？]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[^\Wa-z]|\s*$)|[。！？]+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|Nos|Fig|Figs|Eq|Vol|Sec|Art|Ch|pp?|vs|cf|ca|approx|Inc|Ltd|Co"
    r"|Corp|Gen|Col|Capt|Lt|Rev|Hon|e\.g|i\.e|U\.S|U\.K|al|etc)\.$"
)


@dataclass(frozen=True)
class Span:
    start: int
    end: int


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans into `text` without surrounding spaces, in order, between `start` and `end`."""
    end = len(text) if end is None else end
    while start < end:
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        yield from _of_line(text, start, line_end)
        start = line_end + 1


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, begin, match.end()):
            yield from _stripped(text, begin, match.end())
            begin = match.end()
    yield from _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
