"""Times of day, and which of two hours a bare number means."""

from datetime import date, datetime, timedelta

from agent_core.planning.when.language import Found
from agent_core.planning.when.local import at, zone_of
from agent_core.planning.when.pieces import PARTS, Clock, DayPart, Parts

WAKING = 6  # a bare hour before this is taken as the afternoon's


def _meridiem(found: Found, name: str, hour: int) -> int | None:
    """The hour on the 24-hour clock, None where "am" or "pm" cannot stand with it."""
    code = found.code(name)
    if not code or hour > 12:
        return hour if hour <= 24 else None
    return hour % 12 + (12 if code == "pm" else 0)


def _clock(found: Found, suffix: str = "", meridiem: str = "") -> Clock | None:
    """From the groups hh, min, sec, meridiem, or hour (a word), each with this suffix."""
    said = found.integer(f"hh{suffix}") if found.has(f"hh{suffix}") else found.integer(f"hour{suffix}")
    marker = meridiem or f"meridiem{suffix}"
    hour = None if said is None else _meridiem(found, marker, said)
    if said is None or hour is None:
        return None
    digital = found.has(f"min{suffix}") and not found.language.table.clock_12
    fixed = found.has(marker) or said > 12 or said == 0 or digital or found.raw(f"hh{suffix}").startswith("0")
    minute, second = (int(found.raw(f"{name}{suffix}") or 0) for name in ("min", "sec"))
    return Clock(hour=hour, minute=minute, second=second, fixed=fixed)


def clock(found: Found, now: datetime) -> Parts | None:
    value = _clock(found)
    return Parts(clock=value) if value else None


def weak_clock(found: Found, now: datetime) -> Parts | None:
    """A number that is an hour only beside a day or a part of it."""
    value = _clock(found)
    return Parts(clock=value, weak=True, bare=not found.has("lead")) if value and not found.labelled else None


def clock_range(found: Found, now: datetime) -> Parts | None:
    """From 2 to 4 pm: the second one's half of the day holds for the first where that comes out in order."""
    end = _clock(found, "2")
    start = _clock(found)
    if start is None or end is None:
        return None
    if found.has("meridiem2") and not found.has("meridiem"):
        shared = _clock(found, meridiem="meridiem2")
        start = shared if shared and _minutes(shared) < _minutes(end) else _as_fixed(start)
    elif not end.fixed and _minutes(end) <= _minutes(start) and end.hour < 12:
        end = Clock(hour=end.hour + 12, minute=end.minute, fixed=True)
    return Parts(clock=start, clock_to=end)


def _as_fixed(clock: Clock) -> Clock:
    return Clock(hour=clock.hour, minute=clock.minute, fixed=True)


def _minutes(clock: Clock) -> int:
    return clock.hour * 60 + clock.minute


def clock_past(found: Found, now: datetime) -> Parts | None:
    """Half past two, quarter to six, halb drei: `n` or `fraction_minutes` added to, or taken from, an hour."""
    minutes = found.integer("past_word") if found.has("past_word") else found.integer("n")
    hour = found.integer("hh") if found.has("hh") else found.integer("hour")
    if minutes is None or hour is None or not 0 < abs(minutes) < 60:
        return None
    shifted = _meridiem(found, "meridiem", hour)
    if shifted is None:
        return None
    total = shifted * 60 + minutes * int(found.value("past_to") or 1)
    fixed = found.has("meridiem") or hour > 12
    total = total % 1440 if fixed else (total - 1) % 720 + 1 if total != 720 else total
    return Parts(clock=Clock(hour=total // 60, minute=total % 60, fixed=fixed))


def noon(found: Found, now: datetime) -> Parts | None:
    return Parts(clock=Clock(hour=int(found.value("clock_word") or 0), fixed=True))


def now_word(found: Found, now: datetime) -> Parts | None:
    return Parts(instant=now)


def day_part(found: Found, now: datetime) -> Parts | None:
    """In the morning, this evening, at night; a bare "morning" needs a neighbour."""
    part = PARTS[found.code("part")]
    if found.has("this"):
        return Parts(day=now.date(), part=part)
    return Parts(part=part, weak=not found.has("sure"))


def day_and_part(found: Found, now: datetime) -> Parts | None:
    """Tonight, and such words of one day and one part."""
    days, _, part = found.code("day_part").partition(" ")
    return Parts(day=now.date() + timedelta(days=int(days)), part=PARTS[part])


def working(clock: Clock) -> Clock:
    """A bare hour at the start of a range: of the day rather than of the night, and not of the evening."""
    hour = clock.hour + 12 if clock.hour < WAKING else clock.hour
    return Clock(hour=hour, minute=clock.minute, second=clock.second, fixed=True)


def place(clock: Clock, part: DayPart | None, day: date | None, now: datetime) -> tuple[datetime, bool]:
    """The instant meant, and whether it might as well be twelve hours off."""
    zone = zone_of(now)

    def on(day: date, hour: int) -> datetime:
        return at(day, hour, clock.minute, clock.second, zone)

    hour = clock.hour if part is None or clock.fixed else part.hour(clock.hour)
    if clock.fixed or part is not None:
        options = [on(now.date(), hour), on(now.date() + timedelta(days=1), hour)]
        return (
            (on(day, hour), False)
            if day is not None
            else (next(o for o in options if o > now or o is options[1]), False)
        )
    if day is None or day == now.date():
        return _next(clock, day, now), False
    afternoon = clock.hour < WAKING
    return on(day, clock.hour + 12 * afternoon), clock.hour == WAKING


def _next(clock: Clock, day: date | None, now: datetime) -> datetime:
    """The next time a twelve-hour clock shows this, not at night unless nothing else is left of the day."""
    zone = zone_of(now)
    hours = [clock.hour] if clock.hour == 12 else [clock.hour, clock.hour + 12]
    days = [now.date()] if day else [now.date(), now.date() + timedelta(days=1)]
    options = [at(d, h, clock.minute, clock.second, zone) for d in days for h in hours]
    ahead = [option for option in options if option > now]
    awake = [option for option in ahead if option.hour >= WAKING]
    return (awake or ahead or options)[0]
