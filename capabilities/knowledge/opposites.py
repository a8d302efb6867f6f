"""Whether a passage says the opposite of what is asked: a “not” on one side only, or a word and its opposite."""

import re
from collections.abc import Set
from functools import cache

from capabilities.knowledge.words import stem

_NOT = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|fail(?:s|ed)?|lacks?|lacked|except|unable)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_PAIRS = """
    more less, most least, increase decrease, rise fall, rose fell, high low, higher lower, highest lowest, large
    small, larger smaller, largest smallest, big small, biggest smallest, long short, longer shorter, longest
    shortest, old new, older newer, oldest newest, early late, earlier later, earliest latest, first last, before
    after, begin end, start end, began ended, start stop, win lose, won lost, gain lose, gain lost, north south,
    northern southern, east west, eastern western, inside outside, above below, up down, public private, positive
    negative, success failure, accept reject, allow prohibit, allowed forbidden, support oppose, strong weak,
    stronger weaker, strongest weakest, same different, similar different, male female, man woman, men women, war
    peace, rich poor, fast slow, faster slower, easy difficult, hard soft, hot cold, good bad, best worst, better
    worse, major minor, majority minority, maximum minimum, common rare, many few, always never, buy sell, bought
    sold, import export, open closed, arrive leave, arrived left, internal external, add remove, include exclude,
    agree disagree, join leave, joined left, create destroy, build demolish, built demolished, upper lower, left
    right, wide narrow, thick thin, deep shallow, heavy light, love hate, friend enemy, life death, young old,
    full empty, simple complex, ancient modern, deny confirm, reject adopt, ban permit, prevent cause, reduce
    increase, reduce raise, decline grow, decrease grow, fail succeed, defeat victory, expand shrink, unite
    divide, separate combine, attack defend, enemy ally, retreat advance, smooth rough, urban rural, expensive
    cheap, permanent temporary, voluntary forced, liberal conservative, domestic foreign, least greatest, smallest
    greatest, lowest greatest, absent present, without with, discourage encourage, ignore recognize, hidden
    visible, odd even, push pull, teacher student, parent child, buyer seller, day night, summer winter, black
    white, wet dry, destroy build, dissolve form
"""
_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "de", "counter")
SHORTEST = 4  # letters of a word that a negating syllable may stand before


def is_negated(text: str) -> bool:
    return _NOT.search(text) is not None


def stems_of(text: str) -> frozenset[str]:
    """With all small words, which are half of many pairs."""
    return frozenset(stem(word) for word in re.findall(r"[a-z]+", text.lower()))


def opposed(asked: Set[str], said: Set[str]) -> bool:
    """A stem of the question is missing in the passage, which has its opposite instead."""
    missing, other = asked - said, said - asked
    if any(_opposites().get(each, frozenset()) & other for each in missing):
        return True
    return any(_negates(one, each) for one in missing for each in _lengthened(one, other))


def _lengthened(one: str, others: Set[str]) -> list[str]:
    return [each for each in others if each.endswith(one) or one.endswith(each)]


def _negates(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST and any(long == prefix + short for prefix in _NEGATING)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in _PAIRS.split(","):
        one, other = (stem(word) for word in pair.split())
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found
