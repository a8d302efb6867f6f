"""Reminders arrive: each once, none lost, whatever happens between."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from agent_core.channels import Delivery as Delivered
from agent_core.errors import InvalidInput
from capabilities.planner import Planner
from capabilities.planner.delivery import CLAIM, Delivery
from capabilities.planner.records import ReminderRecord
from capabilities.planner.reminders import ReminderEditor
from capabilities.planner.repository import ReminderRepository
from capabilities.planner.schemas import ReminderList, ReminderResult, ReminderView
from tests.capabilities.planner.world import Asker, FakeHost


@pytest.fixture
def delivery(host: FakeHost) -> Delivery:
    """One whose rounds the test starts; none runs by itself."""
    repository = ReminderRepository(host.collection("reminders"), ReminderRecord)
    return Delivery(host, repository, ReminderEditor(host, repository))


@pytest.fixture
async def planner(host: FakeHost) -> Planner:
    """Without its background job, so that only the test delivers."""
    planner = Planner()
    await planner.open(host)
    await host.close()
    return planner


async def remind(asker: Asker, time: str, **more: str) -> ReminderView:
    return (await asker.ask(ReminderResult, "set_reminder", title="call Ana", time=time, **more)).reminder


async def one(asker: Asker) -> ReminderView:
    return (await asker.ask(ReminderList, "list_reminders", status="all")).items[0]


async def test_a_reminder_is_shown_when_due_and_not_before(ana: Asker, host: FakeHost, delivery: Delivery) -> None:
    reminder = await remind(ana, "2026-11-21T12:00", description="about the flat")
    assert await delivery.deliver_due() == 0
    host.clock = reminder.time
    assert await delivery.deliver_due() == 1
    [notice] = host.notices.values()
    assert (notice.user_id, notice.title, notice.text) == ("ana", "call Ana", "about the flat")
    shown = await one(ana)
    assert (shown.status, shown.delivered_at) == ("delivered", host.clock)
    assert host.published[-1] == ("ana", "planner", {"kind": "reminder", "id": reminder.id, "change": "delivered"})
    assert await delivery.deliver_due() == 0


async def test_two_deliveries_at_once_show_each_reminder_once(ana: Asker, host: FakeHost, delivery: Delivery) -> None:
    for _ in range(6):
        reminder = await remind(ana, "2026-11-21T12:00")
    host.clock = reminder.time
    counts = await asyncio.gather(delivery.deliver_due(), delivery.deliver_due(), delivery.deliver_due())
    assert (sum(counts), len(host.told), len(host.notices)) == (6, 6, 6)


@pytest.mark.parametrize("when", ["faults", "crashes"])
async def test_a_death_around_notify_neither_loses_nor_doubles(
    ana: Asker, host: FakeHost, delivery: Delivery, when: str
) -> None:
    reminder = await remind(ana, "2026-11-21T12:00")
    host.clock = reminder.time
    setattr(host, when, 1)
    assert await delivery.deliver_due() == 0
    assert (await one(ana)).status == "scheduled"
    assert await delivery.deliver_due() == 0, "the claim still holds"
    host.clock += CLAIM
    assert await delivery.deliver_due() == 1
    assert len(host.told) == 2
    assert len(host.notices) == 1
    assert (await one(ana)).status == "delivered"


async def test_a_fault_of_one_does_not_hold_up_the_others(ana: Asker, host: FakeHost, delivery: Delivery) -> None:
    await remind(ana, "2026-11-21T12:00")
    host.clock = (await remind(ana, "2026-11-21T12:01")).time
    host.faults = 1
    assert await delivery.deliver_due() == 1
    host.clock += CLAIM
    assert await delivery.deliver_due() == 1
    assert len(host.notices) == 2


async def test_after_downtime_a_reminder_is_shown_once_and_says_when_it_was_due(
    ana: Asker, host: FakeHost, delivery: Delivery
) -> None:
    await remind(ana, "2026-11-21T12:00")
    host.clock = datetime(2026, 11, 23, 7, tzinfo=UTC)
    assert await delivery.deliver_due() == 1
    [notice] = host.notices.values()
    assert notice.text == "It was due on Saturday 21 November 2026 at 12:00."


async def test_ten_missed_times_are_caught_up_once(ana: Asker, host: FakeHost, delivery: Delivery) -> None:
    await remind(ana, "2026-11-21T12:00", recurrence="FREQ=DAILY")
    host.clock = datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert await delivery.deliver_due() == 1
    assert await delivery.deliver_due() == 0
    coming = await one(ana)
    assert (coming.status, coming.time) == ("scheduled", datetime(2026, 12, 2, 11, tzinfo=UTC))


async def test_a_daily_reminder_keeps_its_hour_across_dst(ana: Asker, host: FakeHost, delivery: Delivery) -> None:
    await remind(ana, "2027-03-27T09:00", recurrence="FREQ=DAILY")
    hours = []
    for _ in range(3):
        host.clock = (await one(ana)).time
        hours.append(host.clock.hour)
        assert await delivery.deliver_due() == 1
    assert hours == [8, 7, 7]  # UTC: summer time begins on 28 March 2027
    assert len(host.notices) == 3


async def test_the_last_time_of_a_repetition_ends_it(ana: Asker, host: FakeHost, delivery: Delivery) -> None:
    await remind(ana, "2026-11-21T12:00", recurrence="FREQ=DAILY;COUNT=2")
    for _ in range(2):
        host.clock = (await one(ana)).time
        assert await delivery.deliver_due() == 1
    assert (await one(ana)).status == "delivered"


async def test_a_cancelled_reminder_is_not_shown(ana: Asker, host: FakeHost, delivery: Delivery) -> None:
    reminder = await remind(ana, "2026-11-21T12:00")
    await ana.ask(ReminderResult, "cancel_reminder", reminder=reminder.id)
    host.clock = reminder.time
    assert await delivery.deliver_due() == 0


async def test_a_shown_reminder_can_be_put_off_and_comes_again(ana: Asker, host: FakeHost, delivery: Delivery) -> None:
    host.clock = (await remind(ana, "2026-11-21T12:00")).time
    await delivery.deliver_due()
    host.clock += timedelta(minutes=3)
    later = await ana.ask(ReminderResult, "snooze_reminder", reminder="call Ana")
    assert later.reminder.time == host.clock + timedelta(minutes=10)
    host.clock = later.reminder.time
    assert await delivery.deliver_due() == 1
    assert len(host.notices) == 2


async def test_putting_off_a_repeating_reminder_that_was_just_shown_keeps_its_rhythm(
    ana: Asker, host: FakeHost, delivery: Delivery
) -> None:
    host.clock = (await remind(ana, "2026-11-21T12:00", recurrence="FREQ=DAILY")).time
    await delivery.deliver_due()
    later = await ana.ask(ReminderResult, "snooze_reminder", reminder="call Ana", minutes=20)
    assert later.reminder.time == datetime(2026, 11, 21, 11, 20, tzinfo=UTC)
    host.clock = later.reminder.time
    assert await delivery.deliver_due() == 1
    assert (await one(ana)).time == datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


async def test_a_reminder_put_off_while_it_is_being_shown_stays_put_off(
    ana: Asker, host: FakeHost, delivery: Delivery
) -> None:
    reminder = await remind(ana, "2026-11-21T12:00")
    host.clock = reminder.time
    host.crashes = 1
    await delivery.deliver_due()
    later = await ana.ask(ReminderResult, "snooze_reminder", reminder=reminder.id, minutes=60)
    host.clock += CLAIM
    assert await delivery.deliver_due() == 0
    assert (await one(ana)).time == later.reminder.time


async def test_the_running_job_wakes_for_a_new_reminder(host: FakeHost) -> None:
    planner = Planner()
    await planner.open(host)
    await asyncio.sleep(0.1)  # by now it sleeps, for up to half a minute
    ana = Asker(planner, host)
    await remind(ana, host.clock.isoformat())
    async with asyncio.timeout(5):
        await host.noticed.wait()
    assert len(host.notices) == 1


async def test_the_job_ends_at_once_even_when_it_is_woken_at_that_moment(host: FakeHost, delivery: Delivery) -> None:
    job = asyncio.create_task(delivery.run())
    await asyncio.sleep(0.1)
    delivery.wake(host.clock)
    job.cancel()
    async with asyncio.timeout(2):
        await asyncio.gather(job, return_exceptions=True)
    assert job.cancelled()


async def test_a_reminder_is_sent_where_it_is_wanted_and_shows_what_became_of_it(
    ana: Asker, delivery: Delivery, host: FakeHost
) -> None:
    with pytest.raises(InvalidInput, match="connect your account"):
        await remind(ana, "2026-11-21T10:30", notification_method="telegram")
    host.pigeons.open.append("telegram")
    host.pigeons.addresses["ana", "telegram"] = "4711"
    reminder = await remind(ana, "2026-11-21T10:30", notification_method="telegram")
    assert reminder.notification_method == "telegram"
    host.clock += timedelta(hours=1)
    await delivery.deliver_due()
    key, notice = next(iter(host.notices.items()))
    assert notice.via == "telegram"
    sent = Delivered(key="k", platform="telegram", to="4711", state="sent", at=host.clock)
    host.pigeons.notices["ana", key] = [sent]
    assert [(each.platform, each.state) for each in (await one(ana)).receipts] == [("telegram", "sent")]


async def test_the_buttons_of_a_reminder_put_it_off(ana: Asker, delivery: Delivery, host: FakeHost) -> None:
    await remind(ana, "2026-11-21T10:30")
    host.clock += timedelta(hours=1)
    await delivery.deliver_due()
    button = next(iter(host.notices.values())).actions[1]
    assert (button.label, button.capability) == ("In an hour", "planner.snooze_reminder")
    put_off = await ana.ask(ReminderResult, "snooze_reminder", **button.arguments)
    assert (put_off.reminder.status, put_off.reminder.time) == ("scheduled", host.clock + timedelta(hours=1))
