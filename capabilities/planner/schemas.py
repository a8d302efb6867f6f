"""What the planner shows and returns."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from agent_core.contract import Result

Kind = Literal["task", "note", "reminder", "event"]
Priority = Literal["low", "medium", "high"]
Shown = Literal["web", "telegram", "email", "slack", "whatsapp"]
TaskStatus = Literal["open", "done"]
ReminderStatus = Literal["scheduled", "delivered", "cancelled"]


class TaskView(BaseModel):
    id: str = Field(description="stable id of the task")
    title: str = Field(description="what to do")
    description: str = Field(description="more about it, may be empty")
    due: datetime | None = Field(description="when it is due, UTC")
    priority: Priority = Field(description="how much it matters")
    status: TaskStatus = Field(description="open or done")
    tags: list[str] = Field(description="labels")
    recurrence: str | None = Field(description="RFC 5545 rule without the prefix, such as FREQ=WEEKLY;BYDAY=MO")
    created_at: datetime = Field(description="when it was made, UTC")
    updated_at: datetime = Field(description="when it last changed, UTC")


class NoteView(BaseModel):
    id: str = Field(description="stable id of the note")
    title: str = Field(description="its heading")
    content: str = Field(description="the whole text")
    tags: list[str] = Field(description="labels")
    created_at: datetime = Field(description="when it was made, UTC")
    updated_at: datetime = Field(description="when it last changed, UTC")


class Receipt(BaseModel):
    platform: str = Field(description="where it was sent")
    to: str = Field(description="the person's account there")
    state: Literal["queued", "sending", "sent", "failed", "unknown"] = Field(description="what became of it")
    at: datetime = Field(description="when, UTC")


class ReminderView(BaseModel):
    id: str = Field(description="stable id of the reminder")
    title: str = Field(description="what to be reminded of")
    description: str = Field(description="more about it, may be empty")
    time: datetime = Field(description="when it comes next, or came last, UTC")
    recurrence: str | None = Field(description="RFC 5545 rule without the prefix, such as FREQ=DAILY")
    status: ReminderStatus = Field(description="scheduled, delivered or cancelled")
    notification_method: Shown = Field(description="where it is shown; the web page shows it in any case")
    delivered_at: datetime | None = Field(description="when it was last shown, UTC")
    receipts: list[Receipt] = Field(default=[], description="what became of it there, when it was last shown")


class EventView(BaseModel):
    id: str = Field(description="stable id of the event")
    title: str = Field(description="what takes place")
    description: str = Field(description="more about it, may be empty")
    start: datetime = Field(description="when it begins, UTC")
    end: datetime = Field(description="when it ends, UTC")
    location: str = Field(description="where it is, may be empty")
    attendees: list[str] = Field(description="who takes part, as the person named them")
    calendar_id: str = Field(description="which calendar it is in")
    status: Literal["confirmed", "cancelled"] = Field(description="confirmed or cancelled")


class Change(BaseModel):
    """Points at one change of one object; enough to take it back."""

    kind: Kind = Field(description="what was changed")
    id: str = Field(description="id of what was changed")
    key: str = Field(description="key of the call that changed it")


class Changed(Result):
    change: Change | None = Field(default=None, description="what was changed; null when it was so already")


class TaskResult(Changed):
    task: TaskView = Field(description="the task as it is now")
    task_id: str = Field(description="id of the task")


class NoteResult(Changed):
    note: NoteView = Field(description="the note as it is now")
    note_id: str = Field(description="id of the note")


class ReminderResult(Changed):
    reminder: ReminderView = Field(description="the reminder as it is now")
    reminder_id: str = Field(description="id of the reminder")


class EventResult(Changed):
    event: EventView = Field(description="the event as it is now")
    event_id: str = Field(description="id of the event")
    conflicts: list[EventView] = Field(default=[], description="other events at the same time")


class TaskList(Result):
    items: list[TaskView] = Field(description="the tasks, those due first at the top")
    total: int = Field(description="how many there are, also beyond `items`")


class NoteList(Result):
    items: list[NoteView] = Field(description="the notes, last changed first")
    total: int = Field(description="how many there are, also beyond `items`")


class ReminderList(Result):
    items: list[ReminderView] = Field(description="the reminders, by time")
    total: int = Field(description="how many there are, also beyond `items`")


class EventList(Result):
    items: list[EventView] = Field(description="the events, by start")
    total: int = Field(description="how many there are, also beyond `items`")


class Slot(BaseModel):
    start: datetime = Field(description="when it would begin, UTC")
    end: datetime = Field(description="when it would end, UTC")
    score: float = Field(ge=0, le=1, description="how well it suits, 1 is best")
    reason: str = Field(description="why, in a few words")


class FreeTime(Result):
    slots: list[Slot] = Field(description="up to five free times, best first")
    best_start: datetime | None = Field(description="start of the first slot, UTC; null when there is none")


class Agenda(Result):
    day: datetime = Field(description="the day's first instant, UTC")
    tasks: list[TaskView] = Field(description="open tasks due on the day")
    overdue: list[TaskView] = Field(description="open tasks that were due before the day")
    events: list[EventView] = Field(description="events that touch the day")
    reminders: list[ReminderView] = Field(description="reminders of the day")
