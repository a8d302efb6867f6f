"""Lets an answer through while it streams, except for sentences that may claim something: those are checked first."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from agent_core.claims.check import Checked, Checker
from agent_core.claims.claims import may_claim, triggers, verbs
from agent_core.claims.language import LANGUAGES, language
from agent_core.claims.receipts import Receipt
from agent_core.claims.sentences import Segment, Segmenter
from agent_core.claims.words import normal, split_word

_RUN = re.compile(r"[\w'’‘ʼ\u00ad\u0300-\u036f\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff-]+")
_LONGEST_WORD = 40
_SHORTEST = 3  # letters after which a word may be seen coming


class ClaimGate:
    """`emit` gets what may be shown at once.

    Text is held back from the first word that may claim an act to the end of its sentence; a claim no receipt bears
    out is never emitted, its correction is.
    """

    def __init__(self, emit: Callable[[str], None], receipts: Sequence[Receipt], language: str | None = None) -> None:
        self._emit = emit
        self._checker = Checker(receipts, language)
        self._segmenter = Segmenter()
        self._final: list[str] = []
        self._sent = 0  # characters of the open sentence that are out
        self._held: int | None = None  # where in the open sentence the word stands that may claim something
        self._chain: int | None = None  # where "I have already" begins that a verb may follow
        self._at = 0  # up to here the words of the open sentence are known

    def feed(self, piece: str) -> None:
        for segment in self._segmenter.feed(piece):
            self._close(segment)
        text = self._segmenter.open_text
        safe = len(text) if self._segmenter.open_kind in ("code", "quote") else self._safe(text)
        if safe > self._sent:
            self._emit(text[self._sent : safe])
            self._sent = safe

    def finish(self) -> Checked:
        """The whole answer as it is to be kept: a false sentence is replaced from its beginning."""
        for segment in self._segmenter.finish():
            self._close(segment)
        return Checked("".join(self._final), self._checker.corrections)

    def _close(self, segment: Segment) -> None:
        out = min(self._sent, len(segment.text))
        self._sent -= out
        repaired = self._checker.repaired(segment)
        self._final.append(repaired)
        begun = segment.text[:out]
        if repaired.startswith(begun):
            shown = repaired[out:]
        else:
            shown = f"… {repaired.lstrip()}" if repaired.strip() else "…" + repaired
        if shown:
            self._emit(shown)
        self._held, self._chain, self._at = None, None, 0

    def _safe(self, text: str) -> int:
        """How much of the open sentence cannot be part of a claim."""
        if self._held is not None:
            return self._held
        for run in _RUN.finditer(text, self._at):
            if run.end() == len(text):  # the word may go on
                ends = bool(_words(run[0]) & triggers()) and may_claim(text)
                held = ends or _may_become(run[0], self._chain is not None)
                return self._before(run.start()) if held else len(text)
            self._at = run.end()
            words = _words(run[0])
            if words & triggers() and may_claim(text[: run.end()]):
                self._held = self._before(run.start())
                return self._held
            self._chain = self._chain_after(words, run.start())
        return self._before(len(text))

    def _before(self, at: int) -> int:
        return at if self._chain is None else self._chain

    def _chain_after(self, words: frozenset[str], start: int) -> int | None:
        if words & _beginnings():
            return start if self._chain is None else self._chain
        return self._chain if words & _links() else None


def _words(run: str) -> frozenset[str]:
    plain = normal(run[:_LONGEST_WORD])
    return frozenset(
        word for part in (plain, *plain.split("-"), *plain.split("_")) for word in split_word(part.strip("-_")) if word
    )


def _may_become(run: str, chained: bool) -> bool:
    plain = normal(run).translate({0x2019: "'", 0x2018: "'", 0x02BC: "'"}).lower()
    if len(plain) > _LONGEST_WORD:
        return False
    if "'" in plain:
        return True
    parts = {plain, re.split("[-_]", plain)[-1]}
    return any(part in _prefixes() or (chained and part in _link_prefixes()) for part in parts)


@cache
def _beginnings() -> frozenset[str]:
    """Words with which a claim in the first person begins."""
    return frozenset().union(*(language(code).sets["me"] for code in LANGUAGES)) | {"he", "habe", "hab"}


@cache
def _links() -> frozenset[str]:
    sets = (language(code).sets for code in LANGUAGES)
    return frozenset().union(*(each["have"] | each["before"] for each in sets)) | {"am", "will"}


@cache
def _prefixes() -> frozenset[str]:
    """Of words that are held back. A letter or two of one may go out: it says nothing yet."""
    cut = {word[:n] for word in verbs() for n in range(_SHORTEST, len(word) + 1)}
    return frozenset(cut | {word[:n] for word in _beginnings() for n in range(1, len(word) + 1)})


@cache
def _link_prefixes() -> frozenset[str]:
    return frozenset(word[:n] for word in _links() for n in range(1, len(word) + 1))
