"""How often: rules of RFC 5545 and their first time."""

from datetime import date, datetime, time, timedelta
from typing import get_args

from agent_core.planning.when.language import Found, key
from agent_core.planning.when.local import at, zone_of
from agent_core.planning.when.pieces import PARTS, Clock, Frequency, Parts, Repeat
from agent_core.planning.when.times import place

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = DAYS[:5]
_FREQUENCIES: dict[str, Frequency] = dict(
    zip(("minute", "hour", "day", "week", "month", "year"), get_args(Frequency), strict=True)
)


def every_unit(found: Found, now: datetime) -> Parts | None:
    """Every day, every 2 weeks, every other month, every weekday."""
    unit = found.code("unit")
    if unit == "workday":
        return Parts(repeat=Repeat(freq="WEEKLY", by_day=WORKDAYS))
    if unit not in _FREQUENCIES:
        return None
    return Parts(repeat=Repeat(freq=_FREQUENCIES[unit], interval=_interval(found)))


def _interval(found: Found) -> int:
    return 2 if found.has("other") else found.integer("n") or found.integer("ordinal") or 1


def every_weekday(found: Found, now: datetime) -> Parts | None:
    """Every Monday and Thursday, every other Friday, on Tuesdays."""
    names = found.language.words["weekday"]
    words = found.raw("list").replace(",", " ").split()
    days = {int(names[word]) for raw in words if (word := _singular(key(raw), found)) in names}
    if not days:
        return None
    return Parts(repeat=Repeat(freq="WEEKLY", interval=_interval(found), by_day=tuple(DAYS[d] for d in sorted(days))))


def _singular(word: str, found: Found) -> str:
    names = found.language.words["weekday"]
    return word if word in names or not word.endswith("s") else word[:-1]


def every_nth_weekday(found: Found, now: datetime) -> Parts | None:
    """Every first Monday of the month."""
    name = f"{int(found.value('nth') or 1)}{DAYS[int(found.value('weekday') or 0)]}"
    return Parts(repeat=Repeat(freq="MONTHLY", by_day=(name,)))


def every_day_of_month(found: Found, now: datetime) -> Parts | None:
    """Every 15th of the month, the last day of every month."""
    day = -1 if found.has("last") else found.integer("d") or found.integer("ordinal") or 0
    return Parts(repeat=Repeat(freq="MONTHLY", by_month_day=(day,))) if -1 <= day <= 31 and day else None


def every_date(found: Found, now: datetime) -> Parts | None:
    """Every 3 May."""
    day, month = found.integer("d") or found.integer("ordinal") or 0, found.integer("month") or 0
    return Parts(repeat=Repeat(freq="YEARLY", by_month=(month,), by_month_day=(day,))) if 1 <= day <= 31 else None


def every_part(found: Found, now: datetime) -> Parts | None:
    """Every morning."""
    return Parts(repeat=Repeat(freq="DAILY"), part=PARTS[found.code("part")])


def every_weekday_part(found: Found, now: datetime) -> Parts | None:
    """Every Monday morning."""
    repeat = every_weekday(found, now)
    return repeat and repeat.joined(Parts(part=PARTS[found.code("part")]))


def weekend_days(found: Found, now: datetime) -> Parts | None:
    return Parts(repeat=Repeat(freq="WEEKLY", by_day=("SA", "SU")))


def adverb(found: Found, now: datetime) -> Parts | None:
    """Daily, weekly, yearly."""
    code = found.code("often")
    if code == "workday":
        return Parts(repeat=Repeat(freq="WEEKLY", by_day=WORKDAYS))
    return Parts(repeat=Repeat(freq=_FREQUENCIES[code.rstrip("2")], interval=2 if code.endswith("2") else 1))


def completed(repeat: Repeat, day: date | None) -> Repeat:
    """ "Every month" beside "the 3rd" is every month on the 3rd."""
    if day is None or repeat.by_day or repeat.by_month_day:
        return repeat
    by = {
        "WEEKLY": Repeat(freq="WEEKLY", interval=repeat.interval, by_day=(DAYS[day.weekday()],)),
        "MONTHLY": Repeat(freq="MONTHLY", interval=repeat.interval, by_month_day=(day.day,)),
        "YEARLY": Repeat(freq="YEARLY", interval=repeat.interval, by_month=(day.month,), by_month_day=(day.day,)),
    }
    return by.get(repeat.freq, repeat)


def first_time(repeat: Repeat, parts: Parts, now: datetime) -> datetime:
    """The first occurrence that is still to come, at the clock time or part of the day that stands beside it."""
    if repeat.freq in ("MINUTELY", "HOURLY"):
        return now + timedelta(minutes=repeat.interval * (60 if repeat.freq == "HOURLY" else 1))
    clock = parts.clock or (Clock(hour=parts.part.start, fixed=True) if parts.part else None)
    start = max(now.date(), parts.day or now.date())
    zone = zone_of(now)
    days = _days(repeat, start)
    if clock is None:
        return at(days[0], 0, 0, 0, zone)
    instants = [place(clock, parts.part, day, _noon_before(now))[0] for day in days]
    return next((instant for instant in instants if instant > now), instants[-1])


def _noon_before(now: datetime) -> datetime:
    """A moment that is on no day of the recurrence, so that the time of day does not depend on when it is said."""
    return now - timedelta(days=400)


def _days(repeat: Repeat, start: date) -> list[date]:
    from dateutil.rrule import rrulestr  # imported when first used: 10 ms

    rule = Repeat(freq=repeat.freq, by_day=repeat.by_day, by_month_day=repeat.by_month_day, by_month=repeat.by_month)
    found = rrulestr(rule.rule() + ";COUNT=2", dtstart=datetime.combine(start, time()))
    return [instant.date() for instant in found]
