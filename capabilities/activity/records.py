"""What is stored. Nowhere in it is a text, a name, or an id by which a platform or the assistant knows a person."""

from datetime import datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, Field, PlainSerializer

from agent_core.happenings import HappeningKind

Hour = Annotated[
    time,
    BeforeValidator(lambda value: time.fromisoformat(value) if isinstance(value, str) else value),
    PlainSerializer(lambda value: f"{value:%H:%M}"),
]


class Row(BaseModel):
    """One thing that happened. `words` are pairs of stem and form."""

    id: str = Field(alias="_id")
    audience: str
    kind: HappeningKind
    at: datetime  # whole minutes
    member: str
    length: int = 0
    words: list[tuple[str, str]] = []
    expires_at: datetime


class MemberRecord(BaseModel):
    """Somebody in a group. `seen_at` is when `inside` was last known; rows from before `counted_from` stay out."""

    id: str = Field(alias="_id")
    audience: str
    inside: bool = False
    seen_at: datetime
    counted: bool = True
    counted_from: datetime | None = None
    keep_days: int | None = None  # not said: as long as the group's rows
    daily: bool = False  # gets the daily report


class GroupRecord(BaseModel):
    """A group that was switched on at least once. `at` is the time of its daily report, on its own clocks."""

    id: str = Field(alias="_id")
    audience: str
    platform: str
    external_id: str
    title: str
    on: bool = True
    zone: str
    at: Hour
    posted: bool = True  # the daily report is sent into the group
    next_report_at: datetime
    claimed_until: datetime | None = None

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
