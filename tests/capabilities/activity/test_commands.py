"""Commands in a group: anybody about themselves, administrators about the group."""

from datetime import UTC, datetime

import pytest

from capabilities.activity import Activity
from capabilities.activity.commands import HELP, ONLY_ADMINS
from capabilities.activity.schemas import GroupList
from tests.capabilities.activity.world import Asker, Chat

AT = datetime(2026, 10, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("words", ["on", "off", "forget", "ON 09:00"])
async def test_only_an_administrator_decides_about_the_group(activity: Activity, words: str) -> None:
    chat = Chat(activity)
    assert (await chat.command("11", words)).text == ONLY_ADMINS
    assert not (await chat.say("11", AT)).on


async def test_time_zone_and_quiet_are_taken_in_any_order(activity: Activity, ana: Asker) -> None:
    chat = Chat(activity)
    reply = await chat.command("99", "on Asia/Almaty 7:30 quiet", admin=True)
    assert "sent to those who asked for it" in reply.text
    await chat.say("11", AT)
    [group] = (await ana.ask(GroupList, "list_groups")).items
    assert (group.zone, group.report_at) == ("Asia/Almaty", "07:30")
    await chat.command("99", "on 21:00", admin=True)
    [group] = (await ana.ask(GroupList, "list_groups")).items
    assert (group.zone, group.report_at) == ("Asia/Almaty", "21:00"), "what is not said stays"


@pytest.mark.parametrize(
    "words", ["on 25:00", "on Mars/Olympus", "on ../etc/passwd", "report of yore", "daily perhaps"]
)
async def test_what_is_not_understood_is_said_and_changes_nothing(club: Chat, ana: Asker, words: str) -> None:
    await club.say("11", AT)
    before = (await ana.ask(GroupList, "list_groups")).items
    assert (await club.command("99", words, admin=True)).text
    assert (await ana.ask(GroupList, "list_groups")).items == before


@pytest.mark.parametrize(
    ("words", "period"),
    [("report", "last 7 days"), ("report last week", "last week"), ("report of the past month", "last month"),
     ("Report Yesterday", "yesterday"), ("report week", "last 7 days")],
)  # fmt: skip
async def test_a_report_is_of_the_period_that_is_said(club: Chat, words: str, period: str) -> None:
    assert (await club.command("11", words)).period == period


async def test_without_a_group_that_is_on_everything_says_how_to_begin(activity: Activity) -> None:
    assert "/activity on" in (await Chat(activity).command("11", "report")).text


async def test_anything_else_is_answered_with_help(club: Chat) -> None:
    assert (await club.command("11", "dance")).text == HELP
    assert HELP in (await club.command("11", "")).text
    assert "is counted" not in (await club.command("11", "opt-out")).text
