"""Single days: numbered, named, and relative to today."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from agent_core.planning.when.language import Found
from agent_core.planning.when.local import shift_day
from agent_core.planning.when.pieces import PARTS, Clock, Length, Parts

SEARCH_YEARS = 8  # from one 29 February to the next, over a century without one


def coming(weekday: int, today: date) -> date:
    """The next such day, a week ahead when it is that day today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def in_week(weekday: int, today: date, weeks: int) -> date:
    """That day of the week (from Monday) which is `weeks` from this one."""
    return today - timedelta(days=today.weekday()) + timedelta(days=weekday + 7 * weeks)


def first_valid(candidates: Iterable[tuple[int, int, int]], fits: Callable[[date], bool]) -> date | None:
    for year, month, day in candidates:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if fits(found):
            return found
    return None


def full_year(raw: str, today: date) -> int:
    """Two digits mean the nearest century that puts the year at most 20 ahead."""
    year = int(raw)
    if len(raw) > 2:
        return year
    year += today.year // 100 * 100
    return year - 100 if year > today.year + 20 else year


def settle(found: Found, year: int | None, month: int, day: int, today: date) -> Parts | None:
    """The day itself, the next one of that name where no year is said, or a question where there is none."""
    years = [year] if year is not None else range(today.year, today.year + SEARCH_YEARS + 1)
    ahead = first_valid(((y, month, day) for y in years), lambda d: year is not None or d > today or _is(d, today))
    if ahead is not None:
        return Parts(day=ahead)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return Parts(question=found.language.table.questions["no_such_day"].format(text=found.match[0].strip()))


def _is(day: date, today: date) -> bool:
    """Today counts, except 29 February: who says that on the day means the next."""
    return day == today and (day.month, day.day) != (2, 29)


def _year(found: Found, today: date) -> int | None:
    if found.has("century") or found.has("round_year"):
        return _spoken_year(found)
    raw = found.raw("yyyy") or found.raw("y") or found.raw("yy")
    return full_year(raw, today) if raw else None


def _spoken_year(found: Found) -> int:
    """nineteen seventy eight, two thousand and eighteen."""
    return (found.integer("century") or 20) * 100 + (found.integer("n7") or 0)


def _day_number(found: Found) -> int:
    return found.integer("d") or found.integer("ordinal") or found.integer("n2") or 0


def month_day(found: Found, now: datetime) -> Parts | None:
    word = found.raw("month")
    if word in found.language.table.doubtful and _is_verb(found):
        return None
    return settle(found, _year(found, now.date()), found.integer("month") or 0, _day_number(found), now.date())


def _is_verb(found: Found) -> bool:
    """You may 2…, 3 may be…: words around that make a month's name a verb."""
    words = found.language.words.get("not_date", {})
    after = found.match.string[found.match.end() :].split(maxsplit=1)
    return found.labelled or bool(after and words.get(after[0]) == "after")


def dated_clock(found: Found, now: datetime) -> Parts | None:
    """wed Oct 26 15:50:06 2016."""
    parts = month_day(found, now)
    if parts is None or parts.day is None:
        return parts
    hour, minute, second = (found.integer(n) or 0 for n in ("hh", "min", "sec"))
    return Parts(day=parts.day, clock=Clock(hour=hour, minute=minute, second=second, fixed=True))


def iso_instant(found: Found, now: datetime) -> Parts | None:
    try:
        instant = datetime.fromisoformat(found.match[0].upper())
    except ValueError:
        return None
    if instant.tzinfo is not None:
        return Parts(instant=instant.astimezone(now.tzinfo))
    clock = Clock(hour=instant.hour, minute=instant.minute, second=instant.second, fixed=True)
    return Parts(day=instant.date(), clock=clock)


def year_month_day(found: Found, now: datetime) -> Parts | None:
    month = found.integer("month") if found.has("month") else int(found.raw("mo"))
    return settle(found, int(found.raw("y")), month or 0, int(found.raw("d")), now.date())


def numeric_date(found: Found, now: datetime) -> Parts | None:
    """7/8/2026 in the order of the language, the other where only that one exists."""
    first, second, year = found.raw("a"), found.raw("b"), found.raw("y")
    if found.raw("sep") == "." and len(year) == 2 and len(first + second) < 4:
        return None  # 3.11.07 is a version
    return _ordered(found, int(first), int(second), full_year(year, now.date()), now.date())


def numeric_day(found: Found, now: datetime) -> Parts | None:
    """7/8 without a year: only where it cannot be a fraction."""
    first, second = found.raw("a"), found.raw("b")
    padded = "0" in (first[0], second[0]) or max(int(first), int(second)) > 12
    if found.raw("sep") != "/" and not found.led:
        return None
    if not (found.led or padded or found.ends_clause):
        return None
    return _ordered(found, int(first), int(second), None, now.date())


