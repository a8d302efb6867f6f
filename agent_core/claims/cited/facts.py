"""What a text states, as far as it can be compared: numbers, names, words that carry meaning, and what is negated."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from agent_core.claims.cited.numbers import Quantity, quantities
from agent_core.claims.cited.tables import (
    BUT,
    HALVES,
    LOOSE_NAMES,
    LOOSE_NUMBERS,
    MONTHS,
    NEGATIONS,
    NOT_NEGATIONS,
    NUMBER_WORDS,
    ORDINALS,
    PAST,
    SAME_NAMES,
    SCALES,
    STOP_WORDS,
    UNITS,
    WEEKDAYS,
)
from agent_core.claims.cited.tokens import Token, folded, tokens

_BREAKS = frozenset(",;:()–—")
_ENDS = frozenset(".!?\n")
_OPENS = frozenset('.:!?\n“„«"|([')
_COUNTING = (NUMBER_WORDS, LOOSE_NUMBERS, ORDINALS, HALVES, SCALES, MONTHS, WEEKDAYS, UNITS)
_NOT_WORDS = frozenset().union(*STOP_WORDS.values(), NEGATIONS, *_COUNTING)
_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "es", "ed", "ly", "s", "e", "y", "en", "er", "n")
_STEM = 6  # characters that the forms of a word have in common, at most
_CLAUSE = 8  # words behind a negation that may take it back
_COMMON = 0.2  # share of a text's words that are among the commonest of its language, at least
_REACH = 2  # words that a negation is about


@dataclass(frozen=True, slots=True)
class Name:
    """One capitalised word. `sure`: not only because a sentence begins with it, nor one such as East that is readily
    left out or added; `before`: the capitalised word right before it, in lower case."""

    key: str
    text: str
    sure: bool
    before: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence: keys of words behind a "not", and of all others; who did what, where a name stands before it."""

    negated: frozenset[str]
    affirmed: frozenset[str]
    acts: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Facts:
    numbers: Sequence[Quantity]
    names: Sequence[Name]
    words: frozenset[str]  # keys, names among them
    sentences: Sequence[Clause]
    folded: frozenset[str]  # every word as it stands
    initials: frozenset[str]  # of neighbouring names: "eu" for European Union


def facts(text: str) -> Facts:
    words = tokens(text)
    parts = [_clause(sentence) for sentence in _sentences(words)]
    return Facts(
        numbers=quantities(words), names=_names(words), sentences=parts,
        words=frozenset().union(*(each.negated | each.affirmed for each in parts)),
        folded=frozenset(each.low for each in words if each.kind == "word"), initials=_initials(words),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def key(low: str) -> str:
    """What the forms of a word have in common, roughly: populations, population → popula."""
    if low in SAME_NAMES:
        return SAME_NAMES[low]
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: -len(ending)]
            break
    return low[:_STEM].replace("z", "s")


def language_of(text: str) -> str:
    """ISO 639-1 by the commonest words, "" where they do not say: other languages have some of them too."""
    low = Counter(folded(text[:1500]).split())
    counts = {language: sum(low[word] for word in low.keys() & known) for language, known in STOP_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    enough = counts[best] >= max(2, _COMMON * low.total())
    return best if enough and sorted(counts.values())[-2] < counts[best] else ""


def _names(words: Sequence[Token]) -> list[Name]:
    found = []
    for at, token in enumerate(words):
        if _is_name(token):
            opens = at == 0 or words[at - 1].low in _OPENS
            goes_on = at + 1 < len(words) and _is_name(words[at + 1]) and _beside(token, words[at + 1])
            sure = not opens or goes_on or _is_acronym(token.text)
            before = words[at - 1].low if at and _is_name(words[at - 1]) and _beside(words[at - 1], token) else ""
            found.append(Name(key(token.low), token.text, sure and token.low not in LOOSE_NAMES, before))
    return found


def _acts(words: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """ "William formed": English past forms right behind a name; not "invaded by", and not "William's formed"."""
    for at, (one, other) in enumerate(pairwise(words)):
        if _is_name(one) and _beside(one, other) and (other.low.endswith("ed") or other.low in PAST):
            if words[at + 2 : at + 3] and words[at + 2].low == "by":
                continue
            yield key(one.low), key(other.low)


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and token.kind == "word" and len(token.low) > 1 and token.low not in _NOT_WORDS


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and text[1:].upper() == text[1:] and text.isalpha()


def _beside(one: Token, other: Token) -> bool:
    return other.start - one.end <= 1


def _initials(words: Sequence[Token]) -> frozenset[str]:
    """Of two to five neighbouring capitalised words, "of" and "the" between them left out."""
    found: set[str] = set()
    run = ""
    for token in words:
        if token.kind == "word" and token.text[0].isupper():
            run += token.low[0]
            found.update(run[-length:] for length in range(2, 6) if len(run) >= length)
        elif token.low not in ("of", "the", "and", "for", "de", "la", "du", "der", "des"):
            run = ""
    return frozenset(found)


def _sentences(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at, token in enumerate(words):
        if token.low in _ENDS and not (token.low == "." and at and len(words[at - 1].low) == 1):  # William E. Simon
            yield words[start:at]
            start = at + 1
    yield words[start:]


def _clause(words: Sequence[Token]) -> Clause:
    negated, affirmed = set[str](), set[str]()
    left = 0
    for at, token in enumerate(words):
        if token.low in _BREAKS:
            left = 0
        elif token.low in NEGATIONS:
            left = 0 if _denies_nothing(words[at + 1 : at + 1 + _CLAUSE]) else _REACH
        elif token.kind == "word" and len(token.low) > 1 and token.low not in _NOT_WORDS:
            (negated if left else affirmed).add(key(token.low))
            left = max(0, left - 1)
    return Clause(frozenset(negated), frozenset(affirmed), frozenset(_acts(words)))


def _denies_nothing(behind: Sequence[Token]) -> bool:
    """ "Not only", "not … until"."""
    clause = list(takewhile(lambda each: each.low not in _BREAKS | _ENDS, behind))
    return bool(clause) and (clause[0].low in NOT_NEGATIONS or any(each.low in BUT for each in clause))
