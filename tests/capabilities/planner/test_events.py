"""The calendar: events, conflicts, the agenda of a day."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from agent_core.errors import CapabilityFailed, InvalidInput, NotFound
from capabilities.planner.schemas import Agenda, EventList, EventResult, ReminderResult, TaskResult
from tests.capabilities.planner.world import Asker, FakeHost


async def test_an_event_lasts_an_hour_unless_said_otherwise(ana: Asker) -> None:
    made = await ana.ask(EventResult, "schedule_event", title="lunch", start="2026-11-23T12:00", attendees=["Bob"])
    assert made.text == "Event scheduled: lunch with Bob, Monday 23 November 2026 at 12:00–13:00."
    assert made.event.end - made.event.start == timedelta(hours=1)
    assert (made.event.calendar_id, made.event.status, made.conflicts) == ("default", "confirmed", [])


async def test_what_takes_place_at_the_same_time_is_mentioned(ana: Asker, bob: Asker) -> None:
    await ana.ask(EventResult, "schedule_event", title="dentist", start="2026-11-23T12:30", end="2026-11-23T13:00")
    await ana.ask(EventResult, "schedule_event", title="after", start="2026-11-23T13:00")
    await bob.ask(EventResult, "schedule_event", title="private", start="2026-11-23T12:00")
    made = await ana.ask(EventResult, "schedule_event", title="lunch", start="2026-11-23T12:00")
    assert [other.title for other in made.conflicts] == ["dentist"]
    assert made.text.endswith("It overlaps with “dentist, Monday 23 November 2026 at 12:30–13:00”.")


@pytest.mark.parametrize("end", ["2026-11-23T11:59", "2026-11-23T12:00", "2028-11-23T12:00"])
async def test_an_end_that_cannot_be_is_refused(ana: Asker, end: str) -> None:
    with pytest.raises(InvalidInput, match=r"give a later end|give an earlier end"):
        await ana.ask(EventResult, "schedule_event", title="x", start="2026-11-23T12:00", end=end)
    assert (await ana.ask(EventList, "list_events")).total == 0


@pytest.mark.parametrize("title", ["", "x" * 10_000])
async def test_an_unusable_title_is_refused(ana: Asker, title: str) -> None:
    with pytest.raises(ValidationError):
        await ana.ask(EventResult, "schedule_event", title=title, start="2026-11-23T12:00")


async def test_a_moved_event_keeps_its_length(ana: Asker) -> None:
    await ana.ask(EventResult, "schedule_event", title="lunch", start="2026-11-23T12:00", end="2026-11-23T12:40")
    moved = await ana.ask(EventResult, "move_event", event="lunch", start="2026-11-24T13:00")
    assert moved.text == "Event moved: lunch, Tuesday 24 November 2026 at 13:00–13:40."


async def test_an_event_can_be_changed_and_cancelled(ana: Asker) -> None:
    made = await ana.ask(EventResult, "schedule_event", title="lunch", start="2026-11-23T12:00")
    changed = await ana.ask(
        EventResult, "update_event", event="lunch", location="Mensa", end="2026-11-23T14:00", attendees=["Bob", "Eve"]
    )
    assert changed.text == "Event changed: lunch with Bob, Eve, Monday 23 November 2026 at 12:00–14:00 (Mensa)."
    with pytest.raises(InvalidInput):
        await ana.ask(EventResult, "update_event", event="lunch", end="2026-11-23T11:00")
    gone = await ana.ask(EventResult, "cancel_event", event="lunch")
    assert gone.event.status == "cancelled"
    assert (await ana.ask(EventList, "list_events")).items == []
    with pytest.raises(InvalidInput, match="was cancelled"):
        await ana.ask(EventResult, "move_event", event=made.event_id, start="2026-11-24T12:00")


async def test_events_that_touch_the_time_are_listed(ana: Asker) -> None:
    for title, start in (("before", "2026-11-22T10:00"), ("night", "2026-11-22T23:30"), ("noon", "2026-11-23T12:00")):
        await ana.ask(EventResult, "schedule_event", title=title, start=start)
    found = await ana.ask(EventList, "list_events", start="2026-11-23T00:00", end="2026-11-24T00:00")
    assert [event.title for event in found.items] == ["night", "noon"]
    with pytest.raises(InvalidInput):
        await ana.ask(EventList, "list_events", start="2026-11-24T00:00", end="2026-11-23T00:00")


async def test_a_coming_event_is_meant_rather_than_a_past_one(ana: Asker, host: FakeHost) -> None:
    await ana.ask(EventResult, "schedule_event", title="standup", start="2026-11-20T09:00")
    coming = await ana.ask(EventResult, "schedule_event", title="standup", start="2026-11-23T09:00")
    assert (await ana.ask(EventResult, "cancel_event", event="standup")).event_id == coming.event_id


async def test_somebody_elses_event_is_not_found(ana: Asker, bob: Asker) -> None:
    made = await ana.ask(EventResult, "schedule_event", title="secret", start="2026-11-23T12:00")
    for function, extra in (("cancel_event", {}), ("move_event", {"start": "2026-11-24T12:00"})):
        with pytest.raises(NotFound):
            await bob.ask(EventResult, function, event=made.event_id, **extra)
        with pytest.raises(CapabilityFailed):
            await bob.ask(EventResult, function, event="secret", **extra)
    assert (await bob.ask(EventList, "list_events")).items == []


async def test_the_agenda_holds_the_local_day(ana: Asker, bob: Asker) -> None:
    await ana.ask(TaskResult, "create_task", title="overdue", due="2026-11-20T12:00")
    await ana.ask(TaskResult, "create_task", title="today", due="2026-11-23T23:59")
    await ana.ask(TaskResult, "create_task", title="tomorrow", due="2026-11-24T00:00")
    await ana.ask(EventResult, "schedule_event", title="night", start="2026-11-22T23:30")
    await ana.ask(ReminderResult, "set_reminder", title="call", time="2026-11-23T00:00")
    await bob.ask(EventResult, "schedule_event", title="private", start="2026-11-23T12:00")
    agenda = await ana.ask(Agenda, "agenda", day="2026-11-23T15:00")
    assert agenda.day == datetime(2026, 11, 22, 23, tzinfo=UTC)
    titles = [[each.title for each in part] for part in (agenda.events, agenda.tasks, agenda.reminders, agenda.overdue)]
    assert titles == [["night"], ["today"], ["call"], ["overdue"]]
    assert agenda.text.splitlines()[0] == "Monday 23 November 2026: 1 task is overdue."
    assert (await bob.ask(Agenda, "agenda")).text == "Nothing is planned for Saturday 21 November 2026."


async def test_the_day_on_which_the_clocks_change_has_23_hours(ana: Asker) -> None:
    await ana.ask(TaskResult, "create_task", title="late", due="2027-03-28T23:30")
    await ana.ask(TaskResult, "create_task", title="next", due="2027-03-29T00:30")
    agenda = await ana.ask(Agenda, "agenda", day="2027-03-28T12:00")
    assert [task.title for task in agenda.tasks] == ["late"]
