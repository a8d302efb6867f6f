"""Amounts of time, and days and instants counted by them."""

import re
from datetime import date, datetime

from agent_core.planning.when.language import Found, Language, key
from agent_core.planning.when.local import shift, shift_day
from agent_core.planning.when.pieces import Length, Parts

UNITS = {
    "second": Length(seconds=1),
    "minute": Length(seconds=60),
    "quarter_hour": Length(seconds=900),
    "half_hour": Length(seconds=1800),
    "hour": Length(seconds=3600),
    "day": Length(days=1),
    "workday": Length(workdays=1),
    "week": Length(days=7),
    "fortnight": Length(days=14),
    "month": Length(months=1),
    "year": Length(months=12),
}
_CLOCKED = re.compile(r"(\d{1,2})h(\d{2})")  # 1h30


def times(unit: str, count: float) -> Length:
    """`count` of a unit; half a month is two weeks, other parts of months are cut off."""
    one = UNITS[unit]
    whole, rest = divmod(count, 1)
    months = one.months * count
    return Length(
        months=int(months),
        days=one.days * (whole if one.days == 1 else count) + (14 if months % 1 else 0),
        workdays=int(one.workdays * whole),
        seconds=one.seconds * count + (rest * 86400 if one.days == 1 else 0),
    )


def parse(text: str, language: Language) -> Length | None:
    """The sum of the amounts in a folded text such as "1 day and 2 hours"; None where a number is unknown."""
    if clocked := _CLOCKED.fullmatch(text.strip()):
        return Length(seconds=int(clocked[1]) * 3600 + int(clocked[2]) * 60)
    total = Length()
    for name, pattern in language.rules:
        if name == "amount":
            for match in pattern.finditer(text):
                total += _amount(Found(match, language))
    return None if total == Length() else total


def _amount(found: Found) -> Length:
    unit = found.code("unit")
    count = _number(found) + float(found.value("fraction") or 0)
    return times(unit, count)


def _number(found: Found) -> float:
    raw = found.raw("n")
    if not raw:
        return 0
    if raw[0].isdigit():
        return float(raw.replace(",", "."))
    return float(found.language.words["n"][key(raw)])


def amount(found: Found, now: datetime) -> Parts | None:
    """Only read by `parse`."""
    return None


def duration(found: Found, now: datetime) -> Parts | None:
    raw = found.raw("length")
    if key(raw) in found.language.words["ordinal"]:  # the twenty second
        return None
    if raw == found.match[0] and raw in found.language.table.doubtful:  # wait a second
        return None
    length = parse(raw, found.language)
    return Parts(length=length) if length else None


def length_ahead(found: Found, now: datetime) -> Parts | None:
    return _counted(parse(found.raw("length"), found.language), now)


def length_ago(found: Found, now: datetime) -> Parts | None:
    length = parse(found.raw("length"), found.language)
    return _counted(-length if length else None, now)


def _counted(length: Length | None, now: datetime) -> Parts | None:
    if length is None:
        return None
    try:
        return Parts(instant=shift(now, length)) if length.seconds else Parts(day=shift_day(now.date(), length))
    except (OverflowError, ValueError):  # out of the calendar
        return None


def length_from_day(found: Found, now: datetime) -> Parts | None:
    """Two days after tomorrow, a week from Tuesday."""
    length = parse(found.raw("length"), found.language)
    if length is None or length.seconds:
        return None
    length = -length if found.value("direction") == -1 else length
    return Parts(day=shift_day(_anchor(found, now.date()), length))


def _anchor(found: Found, today: date) -> date:
    if found.has("weekday"):
        ahead = (int(found.value("weekday") or 0) - today.weekday() - 1) % 7 + 1
        return shift_day(today, Length(days=ahead))
    return shift_day(today, Length(days=int(found.value("day_word") or 0)))
