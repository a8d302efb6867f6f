"""Which days a report is of: whole days of the group's own calendar, 23 to 25 hours long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args

from agent_core.errors import InvalidInput

Period = Literal[
    "today", "yesterday", "this week", "last week", "this month", "last month", "last 7 days", "last 30 days"
]
PERIODS: tuple[Period, ...] = get_args(Period)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """From the first day to the last, both within."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @classmethod
    def ending(cls, last: date, days: int) -> "Span":
        return cls(last - timedelta(days=days - 1), last)

    def dates(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range(self.days))

    def before(self) -> "Span":
        """The span of the same length right before."""
        return Span(self.first - timedelta(days=self.days), self.first - DAY)

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """The instants between which it lies, the second one excluded."""
        return midnight(self.first, zone), midnight(self.last + DAY, zone)


def midnight(day: date, zone: tzinfo) -> datetime:
    """When the day begins there, in UTC; where clocks skip midnight, with the first hour that there is."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def span_of(period: Period, today: date) -> Span:
    """Weeks begin on Monday (ISO 8601). What is going on ends today; `last …` is over."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    spans = {
        "today": Span(today, today),
        "yesterday": Span(today - DAY, today - DAY),
        "this week": Span(monday, today),
        "last week": Span(monday - timedelta(days=7), monday - DAY),
        "this month": Span(first, today),
        "last month": Span((first - DAY).replace(day=1), first - DAY),
        "last 7 days": Span.ending(today, 7),
        "last 30 days": Span.ending(today, 30),
    }
    return spans[period]


def span_between(since: date, until: date | None, today: date) -> Span:
    """Up to the day before `until`. A report is of the past: Monday, and 3 November, are the last ones there were."""
    last = until - DAY if until else today
    for back in (timedelta(), timedelta(days=7), timedelta(days=365)):
        if since - back <= today:
            return Span(since - back, max(since, min(last, today + back)) - back)
    raise InvalidInput("A report is of days that have been; these have not.")


def spoken(span: Span) -> str:
    """`16 to 22 November 2026`"""
    first, last = span.first, span.last
    if first == last:
        return f"{first:%A} {first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    begun = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
    return f"{begun} to {last.day} {last:%B %Y}"
