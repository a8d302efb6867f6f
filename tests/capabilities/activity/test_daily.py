"""The report of each day arrives: once, at the group's hour, whatever happens between."""

import asyncio
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl

from capabilities.activity import Activity
from capabilities.activity.daily import CLAIM
from capabilities.activity.schemas import GroupResult
from tests.capabilities.activity.world import Asker, Chat, FakeHost

SUNDAY = datetime(2026, 10, 25, 12, tzinfo=UTC)
MONDAY = datetime(2026, 10, 26, 12, tzinfo=UTC)
TUESDAY_8 = datetime(2026, 10, 27, 7, tzinfo=UTC)  # in Berlin, in winter


def first_cells(data: bytes) -> list[object]:
    return [cell.value for cell in openpyxl.load_workbook(BytesIO(data))["Summary"]["A"][:2]]


def members(workbook: Path) -> list[object]:
    names = [cell.value for cell in openpyxl.load_workbook(workbook)["Members"]["B"][4:]]
    return [name for name in names if name]


async def test_the_day_is_reported_in_the_group_at_its_hour_and_not_before(
    activity: Activity, club: Chat, host: FakeHost
) -> None:
    await club.say("11", host.clock)
    host.clock = TUESDAY_8 - timedelta(seconds=1)
    assert await activity._daily.send_due() == 0
    host.clock = TUESDAY_8
    assert await activity._daily.send_due() == 1
    [sent] = host.mail.letters
    assert (sent.platform, sent.to) == ("telegram", "-100")
    [(name, data)] = sent.files
    assert name == "activity-book-club-2026-10-26.xlsx"
    assert first_cells(data) == ["Book club", "Monday 26 October 2026 · times in Europe/Berlin"]
    assert await activity._daily.send_due() == 0
    host.clock += timedelta(days=1)
    assert await activity._daily.send_due() == 1, "it comes round"
    assert len(host.mail.letters) == 1, "though on a day without anything there is nothing to send"


async def test_members_get_it_who_asked_for_it_and_nobody_else(
    activity: Activity, club: Chat, host: FakeHost, ana: Asker, eve: Asker
) -> None:
    await club.say("11", host.clock)
    await club.say("22", host.clock)
    await club.command("99", "on quiet", admin=True)
    await club.command("66", "daily on")  # linked, and not in the group
    await ana.ask(GroupResult, "take_part", daily=True)
    host.clock = TUESDAY_8
    await activity._daily.send_due()
    assert [sent.to for sent in host.mail.letters] == ["11"]


async def test_who_cannot_be_reached_there_gets_a_notice(
    activity: Activity, club: Chat, host: FakeHost, ana: Asker
) -> None:
    await club.say("11", host.clock)
    group = (await ana.ask(GroupResult, "take_part", daily=True)).group
    host.mail.fail = "the bot was blocked"
    host.clock = TUESDAY_8
    await activity._daily.send_due()
    [(user_id, title, link)] = host.notices.values()
    assert (user_id, title, link) == ("ana", "Book club: report of Monday", f"/groups/{group.id}?period=yesterday")


async def test_a_crash_after_sending_does_not_send_again(activity: Activity, club: Chat, host: FakeHost) -> None:
    await club.say("11", host.clock)
    host.clock = TUESDAY_8
    move = activity._groups.move
    calls = 0

    async def dying(*args: object, **changes: object) -> bool:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise ConnectionError("gone just after it was sent")
        return await move(*args, **changes)  # type: ignore[arg-type]

    activity._groups.move = dying  # type: ignore[method-assign]
    assert await activity._daily.send_due() == 0
    assert await activity._daily.send_due() == 0, "the claim still holds"
    host.clock += CLAIM
    assert await activity._daily.send_due() == 1
    assert len(host.mail.tried) == 2
    assert len(host.mail.letters) == 1


async def test_two_at_once_send_it_once(activity: Activity, club: Chat, host: FakeHost) -> None:
    await club.say("11", host.clock)
    host.clock = TUESDAY_8
    sent = await asyncio.gather(*(activity._daily.send_due() for _ in range(3)))
    assert sum(sent) == 1
    assert len(host.mail.tried) == 1


async def test_of_days_that_were_missed_the_last_is_reported(activity: Activity, club: Chat, host: FakeHost) -> None:
    await club.say("11", host.clock)
    host.clock = TUESDAY_8 + timedelta(days=2, hours=3)
    await club.say("11", host.clock - timedelta(days=1))
    assert await activity._daily.send_due() == 1
    [sent] = host.mail.letters
    assert sent.files[0][0] == "activity-book-club-2026-10-28.xlsx"
    assert await activity._daily.send_due() == 0


async def test_the_hour_stays_when_the_clocks_change(activity: Activity, host: FakeHost) -> None:
    host.clock = datetime(2026, 10, 23, 12, tzinfo=UTC)
    chat = Chat(activity)
    await chat.command("99", "on 08:00 Europe/Berlin", admin=True)
    due = []
    for _ in range(3):
        group = await activity._groups.of("group:telegram:-100")
        assert group
        due.append(group.next_report_at)
        host.clock = group.next_report_at
        await activity._daily.send_due()
    assert [each.hour for each in due] == [6, 7, 7], "UTC: summer time ends on the 25th"


async def test_a_report_that_was_not_sent_yet_is_without_who_opted_out_meanwhile(
    activity: Activity, club: Chat, host: FakeHost, ben: Asker
) -> None:
    await club.say("11", host.clock)
    await club.say("22", host.clock)
    host.clock = TUESDAY_8
    await activity._daily.send_due()
    [waiting] = (host.data_dir / "outgoing").glob("*/*.xlsx")
    assert "Ben" in members(waiting)
    await ben.ask(GroupResult, "opt_out")
    assert members(waiting) == ["Ana K."]


async def test_the_running_job_sends_without_being_asked(host: FakeHost) -> None:
    activity = Activity()
    await activity.open(host)
    club = Chat(activity)
    host.clock = TUESDAY_8 - timedelta(hours=1)
    await club.command("99", "on 08:00 Europe/Berlin", admin=True)
    await club.say("11", MONDAY)
    host.clock = TUESDAY_8
    activity._daily.wake()
    async with asyncio.timeout(10):
        await host.mail.first.wait()