def _ordered(found: Found, first: int, second: int, year: int | None, today: date) -> Parts | None:
    table = found.language.table
    day, month = (first, second) if (table.day_first or first > 12) and second <= 12 else (second, first)
    parts = settle(found, year, month, day, today)
    other = settle(found, year, day, month, today) if day <= 12 and day != month else None
    if table.order_known or not parts or not parts.day or not other or not other.day:
        return parts
    return Parts(day=parts.day, question=_which(found, parts.day, other.day))


def _which(found: Found, one: date, other: date) -> str:
    spoken = [f"{d.day} {found.language.table.questions[f'month_{d.month}']} {d.year}" for d in (one, other)]
    return found.language.table.questions["which_day"].format(
        text=found.match[0].strip(), one=spoken[0], other=spoken[1]
    )


def day_of_month(found: Found, now: datetime) -> Parts | None:
    """The 27th: this month's if it is still to come."""
    sure = found.has("suffix") or found.has("sure") or (found.ends_clause and len(found.raw("ordinal").split()) > 1)
    if not (sure or found.led):
        return None
    day, today = _day_number(found), now.date()
    months = [divmod(today.year * 12 + today.month - 1 + n, 12) for n in range(4)]
    found_day = first_valid(((y, m + 1, day) for y, m in months), lambda d: d >= today)
    return Parts(day=found_day, weak=not (sure or found.ends_clause)) if found_day else None


def day_of_which_month(found: Found, now: datetime) -> Parts | None:
    """The 20th of next month."""
    first = shift_day(now.date().replace(day=1), Length(months=int(found.value("which") or 0)))
    return settle(found, first.year, first.month, _day_number(found), now.date())


def weekday_and_number(found: Found, now: datetime) -> Parts | None:
    """Thursday the 21st: of the month nearest to now in which that is so."""
    day, weekday, today = _day_number(found), found.value("weekday"), now.date()
    near = [divmod(today.year * 12 + today.month - 1 + n, 12) for n in (0, *range(1, 60))]
    match = first_valid(((y, m + 1, day) for y, m in near), lambda d: d.weekday() == weekday)
    return Parts(day=match) if match else None


def nth_weekday(found: Found, now: datetime) -> Parts | None:
    """The first Friday of July, the last Monday of next month; the next such day where no month is said."""
    nth, weekday, today = int(found.value("nth") or 0), int(found.value("weekday") or 0), now.date()
    if nth < 0 and not found.has("of"):
        return None
    if found.has("month"):
        month, given = found.integer("month") or 1, _year(found, today)
        options = [date(y, month, 1) for y in ([given] if given else (today.year, today.year + 1))]
        free = given is None
    else:
        start = shift_day(today.replace(day=1), Length(months=int(found.value("which") or 0)))
        options = [start, shift_day(start, Length(months=1))]
        free = not found.has("which")
    days = [day for first in options if (day := nth_of_month(first, weekday, nth))]
    fitting = [day for day in days if day >= today] if free else days[:1]
    return Parts(day=fitting[0]) if fitting else None


def nth_of_month(first: date, weekday: int, nth: int) -> date | None:
    """`nth` may be -1 for the last."""
    if nth < 0:
        last = shift_day(first, Length(months=1)) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == first.month else None


def day_word(found: Found, now: datetime) -> Parts | None:
    return Parts(day=now.date() + timedelta(days=int(found.value("day_word") or 0)))


def weekday(found: Found, now: datetime) -> Parts | None:
    """Friday, this Friday, next Friday, last Friday."""
    number, today = int(found.value("weekday") or 0), now.date()
    which = found.value("which")
    if which is None:
        doubtful = found.raw("weekday").rstrip(".") in found.language.table.doubtful
        return Parts(day=coming(number, today), weak=doubtful and not found.led)
    if which == 0:
        return Parts(day=today + timedelta(days=(number - today.weekday()) % 7))
    if which == -1:
        return Parts(day=today - timedelta(days=(today.weekday() - number - 1) % 7 + 1))
    by_week = found.language.table.next_weekday_is_next_week and which == 1
    return Parts(day=in_week(number, today, 1) if by_week else coming(number, today))


def weekday_part(found: Found, now: datetime) -> Parts | None:
    """Friday evening, where the two are one phrase."""
    number, today = int(found.value("weekday") or 0), now.date()
    return Parts(day=coming(number, today), part=PARTS[found.code("part")])


def weekday_of_week(found: Found, now: datetime) -> Parts | None:
    """Friday next week, next week on Friday."""
    return Parts(day=in_week(int(found.value("weekday") or 0), now.date(), int(found.value("which") or 0)))


def counted_weekdays(found: Found, now: datetime) -> Parts | None:
    """Two Sundays from now, Tuesday week."""
    count, today = found.integer("n") or (2 if found.has("week") else 1), now.date()
    number = int(found.value("weekday") or 0)
    if found.value("direction") == -1:
        return Parts(day=today - timedelta(days=(today.weekday() - number - 1) % 7 + 1 + 7 * (count - 1)))
    return Parts(day=coming(number, today) + timedelta(days=7 * (count - 1)))
