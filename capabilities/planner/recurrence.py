"""Repetition by RFC 5545 rules, counted on the person's own clock so that 09:00 stays 09:00 across DST."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice, pairwise

from dateutil.rrule import rrule, rrulestr

from agent_core.errors import InvalidInput

HORIZON = timedelta(days=365 * 10)  # a rule with nothing in ten years counts as ended; it bounds the search too
SHORTEST = timedelta(minutes=5)
MOST = 1000
PERIODS = {"MINUTELY": timedelta(minutes=1), "HOURLY": timedelta(hours=1)}
FREQUENCIES = ("MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PLAIN_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}


def normal(recurrence: str | None) -> str | None:
    """The rule in capitals without its prefix; None for an empty one. Raises InvalidInput."""
    if not recurrence:
        return None
    rule = re.sub(r"\s", "", recurrence.upper()).removeprefix("RRULE:")
    try:
        _check(_parts(rule))
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidInput(
            f"{recurrence!r} is not a usable repetition rule ({error}). Use one such as FREQ=WEEKLY;BYDAY=MO."
        ) from None
    return rule


def _check(parts: dict[str, str]) -> None:
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValueError("FREQ must be one of " + ", ".join(FREQUENCIES))
    if any(not 1 <= int(parts.get(name, "1")) <= MOST for name in ("INTERVAL", "COUNT")):
        raise ValueError(f"INTERVAL and COUNT must be 1 to {MOST}")
    if parts["FREQ"] == "MINUTELY" and not set(parts) <= PLAIN_PARTS:
        raise ValueError("with MINUTELY only INTERVAL, COUNT and UNTIL can be used")
    sample = list(islice(_rule(parts, datetime(2000, 1, 1), datetime(2001, 1, 1), UTC), 50))
    if any(second - first < SHORTEST for first, second in pairwise(sample)):
        raise ValueError("something can repeat every five minutes at most")


def next_after(recurrence: str, anchor: datetime, zone: tzinfo, after: datetime) -> datetime | None:
    """The first occurrence later than `after`, in UTC; None when the rule has ended.

    `anchor` is where the rule counts from (DTSTART). Rules of hours or minutes alone count real time, all others the
    wall clock of `zone`.
    """
    parts = _parts(recurrence)
    real_time = parts["FREQ"] in PERIODS and set(parts) <= PLAIN_PARTS
    clock = UTC if real_time else zone
    first = anchor.astimezone(clock)
    if real_time and "COUNT" not in parts:
        first += max(timedelta(), (after - first) // _interval(parts) * _interval(parts))
    return next((moment for moment in _occurrences(parts, first, after, clock) if moment > after), None)


def first_from(recurrence: str, anchor: datetime, zone: tzinfo, since: datetime) -> datetime:
    """The first occurrence at or after `since`. Raises InvalidInput when there is none."""
    found = next_after(recurrence, anchor, zone, since - timedelta(milliseconds=1))
    if found is None:
        raise InvalidInput(f"The repetition {recurrence} has no time after this one: change its end or its days.")
    return found


def _occurrences(parts: dict[str, str], anchor: datetime, after: datetime, clock: tzinfo) -> Iterator[datetime]:
    start = anchor.replace(tzinfo=None)
    horizon = max(start, after.astimezone(clock).replace(tzinfo=None)) + HORIZON
    found = _rule(parts, start, horizon, clock)
    counted = islice(found, int(parts["COUNT"])) if "COUNT" in parts else iter(found)
    return (local.replace(tzinfo=clock).astimezone(UTC) for local in counted)


def _rule(parts: dict[str, str], start: datetime, horizon: datetime, clock: tzinfo) -> rrule:
    """COUNT is left to the caller: dateutil would search up to the year 9999 for the last one."""
    own = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    rule = rrulestr(";".join(f"{name}={value}" for name, value in own.items()), dtstart=start)
    until = _until(parts["UNTIL"], clock) if "UNTIL" in parts else horizon
    if not isinstance(rule, rrule):
        raise TypeError("give one rule only")
    return rule.replace(until=min(until, horizon))


def _until(value: str, clock: tzinfo) -> datetime:
    """On the clock of the rule; a date alone includes that day."""
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d") + timedelta(days=1, seconds=-1)
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(clock).replace(tzinfo=None)
    return datetime.strptime(value, "%Y%m%dT%H%M%S")


def _interval(parts: dict[str, str]) -> timedelta:
    return PERIODS[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))


def _parts(rule: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in rule.split(";") if part]
    return {name: value for name, _, value in pairs}
