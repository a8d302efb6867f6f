"""Turning a group of pieces into a span."""

from collections.abc import Set
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from agent_core.planning.when.assemble import Group
from agent_core.planning.when.language import Language
from agent_core.planning.when.local import at, midnight, shift, zone_of
from agent_core.planning.when.pieces import Clock, DayPart, Length, Parts, Repeat
from agent_core.planning.when.recurrence import completed, first_time
from agent_core.planning.when.span import Bound, Kind, WhenSpan
from agent_core.planning.when.times import place, working

_EMPTY = WhenSpan(start=0, end=0, text="", kind="date")


def resolve(found: Group, text: str, folded: str, now: datetime, language: Language) -> WhenSpan | None:
    """The span, with the prepositions in front of it taken in."""
    lead = language.lead.search(folded[max(0, found.start - 24) : found.start])
    start = found.start - len(lead[0]) if lead else found.start
    words = {folded[start : found.end].split()[0]} | found.between
    shell = WhenSpan(
        start=start,
        end=found.end,
        text=text[start : found.end],
        kind="date",
        bound="" if found.last or found.parts.clock_to else _bound(words, language),
        duration=found.parts.length.exact if found.parts.length else None,
        ambiguous=found.parts.question,
    )
    return _timed(shell, found, now, language)


def _bound(words: Set[str], language: Language) -> Bound:
    if words & language.table.before:
        return "before"
    return "after" if words & language.table.after else ""


def _timed(shell: WhenSpan, found: Group, now: datetime, language: Language) -> WhenSpan:
    parts = found.parts
    if parts.repeat is not None:
        return _recurring(shell, found, parts.repeat, now, language)
    if found.last is not None:
        return _day_range(shell, parts, found.last, now, language)
    if parts.instant is not None:
        return _with_length(replace(shell, kind="datetime", start_at=parts.instant, has_time=True), parts)
    if parts.clock is not None:
        return _clocked(shell, parts, parts.clock, now, language)
    if parts.part is not None:
        return _in_part(shell, parts, parts.part, now)
    return _whole_days(shell, parts, now)


def _with_length(span: WhenSpan, parts: Parts) -> WhenSpan:
    """The end that follows from "for two hours"."""
    if parts.length is None or span.start_at is None or span.end_at is not None:
        return span
    return replace(span, end_at=shift(span.start_at, parts.length))


def _day_of(parts: Parts) -> date | None:
    if parts.day is None and parts.period is not None:
        return parts.period[0]
    return parts.day


def _clocked(shell: WhenSpan, parts: Parts, clock: Clock, now: datetime, language: Language) -> WhenSpan:
    day = _day_of(parts)
    if parts.clock_to is not None and parts.part is None and not clock.fixed:
        clock = working(clock)
    start, unsure = place(clock, parts.part, day, now)
    question = shell.ambiguous
    if unsure and question is None and parts.clock_to is None:
        question = language.table.questions["which_half"].format(hour=clock.hour)
    kind: Kind = "datetime" if day else "time"
    span = replace(shell, kind=kind, start_at=start, has_time=True, ambiguous=question)
    if parts.clock_to is None:
        return _with_length(span, parts)
    return replace(span, kind="range", end_at=_end(parts.clock_to, start, now))


def _end(clock: Clock, start: datetime, now: datetime) -> datetime:
    """The first time after `start` at which the second clock time comes."""
    hours = [clock.hour] if clock.fixed else [clock.hour, clock.hour + 12]
    days = [start.date(), start.date() + timedelta(days=1)]
    options = [at(day, hour, clock.minute, clock.second, zone_of(now)) for day in days for hour in hours]
    return next(option for option in options if option > start)


def _in_part(shell: WhenSpan, parts: Parts, part: DayPart, now: datetime) -> WhenSpan:
    """Tomorrow morning; without a day the next one that is not over."""
    zone = zone_of(now)
    given = _day_of(parts)
    day = given or now.date()
    if given is None and at(day, part.until, 0, 0, zone) <= now:
        day += timedelta(days=1)
    start, end = (at(day, hour, 0, 0, zone) for hour in (part.start, part.until))
    if start < now < end:
        start = now
    kind: Kind = "datetime" if given else "time"
    return replace(shell, kind=kind, start_at=start, end_at=end, has_time=True)


def _whole_days(shell: WhenSpan, parts: Parts, now: datetime) -> WhenSpan:
    zone = zone_of(now)
    if parts.period is not None:
        start, end = (midnight(day, zone) for day in parts.period)
        return replace(shell, kind="range", start_at=start, end_at=end)
    if parts.day is not None:
        return _with_days(replace(shell, start_at=midnight(parts.day, zone)), parts)
    return replace(shell, kind="duration") if parts.length is not None else shell


def _with_days(span: WhenSpan, parts: Parts) -> WhenSpan:
    """Whole days end; hours beside a bare date do not, as their start is not known."""
    whole = parts.length is not None and not parts.length.seconds
    return replace(_with_length(span, parts), kind="range") if whole else span


def _day_range(shell: WhenSpan, first: Parts, last: Parts, now: datetime, language: Language) -> WhenSpan:
    """From Monday to Friday, last day included; with clock times, from the one to the other."""
    one = _timed(shell, Group(0, 0, first), now, language)
    other = _timed(shell, Group(0, 0, last), max(now, one.start_at or now), language)
    start, end = one.start_at, _inclusive(other)
    if start is not None and end is not None and end <= start:
        end = end + timedelta(days=7) if first.day and last.day and start - end < timedelta(days=7) else end
    timed = one.has_time or other.has_time
    return replace(shell, kind="range", start_at=start, end_at=end, has_time=timed)


def _inclusive(span: WhenSpan) -> datetime | None:
    if span.kind == "date" and span.start_at is not None:
        return shift(span.start_at, Length(days=1))
    return span.end_at if span.kind == "range" else span.start_at


def _recurring(shell: WhenSpan, found: Group, said: Repeat, now: datetime, language: Language) -> WhenSpan:
    parts = found.parts
    repeat = completed(said, parts.day)
    start = first_time(repeat, parts, now)
    rule, duration = repeat.rule(), parts.length
    until = _until(found, start, now, language)
    if until is not None:
        rule += f";UNTIL={until.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        duration = duration if found.last else None
    timed = parts.clock is not None or parts.part is not None or repeat.freq in ("HOURLY", "MINUTELY")
    span = replace(shell, kind="recurrence", start_at=start, rrule=rule, has_time=timed)
    if parts.clock_to is not None:
        end = _end(parts.clock_to, start, now)
        return replace(span, end_at=end, duration=end - start)
    return replace(span, duration=duration.exact if duration else None)


def _until(found: Group, start: datetime, now: datetime, language: Language) -> datetime | None:
    """The end of "every day until Friday" and "every day for two weeks"."""
    second = timedelta(seconds=1)
    if found.last is not None:
        last = _inclusive(_timed(_EMPTY, Group(0, 0, found.last), now, language))
        return last - second if last else None
    length = found.parts.length
    return shift(start, length) - second if length and length.exact >= timedelta(days=1) else None
