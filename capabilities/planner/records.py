"""What is stored: one document each, which holds its own short history for repeats and undo."""

from datetime import datetime
from typing import Any, ClassVar, Literal, TypeVar
from uuid import NAMESPACE_URL, uuid5

from pydantic import BaseModel

from agent_core.contract import Origin
from capabilities.planner.schemas import Kind, Priority, ReminderStatus, Shown, TaskStatus


class Past(BaseModel):
    """One change: under which key it was made, and the values it replaced."""

    key: str
    before: dict[str, Any]


class Record(BaseModel):
    """`revision` is the key of the change that led to this state; undo puts the earlier one back.

    `origin` says whether any of its words come from a document, a web page or another person: they stay data.
    """

    kind: ClassVar[Kind]

    id: str
    audience: str
    user_id: str
    title: str
    revision: str
    origin: Origin = Origin.TRUSTED
    changes: list[Past] = []
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None  # removed for the person; purged later, so that undo works


class TaskRecord(Record):
    kind = "task"

    description: str
    due: datetime | None
    priority: Priority
    status: TaskStatus
    tags: list[str]
    recurrence: str | None
    anchor: datetime | None  # where the recurrence counts from
    zone: str


class NoteRecord(Record):
    kind = "note"

    content: str
    tags: list[str]


class ReminderRecord(Record):
    kind = "reminder"

    description: str
    time: datetime
    wake_at: datetime  # when the delivery looks at it: its time, or the end of a claim
    recurrence: str | None
    anchor: datetime
    zone: str
    status: ReminderStatus
    notification_method: Shown
    delivered_at: datetime | None = None
    notice_key: str = ""  # under which it was last shown


class EventRecord(Record):
    kind = "event"

    description: str
    start: datetime
    end: datetime
    location: str
    attendees: list[str]
    calendar_id: str
    status: Literal["confirmed", "cancelled"]


R = TypeVar("R", bound=Record)


def origin_of(*records: Record) -> Origin:
    """Untrusted when any of them is."""
    return Origin.UNTRUSTED if any(each.origin is Origin.UNTRUSTED for each in records) else Origin.TRUSTED


def identity(audience: str, kind: Kind, key: str) -> str:
    """The same call makes the same id, so a repeat finds what it made the first time."""
    return uuid5(NAMESPACE_URL, f"agentic:{kind}:{audience}:{key}").hex
