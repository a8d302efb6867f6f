"""Events of the built-in calendar."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from agent_core.contract import Call
from agent_core.errors import InvalidInput
from capabilities.planner.arguments import ListEvents, MoveEvent, ScheduleEvent, UpdateEvent
from capabilities.planner.editing import Edited, Editor, given
from capabilities.planner.moments import meant, spoken_span, stamp
from capabilities.planner.phrasing import counted, listing
from capabilities.planner.records import EventRecord, origin_of
from capabilities.planner.repository import EventRepository
from capabilities.planner.schemas import EventList, EventResult, EventView

USUAL = timedelta(hours=1)
LONGEST = timedelta(days=366)
WEEK = timedelta(days=7)


class EventEditor(Editor[EventRecord]):
    def label(self, record: EventRecord, call: Call) -> str:
        return line(record, call)


class Events:
    def __init__(self, editor: EventEditor, repository: EventRepository) -> None:
        self._editor = editor
        self._repository = repository

    async def schedule(self, call: Call, wanted: ScheduleEvent) -> EventResult:
        start = meant(call, wanted.start)
        end = meant(call, wanted.end) if wanted.end else start + USUAL
        _check_span(start, end)
        fields = wanted.model_dump(exclude={"start", "end"})
        made = await self._editor.create(call, **fields, start=start, end=end, status="confirmed")
        return await self._result(call, made, "Event scheduled")

    async def list(self, call: Call, wanted: ListEvents) -> EventList:
        start = meant(call, wanted.start) if wanted.start else stamp(call.now)
        end = meant(call, wanted.end) if wanted.end else start + WEEK
        _check_order(start, end)
        found = await self.between(call, start, end, limit=wanted.limit)
        total = await self._repository.count(call.audience, self._repository.filter(start, end))
        span = spoken_span(start, end, call.zone)
        heading = f"{counted(total, 'event')}, {span}:" if total else f"There are no events, {span}."
        text = listing(heading, [line(event, call) for event in found], total)
        return EventList(items=[view(event) for event in found], total=total, text=text, origin=origin_of(*found))

    async def move(self, call: Call, wanted: MoveEvent) -> EventResult:
        change = UpdateEvent(event=wanted.event, start=wanted.start)
        return await self.update(call, change, "Event moved")

    async def update(self, call: Call, wanted: UpdateEvent, done: str = "Event changed") -> EventResult:
        said = given(wanted.model_dump(exclude={"event"}, exclude_none=True))
        edited = await self._editor.change(
            call, lambda: self._find(call, wanted.event), lambda event: said | _span(call, event, wanted)
        )
        return await self._result(call, edited, done)

    async def cancel(self, call: Call, reference: str) -> EventResult:
        edited = await self._editor.change(
            call, lambda: self._find(call, reference), lambda event: {"status": "cancelled"}, "cancelled"
        )
        state = "cancelled" if edited.change else "was cancelled already"
        return _plain(edited, f"Event {state}: {line(edited.record, call)}.")

    async def between(
        self, call: Call, start: datetime, end: datetime, *, calendar_id: str | None = None, limit: int = 500
    ) -> Sequence[EventRecord]:
        filter = self._repository.filter(start, end, calendar_id)
        return await self._repository.find(call.audience, filter, [("start", 1)], limit)

    async def _find(self, call: Call, reference: str) -> EventRecord:
        """Those to come first, then those that are over."""
        coming, all_of_them = self._repository.pools(stamp(call.now))
        return await self._editor.find(call, reference, coming, all_of_them, hint="Ask for your events to see them.")

    async def _result(self, call: Call, edited: Edited[EventRecord], done: str) -> EventResult:
        event = edited.record
        found = await self.between(call, event.start, event.end, limit=20)
        others = [other for other in found if other.id != event.id]
        result = _plain(edited, f"{done}: {line(event, call)}.{_overlaps(others, call)}")
        origin = origin_of(event, *others)
        return result.model_copy(update={"conflicts": [view(other) for other in others], "origin": origin})


def _span(call: Call, event: EventRecord, wanted: UpdateEvent) -> dict[str, Any]:
    """The new start and end; without an end the event keeps its length."""
    if event.status == "cancelled":
        raise InvalidInput(f"The event “{event.title}” was cancelled: schedule a new one.")
    start = meant(call, wanted.start) if wanted.start else event.start
    end = meant(call, wanted.end) if wanted.end else start + (event.end - event.start)
    _check_span(start, end)
    return {"start": start, "end": end}


def _check_order(start: datetime, end: datetime) -> None:
    if end <= start:
        raise InvalidInput("The end is not after the start: give a later end.")


def _check_span(start: datetime, end: datetime) -> None:
    _check_order(start, end)
    if end - start > LONGEST:
        raise InvalidInput("An event lasts a year at most: give an earlier end.")


def _overlaps(others: Sequence[EventRecord], call: Call) -> str:
    if not others:
        return ""
    return f" It overlaps with {' and '.join(f'“{line(other, call)}”' for other in others[:3])}."


def view(event: EventRecord) -> EventView:
    return EventView.model_validate(event, from_attributes=True)


def line(event: EventRecord, call: Call) -> str:
    people = f" with {', '.join(event.attendees)}" if event.attendees else ""
    place = f" ({event.location})" if event.location else ""
    return f"{event.title}{people}, {spoken_span(event.start, event.end, call.zone)}{place}"


def _plain(edited: Edited[EventRecord], text: str) -> EventResult:
    return EventResult(
        text=text,
        origin=edited.record.origin,
        change=edited.change,
        event=view(edited.record),
        event_id=edited.record.id,
    )
