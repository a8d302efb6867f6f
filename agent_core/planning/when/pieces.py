"""The values that single phrases stand for, before neighbours are joined."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Literal

Frequency = Literal["MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time of day as said. `fixed` is false where it may be twelve hours later ("at 9")."""

    hour: int
    minute: int = 0
    second: int = 0
    fixed: bool = False


@dataclass(frozen=True)
class DayPart:
    """Part of a day in whole hours, `until` exclusive (24 is midnight)."""

    start: int
    until: int

    def hour(self, said: int) -> int:
        """The hour on the 24-hour clock that `said` means within this part; above 23 is the next day."""
        if self.until <= 12:
            return said % 12 if said == 12 else said
        if said > 12:
            return said
        late = said % 12 + 12
        return late if late + 3 >= self.start else late + 12


PARTS = {
    "early": DayPart(5, 8),
    "morning": DayPart(8, 12),
    "noon": DayPart(12, 14),
    "afternoon": DayPart(13, 18),
    "evening": DayPart(18, 22),
    "night": DayPart(21, 24),
    "tonight": DayPart(19, 24),
}


@dataclass(frozen=True, kw_only=True)
class Length:
    """An amount of time, kept in the units that behave differently over months and clock changes."""

    months: int = 0
    days: float = 0
    workdays: int = 0
    seconds: float = 0

    def __add__(self, other: "Length") -> "Length":
        return Length(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    def __neg__(self) -> "Length":
        return Length(**{f.name: -getattr(self, f.name) for f in fields(self)})

    @property
    def exact(self) -> timedelta:
        """As one number; a month counts as 30 days, twelve as 365."""
        years, months = divmod(self.months, 12)
        return timedelta(days=years * 365 + months * 30 + self.days + self.workdays, seconds=self.seconds)


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """A rule of RFC 5545 in the parts that people say."""

    freq: Frequency
    interval: int = 1
    by_day: tuple[str, ...] = ()  # "MO", "1MO", "-1FR"
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()

    def rule(self) -> str:
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        lists = {"BYMONTH": self.by_month, "BYMONTHDAY": self.by_month_day, "BYDAY": self.by_day}
        parts += [f"{name}={','.join(map(str, values))}" for name, values in lists.items() if values]
        return ";".join(parts)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a phrase fixes; joining two phrases fills the empty fields of one with those of the other."""

    day: date | None = None
    period: tuple[date, date] | None = None  # the second is exclusive
    clock: Clock | None = None
    clock_to: Clock | None = None
    part: DayPart | None = None
    instant: datetime | None = None
    length: Length | None = None
    repeat: Repeat | None = None
    question: str | None = None
    weak: bool = False  # counts only beside another phrase
    bare: bool = False  # a number without a preposition: "7, this morning", but not "chapter 3 by Friday"

    def said(self) -> frozenset[str]:
        return frozenset(
            f.name for f in fields(self) if f.name not in ("weak", "bare") and getattr(self, f.name) is not None
        )

    def joined(self, other: "Parts") -> "Parts":
        added = {name: getattr(other, name) for name in other.said()}
        return replace(self, **added, weak=self.weak and other.weak, bare=False)


@dataclass(frozen=True)
class Piece:
    start: int
    end: int
    parts: Parts
