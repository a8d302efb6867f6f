"""Other ways in which what is asked may be written: misspelt, joined, split, or by an acronym.

There is no dictionary: the words of the person's own documents decide, through `Vocabulary`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from capabilities.knowledge.tongues import DEFAULT
from capabilities.knowledge.words import content_words, joined, stem

Kind = Literal["as_asked", "spelling", "joined", "split", "acronym"]
WEIGHTS: Mapping[Kind, float] = {"spelling": 0.8, "joined": 0.5, "split": 0.8, "acronym": 0.5}  # a word as asked: 1
SHORTEST_CORRECTED = 4  # characters; in shorter words every letter counts
TWO_MISTAKES = 8  # characters of a word that may have two
SHORTEST_PART = 3  # characters of a word that a written-together one is split into
_ACRONYM = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ\d]{1,7}\b")


class Vocabulary(Protocol):
    """The stems of one audience's documents."""

    @property
    def languages(self) -> Sequence[str]: ...  # of the passages

    def count(self, stem: str) -> int: ...  # passages that hold it
    def near(self, stem: str, lengths: range) -> Iterator[str]: ...  # that begin alike
    def long_forms(self, acronym: str) -> list[str]: ...
    def short_forms(self, words: Sequence[str]) -> list[str]: ...


@dataclass(frozen=True)
class Lookup:
    """Passages that hold any of the stems, or all of them."""

    stems: tuple[str, ...]
    every: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Word:
    """A word of the question: the stems it is looked up by, and in how many passages they stand."""

    text: str
    stems: tuple[str, ...]
    passages: int
    instead: str | None = None  # the stem that was taken for a misspelling of it


@dataclass(frozen=True)
class Variant:
    text: str
    kind: Kind


@dataclass(frozen=True)
class Wanted:
    words: list[Word]
    variants: list[Variant]
    lookups: list[Lookup]


def wanted(question: str, vocabulary: Vocabulary) -> Wanted:
    asked = list(dict.fromkeys(content_words(question) or re.findall(r"\w+", question.lower())))
    words = [_word(text, vocabulary) for text in asked]
    variants = list(dict.fromkeys(_rewritten(question, asked, words, vocabulary)))
    lookups = [Lookup(word.stems) for word in words if word.passages]
    lookups += [_lookup(variant, vocabulary) for variant in variants]
    return Wanted(words, [Variant(question, "as_asked"), *variants], lookups)


def _lookup(variant: Variant, vocabulary: Vocabulary) -> Lookup:
    parts = [_stems(word, vocabulary)[0] for word in variant.text.split()]
    return Lookup(tuple(parts), every=True, weight=WEIGHTS[variant.kind])


def _stems(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(word, language) for language in vocabulary.languages or [DEFAULT]))


def _word(text: str, vocabulary: Vocabulary) -> Word:
    stems = _stems(text, vocabulary)
    passages = max(vocabulary.count(each) for each in stems)
    instead = None if passages else _corrected(stems[0], vocabulary)
    return Word(text, stems, passages, instead)


def _rewritten(question: str, asked: list[str], words: list[Word], vocabulary: Vocabulary) -> Iterator[Variant]:
    yield from (Variant(word.instead, "spelling") for word in words if word.instead)
    together = [*joined(question), *("".join(pair) for pair in pairwise(asked))]
    yield from (Variant(each, "joined") for each in together if _known(each, vocabulary))
    for word in words:
        if not word.passages and not word.instead and (parts := _split(word.text, vocabulary)):
            yield Variant(parts, "split")
    for acronym in _ACRONYM.findall(question):
        yield from (Variant(long, "acronym") for long in vocabulary.long_forms(acronym.lower()))
    yield from (Variant(short, "acronym") for short in vocabulary.short_forms(asked))


def _known(word: str, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.count(each) for each in _stems(word, vocabulary))


def _split(word: str, vocabulary: Vocabulary) -> str | None:
    """Two words that the documents have, written in one."""
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        if _known(word[:at], vocabulary) and _known(word[at:], vocabulary):
            return f"{word[:at]} {word[at:]}"
    return None


def _corrected(wrong: str, vocabulary: Vocabulary) -> str | None:
    """The stem of the documents that is fewest mistakes away; of several, the commonest."""
    if len(wrong) < SHORTEST_CORRECTED or not wrong.isalpha():
        return None
    most = 2 if len(wrong) >= TWO_MISTAKES else 1
    near = vocabulary.near(wrong, range(len(wrong) - most, len(wrong) + most + 1))
    # letters wrong, missing, added or swapped with the next
    found = process.extract(wrong, list(near), scorer=OSA.distance, score_cutoff=most, limit=None)
    return min(((off, -vocabulary.count(known), known) for known, off, _ in found), default=(0, 0, None))[2]


def acronyms(text: str) -> Iterator[tuple[str, str]]:
    """What a text introduces as “World Health Organization (WHO)”: the short form and the words, in lower case.

    After Schwartz and Hearst (2003), but only for initials, which is what people ask by.
    """
    for found in re.finditer(r"\(([A-ZÀ-Þ]{2,8})s?\)", text):
        initials = found[1].lower()
        before = re.findall(r"\w+", text[max(0, found.start() - 120) : found.start()])
        for length in range(len(initials), len(initials) + 3):
            words = [word.lower() for word in before[-length:]]
            if len(words) == length and _initials(words, initials):
                yield initials, " ".join(words)
                break


def _initials(words: Sequence[str], initials: str) -> bool:
    """In order, beginning with the first word and skipping small words such as "of"."""
    if words[0][0] != initials[0]:
        return False
    rest = [word[0] for word in words if len(word) > 3 or word[0] in initials]
    letters = iter(rest)
    return all(letter in letters for letter in initials)
