"""Weeks, weekends, months, years, and their edges."""

from datetime import date, datetime, timedelta

from agent_core.planning.when.dates import coming, full_year
from agent_core.planning.when.language import Found
from agent_core.planning.when.local import shift_day
from agent_core.planning.when.pieces import Clock, Length, Parts

Span = tuple[date, date]
END_OF_DAY = Clock(hour=23, minute=59, second=59, fixed=True)


def week(today: date, which: int) -> Span:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=which)
    return monday, monday + timedelta(days=7)


def weekend(today: date, which: int) -> Span:
    monday = week(today, which)[0]
    return monday + timedelta(days=5), monday + timedelta(days=7)


def month(today: date, which: int) -> Span:
    first = shift_day(today.replace(day=1), Length(months=which))
    return first, shift_day(first, Length(months=1))


def year(today: date, which: int) -> Span:
    return date(today.year + which, 1, 1), date(today.year + which + 1, 1, 1)


PERIODS = {"week": week, "weekend": weekend, "month": month, "year": year}


def which_period(found: Found, now: datetime) -> Parts | None:
    """Next week, this month, the weekend."""
    return Parts(period=PERIODS[found.code("period")](now.date(), _ahead(found)))


def _ahead(found: Found) -> int:
    """How many periods from now; the coming one is the next."""
    if found.has("after_next"):
        return 2
    return min(1, int(found.value("which") or 0))


def named_month(found: Found, now: datetime) -> Parts | None:
    """In May, next December, June 2027."""
    word, which = found.raw("month").rstrip("."), found.value("which")
    doubtful = word in found.language.table.doubtful
    if doubtful and not (found.led or found.has("lead") or which is not None or found.has("yyyy")):
        return None
    return Parts(period=_month_span(found, now.date()))


def _month_span(found: Found, today: date) -> Span:
    number, which = found.integer("month") or 1, int(found.value("which") or 0)
    passed = number < today.month
    if found.has("yyyy"):
        first = date(full_year(found.raw("yyyy"), today), number, 1)
    elif which == -1:
        first = date(today.year - (number >= today.month), number, 1)
    else:
        ahead = which == 1 and number == today.month
        first = date(today.year + (passed or ahead), number, 1)
    return first, shift_day(first, Length(months=1))


def named_year(found: Found, now: datetime) -> Parts | None:
    number = int(found.raw("yyyy"))
    return Parts(period=(date(number, 1, 1), date(number + 1, 1, 1)))


def edge(found: Found, now: datetime) -> Parts | None:
    """The end of the month, beginning of next week, end of tomorrow."""
    side = found.code("edge")
    day = _single_day(found, now.date())
    if day is not None:
        return Parts(day=day, clock=END_OF_DAY) if side == "end" else None
    start, end = _edged_period(found, now.date())
    middle = start + (end - start) // 2
    return Parts(day={"start": start, "middle": middle, "end": end - timedelta(days=1)}[side])


def _single_day(found: Found, today: date) -> date | None:
    if found.has("weekday"):
        return coming(int(found.value("weekday") or 0), today)
    if found.has("day_word"):
        return today + timedelta(days=int(found.value("day_word") or 0))
    return today if found.has("day") else None


def _edged_period(found: Found, today: date) -> Span:
    if found.has("month"):
        return _month_span(found, today)
    return PERIODS[found.code("period")](today, _ahead(found))


def end_word(found: Found, now: datetime) -> Parts | None:
    """eod, eom: words that hold it all."""
    period = found.code("end_word")
    if period == "day":
        return Parts(day=now.date(), clock=END_OF_DAY)
    return Parts(day=PERIODS[period](now.date(), 0)[1] - timedelta(days=1))


def days_of_month(found: Found, now: datetime) -> Parts | None:
    """3 to 7 May."""
    today, number = now.date(), found.integer("month") or 1
    first, last = found.integer("d") or 0, found.integer("d2") or 0
    given = full_year(found.raw("yyyy"), today) if found.has("yyyy") else None
    for candidate in [given] if given else [today.year, today.year + 1]:
        try:
            span = date(candidate, number, first), date(candidate, number, last)
        except ValueError:
            continue
        if span[0] <= span[1] and (given or span[1] >= today):
            return Parts(period=(span[0], span[1] + timedelta(days=1)))
    return None
