"""Goes through an answer that a model wrote over numbered passages: does each sentence's passage say what it says?

Compared are what can be compared without a model: numbers, dates and names must be in the passage, a "not" must not be
on one side only, and a share of the words must be there (after the idea of checking summaries sentence by sentence for
entities and numbers, e.g. Nan et al. 2021, "Entity-level factual consistency"). docs/claims.md says what this misses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from agent_core.claims.cited.facts import Facts, facts, language_of
from agent_core.claims.cited.tokens import folded
from agent_core.claims.cited.weigh import ENOUGH, People, Verdict, strongest, weigh
from agent_core.claims.cited.wording import not_borne_out
from agent_core.claims.sentences import sentences
from agent_core.understanding.entities.lists import listed

_MARKS = re.compile(r"\s?\[(\d{1,3})\](?:[\s,;]?\[(\d{1,3})\])*")
_NUMBER = re.compile(r"\[(\d{1,3})\]")
_ABSENT = re.compile(
    r"\b(?:passages?|documents?|sources?|texts?|dokumente?n?|stellen?|quellen?|documentos?|pasajes?|textos?|fuentes?)\b"
    r".{0,40}\b(?:not?|n't|nothing|never|neither|none|nicht|nichts|keine?n?|ningun\w*|nada|pas|rien|aucune?)\b"
    r"|\b(?:none|nothing|no|keine?|nichts|ningun\w*|aucune?)\b.{0,30}"
    r"\b(?:passages?|documents?|sources?|dokumente?n?|stellen?|quellen?|documentos?|pasajes?|fuentes?)\b"
)
_DRESS = re.compile(r"[*_`#>|]+")
LONGEST = 8_000  # characters of a passage that are read; a model is shown 2,000
SHORT = 12  # words of a passage that are too few to tell its language
SURE = 0.6  # share of the words below which another passage is looked for
BETTER = 0.2  # how much more of them that must have
_LEAST = 3  # words that a part of a sentence needs to be one that is checked by itself
Outcome = Literal["supported", "elsewhere", "unsupported", "left"]


@dataclass(frozen=True)
class Passage:
    """What a number stands for: the passage's own words, and its document's title."""

    quote: str
    title: str = ""


@dataclass(frozen=True)
class Statement:
    """A sentence, or the part of one before its marks; `outcome` "left": it only says that the documents do not say."""

    text: str
    numbers: tuple[int, ...]
    outcome: Outcome
    verdict: Verdict
    now: tuple[int, ...]  # the numbers that it keeps


@dataclass(frozen=True)
class Cited:
    """The answer with the marks that hold, what to tell the person, and what was looked at."""

    text: str
    corrections: list[str]
    statements: list[Statement]
    uncited: int  # sentences without a mark, which are left as they are


def check_citations(
    text: str, passages: Sequence[Passage], *, language: str | None = None, asked: str = "", results: Sequence[str] = ()
) -> Cited:
    """`passages[0]` is number 1. Names of `asked`, the person's words, and all of `results`, texts of results that
    have no passages, need not be in a passage. `language` is of the answer, ISO 639-1."""
    checker = _Checker(text, passages, language, asked, results)
    checked = "".join(checker.checked(each.text, code=each.kind == "code") for each in sentences(text))
    return Cited(checked, checker.corrections, checker.statements, checker.uncited)


class _Checker:
    def __init__(
        self, text: str, passages: Sequence[Passage], language: str | None, asked: str, results: Sequence[str]
    ) -> None:
        self._passages = passages
        self._language = language_of(_NUMBER.sub("", text)) or language or ""
        self._spoken = language or self._language or "en"
        self._facts: dict[int, Facts] = {}
        self._languages: dict[int, str] = {}
        self._known = _known(asked, " \n".join(results))
        self.corrections: list[str] = []
        self.statements: list[Statement] = []
        self.uncited = 0

    def checked(self, sentence: str, *, code: bool) -> str:
        parts = [] if code else _parts(sentence)
        if not parts:
            self.uncited += not code and any(letter.isalpha() for letter in sentence)
            return sentence
        return "".join(self._part(part) for part in parts)

    def _part(self, part: str) -> str:
        numbers = tuple(number for each in _NUMBER.findall(part) if 1 <= (number := int(each)) <= len(self._passages))
        said = " ".join(_DRESS.sub(" ", _MARKS.sub("", part)).split())
        if not numbers or not said:
            return part
        statement = self._judged(said, numbers)
        self.statements.append(statement)
        if statement.outcome == "unsupported":
            self._tell(statement)
        return part if statement.now == numbers else _with_marks(part, statement.now)

    def _tell(self, statement: Statement) -> None:
        verdict, said = statement.verdict, statement.text.strip(" ,;-–—")
        self.corrections.append(not_borne_out(self._spoken, said, statement.numbers, verdict.why, verdict.missing))

    def _judged(self, said: str, numbers: tuple[int, ...]) -> Statement:
        stated = facts(said)
        verdict = self._weighed(stated, numbers)
        if verdict.supported and (verdict.share >= SURE or not verdict.compared):
            return Statement(said, numbers, "supported", verdict, numbers)
        if _ABSENT.search(folded(said)):
            return Statement(said, numbers, "left", verdict, numbers)
        others = [number for number in range(1, len(self._passages) + 1) if number not in numbers]
        found = strongest([(number, self._weighed(stated, (number,))) for number in others])
        least = verdict.share + BETTER if verdict.supported else max(ENOUGH, verdict.share)
        if found and found[1].share >= least:
            return Statement(said, numbers, "elsewhere", found[1], (found[0],))
        if verdict.supported:
            return Statement(said, numbers, "supported", verdict, numbers)
        return Statement(said, numbers, "unsupported", verdict, ())

    def _weighed(self, stated: Facts, numbers: tuple[int, ...]) -> Verdict:
        """By all the passages that it cites, together."""
        cited = [self._of(number) for number in numbers]
        languages = {self._languages[number] for number in numbers}
        alike = languages == {self._language} if self._language else len(languages) == 1
        alike = alike and languages != {""}
        people = None if alike and self._language != "de" else _people()
        return weigh(stated, cited[0] if len(cited) == 1 else _joined(cited), self._known, alike=alike, people=people)

    def _of(self, number: int) -> Facts:
        if number not in self._facts:
            passage = self._passages[number - 1]
            self._facts[number] = facts(f"{passage.title}\n{passage.quote[:LONGEST]}")
            few = len(passage.quote.split()) < SHORT
            self._languages[number] = language_of(passage.quote) or (self._language if few else "")
        return self._facts[number]


def _parts(sentence: str) -> list[str]:
    """A sentence cut behind each group of marks, where enough stands before it; none when there are no marks."""
    ends = [found.end() for found in _MARKS.finditer(sentence)]
    if not ends:
        return []
    parts, start = [], 0
    for end in ends[:-1]:
        if len(_MARKS.sub("", sentence[start:end]).split()) >= _LEAST:
            parts.append(sentence[start:end])
            start = end
    return [*parts, sentence[start:]]


def _with_marks(part: str, numbers: tuple[int, ...]) -> str:
    """With these marks in place of its own."""
    marks = "".join(f"[{number}]" for number in numbers)
    first = _MARKS.search(part)
    if first is None or not marks:
        return _MARKS.sub("", part)
    space = first[0][: first[0].index("[")]
    return f"{part[: first.start()]}{space}{marks}{_MARKS.sub('', part[first.end() :])}"


def _joined(several: Sequence[Facts]) -> Facts:
    return Facts(
        numbers=[each for one in several for each in one.numbers],
        names=[each for one in several for each in one.names],
        words=frozenset().union(*(one.words for one in several)),
        sentences=[each for one in several for each in one.sentences],
        folded=frozenset().union(*(one.folded for one in several)),
        initials=frozenset().union(*(one.initials for one in several)),
    )  # fmt: skip


def _known(asked: str, results: str) -> Facts:
    """A question's numbers do not count: what is asked about is not yet so."""
    question, told = facts(asked), facts(results)
    return _joined([told, Facts((), *(getattr(question, name) for name in list(Facts.__dataclass_fields__)[1:]))])


@lru_cache(maxsize=1)
def _people() -> People:
    return People(*(frozenset(map(folded, listed(kind))) for kind in ("forenames", "surnames")))
