"""The best free times: within working hours, clear of events, scored by what matters for the priority."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from capabilities.planner.schemas import Priority, Slot

GRID = timedelta(minutes=15)
BREATH = timedelta(minutes=10)  # between two events
USABLE = timedelta(minutes=30)  # a shorter rest of a gap is lost
SLOTS, PER_DAY = 5, 2
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Span = tuple[datetime, datetime]

# how much each thing counts: being soon, leaving usable gaps, lying at a good hour
WEIGHTS: dict[Priority, tuple[float, float, float]] = {
    "high": (0.7, 0.1, 0.2),
    "medium": (0.35, 0.3, 0.35),
    "low": (0.1, 0.5, 0.4),
}


class PlannerSettings(BaseModel):
    """`AGENTIC_PLANNER_<NAME>`"""

    work_start: time = Field(default=time(9), description="when the working day begins")
    work_end: time = Field(default=time(18), description="when the working day ends, later than its begin")
    work_days: str = Field(default="mon,tue,wed,thu,fri", description="working days, separated by commas")

    @field_validator("work_days")
    @classmethod
    def _known_days(cls, value: str) -> str:
        days = [day.strip().lower()[:3] for day in value.split(",")]
        if unknown := [day for day in days if day not in DAYS]:
            raise ValueError(f"{unknown[0]!r} is not a day; use {', '.join(DAYS)}")
        return ",".join(days)

    @field_validator("work_end")
    @classmethod
    def _after_start(cls, value: time, info: ValidationInfo) -> time:
        if "work_start" in info.data and value <= info.data["work_start"]:
            raise ValueError("it must be later than work_start")
        return value

    def works_on(self, day: datetime) -> bool:
        return DAYS[day.weekday()] in self.work_days.split(",")


@dataclass(frozen=True)
class Wish:
    duration: timedelta
    earliest: datetime
    latest: datetime
    priority: Priority
    zone: tzinfo


def suggest(wish: Wish, busy: Sequence[Span], hours: PlannerSettings) -> list[Slot]:
    """Up to five slots, best first, that overlap neither each other nor `busy`."""
    edges = {edge for span in busy for edge in span}
    found = [
        _scored(wish, start, gap, edges)
        for gap in _gaps(_working_times(wish, hours), sorted(busy))
        for start in _starts(gap, wish.duration, wish.zone)
    ]
    return _varied(sorted(found, key=lambda slot: (-slot.score, slot.start)), wish.zone)


def _working_times(wish: Wish, hours: PlannerSettings) -> Iterator[Span]:
    """The working hours of each day, cut to what was asked."""
    day = wish.earliest.astimezone(wish.zone)
    while day.date() <= wish.latest.astimezone(wish.zone).date():
        begin, end = (datetime.combine(day.date(), clock, wish.zone) for clock in (hours.work_start, hours.work_end))
        span = max(begin.astimezone(UTC), wish.earliest), min(end.astimezone(UTC), wish.latest)
        if hours.works_on(day) and span[0] < span[1]:
            yield span
        day += timedelta(days=1)


def _gaps(times: Iterator[Span], busy: Sequence[Span]) -> Iterator[Span]:
    for start, end in times:
        free = start
        for taken_from, taken_until in busy:
            if taken_until <= free or taken_from >= end:
                continue
            if taken_from > free:
                yield free, taken_from
            free = taken_until
        if free < end:
            yield free, end


def _starts(gap: Span, duration: timedelta, zone: tzinfo) -> Iterator[datetime]:
    """Quarter hours on the local clock, so that nobody is asked to meet at 10:07."""
    start, end = gap
    local = start.astimezone(zone)
    past = timedelta(minutes=local.minute % 15, seconds=local.second, microseconds=local.microsecond)
    moment = start + (GRID - past if past else past)
    while moment + duration <= end:
        yield moment
        moment += GRID


def _scored(wish: Wish, start: datetime, gap: Span, edges: Set[datetime]) -> Slot:
    end = start + wish.duration
    soon = 1 - (start - wish.earliest) / (wish.latest - wish.earliest)
    local = start.astimezone(wish.zone)
    fit, hour = _fit(start - gap[0], gap[1] - end), _hour(local, end.astimezone(wish.zone))
    rests = {gap[0]: start - gap[0], gap[1]: gap[1] - end}
    crowded = any(edge in edges and rest < BREATH for edge, rest in rests.items())
    weights = WEIGHTS[wish.priority]
    score = sum(weight * value for weight, value in zip(weights, (soon, fit, hour), strict=True))
    reason = _reason(soon, fit, local, crowded)
    return Slot(start=start, end=end, score=round(max(0.0, score - 0.1 * crowded), 3), reason=reason)


def _fit(before: timedelta, after: timedelta) -> float:
    """1 when nothing of the gap is lost; a rest that is too short to use counts against it."""
    lost = sum(timedelta() < rest < USABLE for rest in (before, after))
    touching = timedelta() in (before, after)
    return max(0.0, (1.0 if touching else 0.7) - 0.4 * lost)


def _hour(start: datetime, end: datetime) -> float:
    """Mid-morning is best, then the afternoon; lunch is worst."""
    if start.time() < time(13) and end.time() > time(12):
        return 0.1
    if time(9, 30) <= start.time() < time(12):
        return 1.0
    return 0.8 if start.time() < time(16) else 0.5


def _reason(soon: float, fit: float, local: datetime, crowded: bool) -> str:
    parts = [
        "early in the time you gave" if soon >= 0.8 else "",
        "in the morning" if local.hour < 12 else "in the afternoon" if local.hour >= 13 else "around noon",
        "leaves the rest of the day in one piece" if fit >= 1 else "leaves a short gap" if fit < 0.5 else "",
        "right next to another event" if crowded else "clear of other events",
    ]
    return ", ".join(part for part in parts if part)


def _varied(slots: Sequence[Slot], zone: tzinfo) -> list[Slot]:
    chosen: list[Slot] = []
    for slot in slots:
        apart = all(slot.end <= other.start or slot.start >= other.end for other in chosen)
        same_day = [other for other in chosen if _day(other, zone) == _day(slot, zone)]
        if apart and len(same_day) < PER_DAY and len(chosen) < SLOTS:
            chosen.append(slot)
    return chosen


def _day(slot: Slot, zone: tzinfo) -> str:
    return slot.start.astimezone(zone).date().isoformat()
