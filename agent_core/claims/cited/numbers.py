"""The numbers, dates and times of a text in a form that can be compared, whichever way they are written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent_core.claims.cited.tables import (
    ALSO_WORDS,
    HALVES,
    LOOSE_NUMBERS,
    MONTHS,
    NUMBER_WORDS,
    ORDINALS,
    SCALES,
    UNITS,
    WEEKDAYS,
)
from agent_core.claims.cited.tokens import Token

_GROUPED = re.compile(r"\d{1,3}(?:([,.'’\u00a0\u202f ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_COUNTED = frozenset().union(NUMBER_WORDS, LOOSE_NUMBERS, ORDINALS, HALVES, MONTHS, WEEKDAYS)
_COUNTABLE, _OF = 4, 5
_ROUND = 1e-6
_ENDINGS = frozenset({"st", "nd", "rd", "th", "s", "er", "ers", "eme", "e", "o", "a", "te", "ten"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """`values`: what it may stand for (`1.500` is 1500 in German). `kind` tells months, weekdays and times apart."""

    values: frozenset[float]
    text: str
    unit: str = ""
    kind: str = ""
    strict: bool = True  # a sentence may only have it when its passage does
    at: int = 0  # the token behind it
    of: str = ""  # for "two" to "four", which readers count themselves: the beginning of the word behind it


def quantities(words: Sequence[Token]) -> list[Quantity]:
    """Each once."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        if words[at].kind == "mark" or (words[at].kind == "word" and words[at].low not in _COUNTED):
            at += 1
            continue
        taken = list(_at(words, at))
        found += taken
        at = max([at + 1, *(each.at for each in taken)])
    return list({(each.values, each.unit, each.kind, each.strict, each.of): each for each in found}.values())


def _at(words: Sequence[Token], at: int) -> Iterator[Quantity]:
    token = words[at]
    if token.kind in ("iso", "dmy"):
        yield from _date(token, at + 1)
    elif token.kind == "time":
        yield Quantity(_time(token.low), token.text, kind="time", at=at + 1)
    elif token.kind == "number":
        yield _amount(words, at, _readings(token.low))
    elif token.kind == "word":
        yield from _word(words, at)


def _word(words: Sequence[Token], at: int) -> Iterator[Quantity]:
    low, text = words[at].low, words[at].text
    if (month := MONTHS.get(low)) and (low not in ALSO_WORDS or (text[0].isupper() and _beside_number(words, at))):
        yield Quantity(frozenset({month}), text, kind="month", at=at + 1)
    elif (day := WEEKDAYS.get(low)) and len(low) > 3:
        yield Quantity(frozenset({day}), text, kind="weekday", at=at + 1)
    elif low in NUMBER_WORDS:
        yield _amount(words, at, frozenset({float(NUMBER_WORDS[low] + _ones(words, at))}))
    elif low in ORDINALS:
        yield Quantity(frozenset({float(ORDINALS[low])}), text, at=at + 1)
    elif low in LOOSE_NUMBERS:
        scaled = at + 1 < len(words) and words[at + 1].low in SCALES
        yield _amount(words, at, frozenset({float(LOOSE_NUMBERS[low])}), strict=scaled)
    elif low in HALVES:
        yield Quantity(frozenset({HALVES[low]}), text, strict=False, at=at + 1)


def _ones(words: Sequence[Token], at: int) -> int:
    """The "five" of "twenty-five"."""
    following = NUMBER_WORDS.get(words[at + 1].low, 0) if at + 1 < len(words) else 0
    tens = NUMBER_WORDS.get(words[at].low, 0)
    return following if tens >= 20 and tens % 10 == 0 and 0 < following < 10 else 0


def _beside_number(words: Sequence[Token], at: int) -> bool:
    near = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
    return any(each.kind == "number" for each in near)


def _amount(words: Sequence[Token], at: int, values: frozenset[float], *, strict: bool = True) -> Quantity:
    """With the word of scale and the unit that stand beside it."""
    start, text = at, words[at].text
    at += 1
    if _ones(words, start):
        at += 1
    if at < len(words) and words[at].start == words[at - 1].end and words[at].low in _ENDINGS:
        at += 1
    while at < len(words) and words[at].low in SCALES and _is_scale(words, at):
        values = frozenset(value * SCALES[words[at].low] for value in values)
        text = f"{text} {words[at].text}"
        at += 1
    unit = _unit(words, start, at)
    few = words[start].kind == "word" and not unit and max(values) <= _COUNTABLE
    of = words[at].low[:_OF] if few and at < len(words) else ""
    return Quantity(values, text, unit, strict=strict, at=at, of=of)


def _is_scale(words: Sequence[Token], at: int) -> bool:
    """`5 m` are metres, `$5m` are millions."""
    return len(words[at].low) > 1 or words[at].start == words[at - 1].end


def _unit(words: Sequence[Token], start: int, at: int) -> str:
    """Behind it, or a currency's mark in front; "US" and "of" may stand between."""
    if start and words[start - 1].low in "$€£¥":
        return UNITS[words[start - 1].low]
    for each in words[at : at + 2]:
        if each.low in UNITS:
            return UNITS[each.low]
        if each.low not in ("us", "metric", "square", "full", "calendar", "per", "°"):
            return ""
    return ""


def _readings(text: str) -> frozenset[float]:
    text = text.strip(".,")
    grouped = _GROUPED.fullmatch(text)
    if grouped is None:
        return frozenset({float(text.replace(",", "."))})
    whole = float(_plain(text, grouped[1]))
    single = grouped[1] in ".," and text.count(grouped[1]) == 1 and not re.search(r"[.,]\d+[.,]", text)
    return frozenset({whole, float(text.replace(",", "."))}) if single and grouped[1] == "." else frozenset({whole})


def _plain(text: str, group: str) -> str:
    return text.replace(group, "").replace(",", ".")


def _date(token: Token, behind: int) -> Iterator[Quantity]:
    """Year, month and day apart: `03/12/2024` may be either way round."""
    parts = [int(part) for part in re.split(r"[-./]", token.low)]
    year, months, days = (
        (parts[0], {parts[1]}, {parts[2]}) if token.kind == "iso" else (parts[2], {parts[1]}, {parts[0]})
    )
    if "/" in token.low:
        months = days = {parts[0], parts[1]}
    year += 2000 if year < 100 else 0
    yield Quantity(frozenset({float(year)}), token.text, at=behind)
    yield Quantity(frozenset(map(float, months)), token.text, kind="month", at=behind)
    yield Quantity(frozenset(map(float, days)), token.text, at=behind)


def _time(text: str) -> frozenset[float]:
    """Minutes since midnight; without a.m. or p.m. an hour up to 12 may be either."""
    hour, minute = ([int(each) for each in re.findall(r"\d+", text)] + [0])[:2]
    if re.search(r"p\.?m", text):
        return frozenset({float((hour % 12 + 12) * 60 + minute)})
    if re.search(r"a\.?m", text):
        return frozenset({float(hour % 12 * 60 + minute)})
    hours = {hour, (hour + 12) % 24} if hour <= 12 else {hour}
    return frozenset(float(each * 60 + minute) for each in hours)


def same(one: Quantity, other: Quantity) -> bool:
    """The same value, and no two different units."""
    if one.kind != other.kind or (one.unit and other.unit and one.unit != other.unit):
        return False
    return any(abs(a - b) <= _ROUND * max(1.0, abs(a)) for a in one.values for b in other.values)
