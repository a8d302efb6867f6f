"""What each function takes. A time without an offset is a time on the person's own clock."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from capabilities.planner.schemas import Priority, ReminderStatus, Shown, TaskStatus

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Details = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]
Content = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Person = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Rule = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Reference = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]

RULE = "how it repeats: an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=MO"
WHICH_TASK = "which task: its id or words of its title"
WHICH_NOTE = "which note: its id or words of its title"
WHICH_REMINDER = "which reminder: its id or words of its title"
WHICH_EVENT = "which event: its id or words of its title"
LIMIT = "at most this many"


class CreateTask(BaseModel):
    title: Title = Field(description="what to do")
    description: Details = Field(default="", description="more about it")
    due: datetime | None = Field(default=None, description="when it is due")
    priority: Priority = Field(default="medium", description="how much it matters")
    tags: list[Label] = Field(default=[], max_length=20, description="labels")
    recurrence: Rule | None = Field(default=None, description=RULE)


class ListTasks(BaseModel):
    status: Literal["open", "done", "all"] = Field(default="open", description="which tasks")
    query: Words = Field(default="", description="words in the title, description or tags")
    due_before: datetime | None = Field(default=None, description="only those due before this time")
    limit: int = Field(default=100, ge=1, le=500, description=LIMIT)


class UpdateTask(BaseModel):
    task: Reference = Field(description=WHICH_TASK)
    title: Title | None = Field(default=None, description="new title; left out: as it is")
    description: Details | None = Field(default=None, description="new description; left out: as it is")
    due: datetime | None = Field(default=None, description="new due time; an explicit null takes it away")
    priority: Priority | None = Field(default=None, description="new priority; left out: as it is")
    tags: list[Label] | None = Field(default=None, max_length=20, description="new labels; left out: as they are")


class SetTaskStatus(BaseModel):
    task: Reference = Field(description=WHICH_TASK)
    status: TaskStatus = Field(description="open or done")


class OneTask(BaseModel):
    task: Reference = Field(description=WHICH_TASK)


class CreateNote(BaseModel):
    title: Words = Field(default="", description="heading; taken from the content when empty")
    content: Content = Field(description="the text to keep")
    tags: list[Label] = Field(default=[], max_length=20, description="labels")


class SearchNotes(BaseModel):
    query: Words = Field(description="words in the title, text or tags")
    limit: int = Field(default=50, ge=1, le=200, description=LIMIT)


class ListNotes(BaseModel):
    query: Words = Field(default="", description="only those with these words; all when empty")
    limit: int = Field(default=50, ge=1, le=200, description=LIMIT)


class UpdateNote(BaseModel):
    note: Reference = Field(description=WHICH_NOTE)
    title: Title | None = Field(default=None, description="new heading; left out: as it is")
    content: Content | None = Field(default=None, description="new text; left out: as it is")
    tags: list[Label] | None = Field(default=None, max_length=20, description="new labels; left out: as they are")


class OneNote(BaseModel):
    note: Reference = Field(description=WHICH_NOTE)


class SetReminder(BaseModel):
    title: Title = Field(description="what to be reminded of")
    description: Details = Field(default="", description="more about it")
    time: datetime = Field(description="when to be reminded")
    recurrence: Rule | None = Field(default=None, description=RULE)
    notification_method: Shown = Field(default="web", description="where it is shown, beside the web page")


class ListReminders(BaseModel):
    status: ReminderStatus | Literal["all"] = Field(default="scheduled", description="which reminders")
    limit: int = Field(default=100, ge=1, le=500, description=LIMIT)


class SnoozeReminder(BaseModel):
    reminder: Reference = Field(description=WHICH_REMINDER)
    minutes: int = Field(default=10, ge=1, le=60 * 24 * 30, description="how many minutes later")


class OneReminder(BaseModel):
    reminder: Reference = Field(description=WHICH_REMINDER)


class ScheduleEvent(BaseModel):
    title: Title = Field(description="what takes place")
    description: Details = Field(default="", description="more about it")
    start: datetime = Field(description="when it begins")
    end: datetime | None = Field(default=None, description="when it ends; an hour later when not given")
    location: Words = Field(default="", description="where it is")
    attendees: list[Person] = Field(default=[], max_length=100, description="who takes part")
    calendar_id: Label = Field(default="default", description="which calendar")


class ListEvents(BaseModel):
    start: datetime | None = Field(default=None, description="from when; now when not given")
    end: datetime | None = Field(default=None, description="until when; a week after the start when not given")
    limit: int = Field(default=100, ge=1, le=500, description=LIMIT)


class MoveEvent(BaseModel):
    event: Reference = Field(description=WHICH_EVENT)
    start: datetime = Field(description="when it begins now; it lasts as long as before")


class UpdateEvent(BaseModel):
    event: Reference = Field(description=WHICH_EVENT)
    title: Title | None = Field(default=None, description="new title; left out: as it is")
    description: Details | None = Field(default=None, description="new description; left out: as it is")
    start: datetime | None = Field(default=None, description="new start; left out: as it is")
    end: datetime | None = Field(default=None, description="new end; left out: it lasts as long as before")
    location: Words | None = Field(default=None, description="new place; left out: as it is")
    attendees: list[Person] | None = Field(default=None, max_length=100, description="who takes part; all of them")


class OneEvent(BaseModel):
    event: Reference = Field(description=WHICH_EVENT)


class FindOptimalTime(BaseModel):
    duration_minutes: int = Field(ge=5, le=24 * 60, description="how long it takes, in minutes")
    earliest_time: datetime | None = Field(default=None, description="not before this; now when not given")
    latest_time: datetime | None = Field(default=None, description="over by this time; a week on when not given")
    priority: Priority = Field(default="medium", description="high: as soon as possible; low: where it disturbs least")
    calendar_id: Label | None = Field(default=None, description="only heed this calendar; all when not given")


class AgendaOf(BaseModel):
    day: datetime | None = Field(default=None, description="any time on the day; today when not given")
