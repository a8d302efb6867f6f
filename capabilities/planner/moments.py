"""Instants, days and how they are said."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from agent_core.contract import Call
from agent_core.errors import InvalidInput

EARLIEST, LATEST = 2000, 2200  # years; outside of them a date is a slip, and repetitions would take ages to count


def stamp(moment: datetime) -> datetime:
    """UTC, in whole milliseconds as the database keeps them."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def meant(call: Call, moment: datetime) -> datetime:
    """What the person meant, in UTC and whole seconds: without an offset it is a time on their own clock."""
    if not EARLIEST <= moment.year < LATEST:
        raise InvalidInput(f"The year {moment.year} is out of range: use a date between {EARLIEST} and {LATEST}.")
    local = moment if moment.tzinfo else moment.replace(tzinfo=call.zone)
    return local.astimezone(UTC).replace(microsecond=0)


def spoken(moment: datetime, zone: tzinfo) -> str:
    """`Sunday 22 November 2026 at 09:00`"""
    local = moment.astimezone(zone)
    return f"{spoken_day(local)} at {local:%H:%M}"


def spoken_day(local: datetime) -> str:
    return f"{local:%A} {local.day} {local:%B} {local.year}"


def spoken_span(start: datetime, end: datetime, zone: tzinfo) -> str:
    """`Sunday 22 November 2026 at 09:00–10:00`, with both days where they differ"""
    first, last = start.astimezone(zone), end.astimezone(zone)
    if first.date() == last.date():
        return f"{spoken(first, zone)}–{last:%H:%M}"
    return f"{spoken(first, zone)} to {spoken(last, zone)}"


def day_of(moment: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The local midnights around `moment`, in UTC; 23 to 25 hours apart."""
    start = moment.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    following = (start.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=zone)
    return start.astimezone(UTC), following.astimezone(UTC)


def at_nine(call: Call) -> datetime:
    """Nine o'clock today: when things come up that have a day but no time."""
    return call.now.replace(hour=9, minute=0, second=0, microsecond=0).astimezone(UTC)


def zone_name(call: Call) -> str:
    """An IANA name, or an offset such as `+02:00` where the zone has no name."""
    key: str | None = getattr(call.zone, "key", None)
    return key or f"{call.now:%z}"


def zone_called(name: str) -> tzinfo:
    """The reverse of `zone_name`."""
    if name[:1] not in "+-":
        return ZoneInfo(name)
    offset = datetime.strptime(name, "%z").utcoffset()
    return timezone(offset or timedelta())
