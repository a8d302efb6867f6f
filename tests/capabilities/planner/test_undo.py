"""What was done is taken back exactly, or it is said why not."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from agent_core.contract import Result
from agent_core.errors import Conflict, NotFound
from capabilities.planner.schemas import (
    Changed,
    EventList,
    NoteList,
    ReminderList,
    ReminderResult,
    TaskList,
    TaskResult,
)
from tests.capabilities.planner.world import Asker, FakeHost

LATER = "2026-12-01T12:00"
SETUP: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("create_task", {"title": "buy milk", "due": LATER, "tags": ["home"]}),
    ("create_task", {"title": "water plants", "due": LATER, "recurrence": "FREQ=DAILY"}),
    ("create_note", {"title": "Flat", "content": "swordfish"}),
    ("set_reminder", {"title": "call Eve", "time": LATER}),
    ("schedule_event", {"title": "lunch", "start": LATER, "attendees": ["Bob"]}),
)
CHANGES: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("create_task", {"title": "new"}),
    ("update_task", {"task": "buy milk", "title": "buy bread", "due": None, "priority": "high", "tags": []}),
    ("set_task_status", {"task": "buy milk", "status": "done"}),
    ("complete_task", {"task": "buy milk"}),
    ("complete_task", {"task": "water plants"}),
    ("delete_task", {"task": "water plants"}),
    ("create_note", {"content": "new"}),
    ("update_note", {"note": "flat", "title": "House", "content": "tuna"}),
    ("delete_note", {"note": "flat"}),
    ("set_reminder", {"title": "new", "time": LATER, "recurrence": "FREQ=WEEKLY"}),
    ("snooze_reminder", {"reminder": "call Eve", "minutes": 30}),
    ("cancel_reminder", {"reminder": "call Eve"}),
    ("schedule_event", {"title": "new", "start": LATER}),
    ("move_event", {"event": "lunch", "start": "2026-12-02T12:00"}),
    ("update_event", {"event": "lunch", "location": "Mensa", "attendees": []}),
    ("cancel_event", {"event": "lunch"}),
)


async def do(asker: Asker, function: str, arguments: Mapping[str, Any]) -> Changed:
    asker.host.clock += timedelta(seconds=1)
    return await asker.ask(Changed, function, **arguments)


async def state(asker: Asker) -> list[Result]:
    """Everything the person can see."""
    return [
        await asker.ask(TaskList, "list_tasks", status="all"),
        await asker.ask(NoteList, "list_notes"),
        await asker.ask(ReminderList, "list_reminders", status="all"),
        await asker.ask(EventList, "list_events", start="2026-01-01T00:00", end="2027-12-31T00:00"),
    ]


@pytest.fixture
async def settled(ana: Asker) -> Asker:
    for function, arguments in SETUP:
        await do(ana, function, arguments)
    return ana


def test_every_change_that_is_declared_is_tried_here(ana: Asker) -> None:
    declared = {found.name.partition(".")[2] for found in ana.planner.capabilities() if found.rules.risk != "read"}
    assert {function for function, _ in CHANGES} == declared
    assert all(found.undo for found in ana.planner.capabilities() if found.rules.risk != "read")


@pytest.mark.parametrize(("function", "arguments"), CHANGES)
async def test_after_undo_everything_is_as_before(settled: Asker, function: str, arguments: Mapping[str, Any]) -> None:
    before = await state(settled)
    done = await do(settled, function, arguments)
    assert await state(settled) != before
    assert (await settled.undo(done)).text.startswith("Taken back: ")
    assert await state(settled) == before


async def test_a_whole_series_is_taken_back_from_the_end(settled: Asker) -> None:
    before = await state(settled)
    done = [await do(settled, function, arguments) for function, arguments in LONG_SERIES]
    for result in reversed(done):
        await settled.undo(result)
    assert await state(settled) == before


LONG_SERIES: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("create_task", {"title": "paint"}),
    ("update_task", {"task": "paint", "due": LATER}),
    ("update_task", {"task": "paint", "priority": "high"}),
    ("complete_task", {"task": "paint"}),
    ("delete_task", {"task": "paint"}),
    ("snooze_reminder", {"reminder": "call Eve"}),
    ("cancel_reminder", {"reminder": "call Eve"}),
)


@pytest.mark.parametrize("count", [11, 30])
async def test_more_changes_than_are_remembered_are_not_taken_back_wrongly(settled: Asker, count: int) -> None:
    """However long the series, each undo either restores or refuses; the task is never lost."""
    numbers = range(count)
    done = [await do(settled, "update_task", {"task": "water plants", "description": str(n)}) for n in numbers]
    for number in reversed(numbers):
        try:
            await settled.undo(done[number])
        except Conflict:
            break
        expected = str(number - 1) if number else ""
        assert await description(settled, "water plants") == expected
    assert await description(settled, "water plants") is not None


async def description(asker: Asker, title: str) -> str | None:
    tasks = (await asker.ask(TaskList, "list_tasks", status="all")).items
    return next((task.description for task in tasks if task.title == title), None)


async def test_undo_is_refused_when_the_thing_changed_since(settled: Asker) -> None:
    done = await do(settled, "update_task", {"task": "buy milk", "priority": "high"})
    await do(settled, "update_task", {"task": "buy milk", "title": "buy bread"})
    before = await state(settled)
    with pytest.raises(Conflict, match="“buy bread” has changed since"):
        await settled.undo(done)
    assert await state(settled) == before


async def test_undo_twice_is_undo_once(settled: Asker) -> None:
    done = await do(settled, "complete_task", {"task": "water plants"})
    first = await settled.undo(done)
    after = await state(settled)
    assert await settled.undo(done) == first
    assert await state(settled) == after


async def test_a_repeat_of_the_call_after_its_undo_does_nothing(settled: Asker) -> None:
    before = await state(settled)
    done = await settled.ask(TaskResult, "create_task", key="run-5", title="new")
    completed = await settled.ask(TaskResult, "complete_task", key="run-6", task="buy milk")
    await settled.undo(completed)
    await settled.undo(done)
    await settled.ask(TaskResult, "create_task", key="run-5", title="new")
    await settled.ask(TaskResult, "complete_task", key="run-6", task="buy milk")
    assert await state(settled) == before


async def test_nobody_takes_back_what_another_did(settled: Asker, bob: Asker) -> None:
    done = await do(settled, "complete_task", {"task": "buy milk"})
    before = await state(settled)
    with pytest.raises(NotFound):
        await bob.undo(done)
    assert await state(settled) == before


async def test_where_nothing_was_changed_nothing_is_taken_back(settled: Asker) -> None:
    await do(settled, "complete_task", {"task": "buy milk"})
    before = await state(settled)
    unchanged = await do(settled, "complete_task", {"task": "buy milk"})
    assert "nothing to take back" in (await settled.undo(unchanged)).text
    assert await state(settled) == before


async def test_a_shown_reminder_cannot_be_unset(ana: Asker, host: FakeHost) -> None:
    made = await ana.ask(ReminderResult, "set_reminder", title="call", time=host.clock.isoformat())
    async with asyncio.timeout(5):
        await host.delivered.wait()
    with pytest.raises(Conflict):
        await ana.undo(made)
