"""What the finder of dates and times hands out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["date", "time", "datetime", "duration", "range", "recurrence"]
Bound = Literal["", "before", "after"]


@dataclass(frozen=True, kw_only=True)
class WhenSpan:
    """A phrase of a text that says when, how long or how often. All instants are in the person's zone.

    `date`: `start_at` is its midnight. `time`, `datetime`: `start_at` is the instant; a part of the day ("tomorrow
    morning") has `end_at` too. `range`: `end_at` is exclusive. `recurrence`: `start_at` is the first time, `rrule` the
    rule of RFC 5545 without its start. `duration`: only `duration`; it stands beside the others where both are said.
    """

    start: int  # offsets into the text, `end` exclusive; prepositions in front ("on", "by") are inside
    end: int
    text: str
    kind: Kind
    start_at: datetime | None = None
    end_at: datetime | None = None
    duration: timedelta | None = None
    rrule: str | None = None
    has_time: bool = False
    bound: Bound = ""  # "by Friday" is before, "from Friday on" is after
    ambiguous: str | None = None  # what to ask when it can mean two things, or nothing
