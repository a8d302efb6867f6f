"""Settings, arguments and results."""

from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field, field_validator

from agent_core.contract import Result
from capabilities.activity.spans import Period


class ActivitySettings(BaseModel):
    """`AGENTIC_ACTIVITY_<NAME>`"""

    zone: str = Field("UTC", description="time zone of a group that named none, such as Asia/Almaty")
    report_at: time = Field(default=time(8), description="when the report of the day before is sent, if none is named")
    retention_days: int = Field(180, ge=1, le=3650, description="how long what happened in a group is kept")

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key
        except (KeyError, ValueError, OSError):
            raise ValueError(f"{value!r} is not a time zone; write it as in Asia/Almaty") from None


class Nothing(BaseModel):
    """No arguments."""


class OneGroup(BaseModel):
    group: str = Field("", max_length=255, description="words of its title, or its id; not said: the only one there is")


class ReportOf(OneGroup):
    """Days of the group's own calendar: the last so many, those from one to another, or a period."""

    since: date | None = Field(None, description="the first day")
    until: date | None = Field(None, description="the day after the last one; not said: up to today")
    last_days: int | None = Field(None, ge=1, le=366, description="so many days, today included")
    period: Period | None = Field(None, description="in place of all these; when nothing is said: the last 7 days")


class SendReport(ReportOf):
    by: Literal["email", "telegram", "slack", "whatsapp"] = Field("email", description="the own account that gets it")


class TakePart(OneGroup):
    counted: bool | None = Field(None, description="whether the person is counted; off removes what was counted before")
    daily: bool | None = Field(None, description="whether the person gets the daily report")
    keep_days: int | None = Field(None, ge=1, le=3650, description="days that what counts them is kept")


class TotalsView(BaseModel):
    messages: int = Field(description="messages written")
    characters: int = Field(description="characters in them")
    active: int = Field(description="people who wrote")
    joined: int = Field(description="who came in")
    left: int = Field(description="who went out")
    subscribed: int = Field(description="subscriptions begun")
    unsubscribed: int = Field(description="subscriptions ended")


class DayView(BaseModel):
    date: date
    messages: int = Field(description="messages written on the day")


class MemberView(BaseModel):
    name: str = Field(description="as the platform shows a linked account; else a short code that stands for it")
    messages: int
    share: float = Field(description="of all messages, 0 to 1")


class TopicView(BaseModel):
    word: str
    messages: int = Field(description="messages it is in")
    people: int = Field(description="people who wrote it")


class GroupView(BaseModel):
    """A group that the person is in."""

    id: str = Field(description="stable id")
    platform: str = Field(description="such as telegram")
    title: str = Field(description="as it is called there")
    on: bool = Field(description="whether account is kept of it")
    zone: str = Field(description="its time zone")
    report_at: str = Field(description="when its daily report is sent, as 08:00")
    counted: bool = Field(description="whether the person is counted in it")
    daily: bool = Field(description="whether the person gets its daily report")
    keep_days: int = Field(description="days that what counts the person is kept")
    members: int = Field(description="people known to be in it")
    week: TotalsView = Field(description="the last seven days, today included")
    days: list[DayView] = Field(description="the last fourteen days, today included")


class GroupList(Result):
    items: list[GroupView] = Field(description="the groups the person is in, by title")


class Before(BaseModel):
    """Enough to take a change back."""

    counted: bool
    daily: bool
    keep_days: int | None


class GroupResult(Result):
    group: GroupView = Field(description="the group as it is now")
    before: Before = Field(description="how the person took part before")


class ReportView(Result):
    group_id: str = Field(description="id of the group")
    title: str = Field(description="the group's title")
    platform: str
    zone: str = Field(description="the days are those of this zone")
    since: date = Field(description="the first day")
    until: date = Field(description="the last day")
    totals: TotalsView
    before: TotalsView = Field(description="of the span of the same length before")
    days: list[DayView] = Field(description="every day")
    hours: list[int] = Field(description="messages by hour of the day, 24 numbers")
    members: list[MemberView] = Field(description="who wrote most")
    topics: list[TopicView] = Field(description="what was written about most")
    made_at: datetime


class SentReport(Result):
    to: str = Field(description="where it went")
    state: str = Field(description="queued, sent, failed or unknown")
    delivery: str = Field(description="id of the delivery")
