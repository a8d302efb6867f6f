"""What the rows of a span come to. Nothing but counting: the same rows always give the same figures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from capabilities.activity.records import Row
from capabilities.activity.spans import Span

MOST_TOPICS = 25
LEAST = 2  # messages that a topic is in


@dataclass(frozen=True)
class Totals:
    messages: int = 0
    characters: int = 0
    active: int = 0  # people who wrote
    joined: int = 0
    left: int = 0
    subscribed: int = 0
    unsubscribed: int = 0

    @property
    def length(self) -> float:
        """Characters of a message on average."""
        return self.characters / self.messages if self.messages else 0.0


@dataclass(frozen=True)
class Day:
    date: date
    totals: Totals


@dataclass(frozen=True)
class Member:
    """One who wrote. `hour` is the one in which they wrote most; the earliest of several."""

    member: str
    messages: int
    characters: int
    days: int
    hour: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Topic:
    word: str
    messages: int
    people: int


@dataclass(frozen=True)
class Figures:
    span: Span
    totals: Totals
    before: Totals  # of the span of the same length right before
    days: Sequence[Day]  # every day of the span
    hours: Mapping[tuple[int, int], int]  # (weekday from Monday 0, hour) → messages
    members: Sequence[Member]  # those who wrote most first
    topics: Sequence[Topic]

    def at_hour(self, hour: int) -> int:
        return sum(self.hours.get((weekday, hour), 0) for weekday in range(7))

    @property
    def busiest_hour(self) -> int | None:
        return max(range(24), key=lambda hour: (self.at_hour(hour), -hour)) if self.totals.messages else None

    @property
    def busiest_day(self) -> Day | None:
        return max(self.days, key=lambda day: day.totals.messages) if self.totals.messages else None


def figures_of(rows: Iterable[Row], before: Iterable[Row], span: Span, zone: tzinfo) -> Figures:
    """`rows` are those of the span, `before` those of the span before it; both in any order."""
    rows = sorted(rows, key=lambda row: (row.at, row.id))
    messages = [row for row in rows if row.kind == "message"]
    return Figures(
        span=span,
        totals=totals_of(rows),
        before=totals_of(before),
        days=days_of(rows, span, zone),
        hours=Counter((local.weekday(), local.hour) for local in (row.at.astimezone(zone) for row in messages)),
        members=_members(messages, zone),
        topics=topics_of(messages),
    )


def days_of(rows: Iterable[Row], span: Span, zone: tzinfo) -> list[Day]:
    """Every day of the span, also those on which nothing happened."""
    by_day: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        by_day[row.at.astimezone(zone).date()].append(row)
    return [Day(day, totals_of(by_day.get(day, ()))) for day in span.dates()]


def totals_of(rows: Iterable[Row]) -> Totals:
    rows = list(rows)
    kinds, messages = Counter(row.kind for row in rows), [row for row in rows if row.kind == "message"]
    return Totals(
        messages=len(messages),
        characters=sum(row.length for row in messages),
        active=len({row.member for row in messages}),
        joined=kinds["join"],
        left=kinds["leave"],
        subscribed=kinds["subscribe"],
        unsubscribed=kinds["unsubscribe"],
    )


def _members(messages: Sequence[Row], zone: tzinfo) -> list[Member]:
    by_member: dict[str, list[Row]] = defaultdict(list)
    for row in messages:
        by_member[row.member].append(row)
    found = [_member(member, theirs, zone) for member, theirs in by_member.items()]
    return sorted(found, key=lambda each: (-each.messages, -each.characters, each.member))


def _member(member: str, rows: Sequence[Row], zone: tzinfo) -> Member:
    local = [row.at.astimezone(zone) for row in rows]
    hours = Counter(moment.hour for moment in local)
    return Member(
        member=member,
        messages=len(rows),
        characters=sum(row.length for row in rows),
        days=len({moment.date() for moment in local}),
        hour=min(hours, key=lambda hour: (-hours[hour], hour)),
        first=rows[0].at,
        last=rows[-1].at,
    )


def topics_of(messages: Iterable[Row]) -> list[Topic]:
    """Words by the number of messages they are in, shown in their commonest form; what was said once is no topic."""
    messages = list(messages)
    stems = _stems(messages)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    people: dict[str, set[str]] = defaultdict(set)
    for row in messages:
        for form in {form for _, form in row.words}:
            forms[stems[form]][form] += 1
            people[stems[form]].add(row.member)
    found = [
        Topic(min(counts, key=lambda form: (-counts[form], form)), counts.total(), len(people[stem]))
        for stem, counts in forms.items()
        if counts.total() >= LEAST
    ]
    return sorted(found, key=lambda each: (-each.messages, -each.people, each.word))[:MOST_TOPICS]


def _stems(messages: Iterable[Row]) -> dict[str, str]:
    """Form → its commonest stem: of a message too short to show its language, words were not stemmed."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in messages:
        for stem, form in row.words:
            counts[form][stem] += 1
    return {form: min(stems, key=lambda stem: (stem == form, -stems[stem], stem)) for form, stems in counts.items()}
