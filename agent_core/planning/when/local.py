"""Arithmetic on wall-clock time in a zone."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from agent_core.planning.when.pieces import Length


def at(day: date, hour: int, minute: int, second: int, zone: tzinfo) -> datetime:
    """The instant at which a clock on the wall shows this; a time that a clock change skips moves forward by the gap.

    `hour` may be 24 or more, which is the next day.
    """
    days, hour = divmod(hour, 24)
    wall = datetime.combine(day + timedelta(days=days), time(hour, minute, second), zone)
    return wall.astimezone(UTC).astimezone(zone)


def zone_of(now: datetime) -> tzinfo:
    """The person's zone. Raises ValueError for a naive `now`, which would mean the server's."""
    if now.tzinfo is None:
        raise ValueError("`now` needs a time zone")
    return now.tzinfo


def midnight(day: date, zone: tzinfo) -> datetime:
    return at(day, 0, 0, 0, zone)


def shift_day(day: date, length: Length) -> date:
    """Later by the months, days and working days of `length`; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + length.months, 12)
    day = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) + timedelta(days=length.days)
    return _shift_workdays(day, length.workdays)


def shift(now: datetime, length: Length) -> datetime:
    """Whole days keep the wall clock; hours and less are elapsed time."""
    zone = zone_of(now)
    day = shift_day(now.date(), length)
    wall = datetime.combine(day, now.time(), zone)
    return (wall.astimezone(UTC) + timedelta(seconds=length.seconds)).astimezone(zone)


def _shift_workdays(day: date, count: int) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        if day.weekday() < 5:
            count -= 1 if step.days > 0 else -1
    return day
