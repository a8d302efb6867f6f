"""Cuts a document into passages that keep their page, section and place in the text.

A passage never crosses a page or a section, ends between sentences, and repeats the last sentence or two of the passage
before it, so that what stands on the cut is found from both sides.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from capabilities.knowledge.reading import ReadDocument
from capabilities.knowledge.sentences import Span, sentences

WORDS = 180  # about 240 tokens, what the embedding model reads
ENOUGH = 110  # from here on a paragraph's end is a good place to cut
OVERLAP = 35
LONGEST_HEADER = 400  # characters
_WORD = re.compile(r"\S{1,40}")
T = TypeVar("T")


@dataclass(frozen=True)
class Chunk:
    start: int
    end: int
    page: int | None
    section: str | None
    header: str = ""  # first row of a table that began in an earlier passage


def chunk(document: ReadDocument) -> Iterator[Chunk]:
    """In order, covering all words of the text."""
    pages = [(span.start, span.page) for span in document.pages]
    sections = [(span.start, span.title) for span in document.sections]
    borders = sorted({0, len(document.text), *(at for at, _ in pages), *(at for at, _ in sections)})
    for start, end in pairwise(borders):
        for first, last in _passages(document.text, start, end):
            yield Chunk(first, last, _at(pages, start), _at(sections, start), _header(document, first))


def _at(starts: Sequence[tuple[int, T]], position: int) -> T | None:
    index = bisect_right(starts, position, key=lambda start: start[0])
    return starts[index - 1][1] if index else None


def _header(document: ReadDocument, position: int) -> str:
    """The head of the table that the passage goes on with: its rows alone do not say what they are."""
    index = bisect_right(document.tables, position, key=lambda table: table.start)
    table = document.tables[index - 1] if index else None
    if table is None or not table.start < position < table.end:
        return ""
    return document.text[table.start : table.end].partition("\n")[0][:LONGEST_HEADER]


def _passages(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    held: list[Span] = []
    fresh = False  # whether `held` has more than the overlap
    for span in _pieces(text, start, end):
        if fresh and _is_full(text, held, span):
            yield held[0].start, held[-1].end
            held, fresh = _tail(text, held), False
        held.append(span)
        fresh = True
    if fresh:
        yield held[0].start, held[-1].end


def _is_full(text: str, held: list[Span], coming: Span) -> bool:
    words = sum(_words(text, span) for span in held)
    if words + _words(text, coming) > WORDS:
        return True
    return words >= ENOUGH and "\n" in text[held[-1].end : coming.start]


def _tail(text: str, held: list[Span]) -> list[Span]:
    """The last sentences, as many as the overlap has room for; none that would be the whole passage again."""
    kept: list[Span] = []
    room = OVERLAP
    for span in reversed(held[1:]):
        room -= _words(text, span)
        if room < 0:
            break
        kept.insert(0, span)
    return kept


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences; one that is longer than a passage is cut between words."""
    for sentence in sentences(text, start, end):
        words = list(_WORD.finditer(text, sentence.start, sentence.end))
        for first in range(0, len(words), WORDS):
            part = words[first : first + WORDS]
            yield Span(part[0].start(), part[-1].end())


def _words(text: str, span: Span) -> int:
    """At least one for eight characters: not every script writes spaces."""
    return max(text.count(" ", span.start, span.end) + 1, (span.end - span.start) // 8)
