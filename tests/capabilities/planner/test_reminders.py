"""Reminders: set, put off, called off."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from agent_core.errors import CapabilityFailed, InvalidInput, NeedsAnswer, NotFound
from capabilities.planner.schemas import ReminderList, ReminderResult
from tests.capabilities.planner.world import Asker, FakeHost


async def test_a_reminder_states_the_absolute_local_time(ana: Asker) -> None:
    made = await ana.ask(ReminderResult, "set_reminder", title="call Ana", time="2026-11-22T09:00:00")
    assert made.text == "Reminder set for Sunday 22 November 2026 at 09:00: call Ana."
    assert made.reminder.time == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert (made.reminder.status, made.reminder_id) == ("scheduled", made.reminder.id)


async def test_a_time_with_an_offset_is_that_instant(ana: Asker) -> None:
    made = await ana.ask(ReminderResult, "set_reminder", title="call", time="2026-11-22T09:00:00-05:00")
    assert made.text.startswith("Reminder set for Sunday 22 November 2026 at 15:00")


async def test_a_time_in_the_past_is_refused(ana: Asker) -> None:
    with pytest.raises(InvalidInput, match="Saturday 21 November 2026 at 08:00 has passed already"):
        await ana.ask(ReminderResult, "set_reminder", title="call", time="2026-11-21T08:00")
    assert (await ana.ask(ReminderList, "list_reminders")).total == 0


async def test_a_repeating_reminder_begins_with_its_next_time(ana: Asker) -> None:
    made = await ana.ask(ReminderResult, "set_reminder", title="run", time="2026-11-21T08:00", recurrence="freq=daily")
    assert made.text == "Reminder set for Sunday 22 November 2026 at 08:00 and again after that: run."
    weekday = await ana.ask(
        ReminderResult, "set_reminder", title="plan", time="2026-11-22T09:00", recurrence="FREQ=WEEKLY;BYDAY=WE"
    )
    assert weekday.reminder.time == datetime(2026, 11, 25, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "arguments",
    [
        {"title": "", "time": "2026-11-22T09:00"},
        {"title": "x" * 10_000, "time": "2026-11-22T09:00"},
        {"title": "x", "time": "2026-11-22T09:00", "notification_method": "pigeon"},
        {"title": "x"},
    ],
)
async def test_unusable_arguments_are_refused(ana: Asker, arguments: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        await ana.ask(ReminderResult, "set_reminder", **arguments)


@pytest.mark.parametrize("year", ["0001", "1999", "9999"])
async def test_a_year_that_must_be_a_slip_is_refused(ana: Asker, year: str) -> None:
    with pytest.raises(InvalidInput, match="out of range"):
        await ana.ask(ReminderResult, "set_reminder", title="x", time=f"{year}-01-01T00:00")


async def test_snoozing_puts_off_once_per_key(ana: Asker) -> None:
    made = await ana.ask(ReminderResult, "set_reminder", title="call", time="2026-11-21T12:00")
    first = await ana.ask(ReminderResult, "snooze_reminder", key="run-2", reminder="call", minutes=15)
    assert first.text == "Reminder put off to Saturday 21 November 2026 at 12:15: call."
    again = await ana.ask(ReminderResult, "snooze_reminder", key="run-2", reminder="call", minutes=15)
    assert again == first
    assert again.reminder.time == made.reminder.time + timedelta(minutes=15)


@pytest.mark.parametrize(("keys", "minutes"), [(["same"] * 5, 10), (["one", "two", "three"], 30)])
async def test_snoozing_at_the_same_moment_counts_each_key_once(ana: Asker, keys: list[str], minutes: int) -> None:
    made = await ana.ask(ReminderResult, "set_reminder", title="call", time="2026-11-21T12:00")
    id = made.reminder_id
    await asyncio.gather(*(ana.ask(ReminderResult, "snooze_reminder", key=key, reminder=id) for key in keys))
    [now] = (await ana.ask(ReminderList, "list_reminders")).items
    assert now.time == made.reminder.time + timedelta(minutes=minutes)


async def test_a_cancelled_reminder_is_no_longer_listed_and_cannot_be_put_off(ana: Asker) -> None:
    made = await ana.ask(ReminderResult, "set_reminder", title="call", time="2026-11-21T12:00")
    gone = await ana.ask(ReminderResult, "cancel_reminder", reminder="call")
    assert (gone.text, gone.reminder.status) == ("Reminder cancelled: call.", "cancelled")
    assert (await ana.ask(ReminderList, "list_reminders")).items == []
    assert (await ana.ask(ReminderList, "list_reminders", status="cancelled")).total == 1
    with pytest.raises(InvalidInput, match="was cancelled"):
        await ana.ask(ReminderResult, "snooze_reminder", reminder=made.reminder_id)
    with pytest.raises(CapabilityFailed, match="no reminder called “call”"):
        await ana.ask(ReminderResult, "snooze_reminder", reminder="call")


async def test_cancelling_with_the_same_key_after_the_first_try_finds_what_it_did(ana: Asker) -> None:
    await ana.ask(ReminderResult, "set_reminder", title="call", time="2026-11-21T12:00")
    first = await ana.ask(ReminderResult, "cancel_reminder", key="run-3", reminder="call")
    assert (await ana.ask(ReminderResult, "cancel_reminder", key="run-3", reminder="call")) == first


async def test_reminders_with_the_same_title_are_told_apart_by_time(ana: Asker) -> None:
    for time in ("2026-11-21T12:00", "2026-11-22T12:00"):
        await ana.ask(ReminderResult, "set_reminder", title="call", time=time)
    with pytest.raises(NeedsAnswer) as caught:
        await ana.ask(ReminderResult, "cancel_reminder", reminder="call")
    labels = {label for _, label in caught.value.choices}
    assert labels == {"call, Saturday 21 November 2026 at 12:00", "call, Sunday 22 November 2026 at 12:00"}


async def test_the_id_of_somebody_elses_reminder_is_not_found(ana: Asker, bob: Asker) -> None:
    made = await ana.ask(ReminderResult, "set_reminder", title="secret", time="2026-11-21T12:00")
    for function in ("cancel_reminder", "snooze_reminder"):
        with pytest.raises(NotFound):
            await bob.ask(ReminderResult, function, reminder=made.reminder_id)
    assert (await bob.ask(ReminderList, "list_reminders", status="all")).items == []
    assert (await ana.ask(ReminderList, "list_reminders")).items == [made.reminder]


async def test_the_zone_of_the_person_decides(ana: Asker, host: FakeHost) -> None:
    ana.zone = "America/New_York"
    made = await ana.ask(ReminderResult, "set_reminder", title="call", time="2026-11-22T09:00")
    assert made.reminder.time == datetime(2026, 11, 22, 14, tzinfo=UTC)
