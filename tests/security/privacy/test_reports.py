"""Twenty people in five groups, each group with a word of its own: no report carries one to who is not in the group."""

import re
import zipfile
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pydantic import BaseModel

from agent_core.errors import NeedsAnswer, NotFound
from agent_core.happenings import Account, Sheet
from agent_core.storage.database import Database
from capabilities.activity import Activity
from capabilities.activity.belonging import Belonging, Place
from capabilities.activity.records import GroupRecord, MemberRecord
from capabilities.activity.schemas import GroupList, GroupResult, ReportView, SentReport
from tests.capabilities.activity.world import Asker, Chat, FakeHost

PEOPLE, GROUPS = 20, 5
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORD = re.compile(r"zebra[a-e]group")


@dataclass
class Town:
    host: FakeHost
    activity: Activity
    groups: list[Chat]
    people: list[Asker]

    def of(self, number: int) -> set[int]:
        """Everybody is in two groups of the five; the last two people in none."""
        return {number % GROUPS, (number + 1 + number // GROUPS) % GROUPS} if number < PEOPLE - 2 else set()


def word(group: int) -> str:
    return f"zebra{'abcde'[group]}group"


@pytest.fixture
async def town(database: Database, tmp_path: Path) -> Town:
    host = FakeHost(database, tmp_path, NOW)
    await (activity := Activity()).open(host)
    await host.close()
    groups = [Chat(activity, id=f"-{number}", title=f"Group {'abcde'[number]}") for number in range(GROUPS)]
    for chat in groups:
        await chat.command("admin", "on 08:00 UTC", admin=True)
    town = Town(host, activity, groups, [Asker(activity, host, f"p{number}") for number in range(PEOPLE)])
    for number, person in enumerate(town.people):
        host.linked.link(f"t{number}", person.user_id)
        host.linked.link(f"{number}@example.org", person.user_id, platform="email")
        for group in town.of(number):
            said = [groups[group].happening(f"t{number}", NOW - timedelta(hours=h), word(group)) for h in (1, 2, 30)]
            await groups[group].tell(*said)
    return town


def words(data: bytes | str) -> set[str]:
    """In a text, or anywhere in a workbook."""
    if isinstance(data, str):
        return set(WORD.findall(data))
    with zipfile.ZipFile(BytesIO(data)) as book:
        return {found for name in book.namelist() for found in words(book.read(name).decode("utf-8", "replace"))}


async def found(town: Town, asker: Asker, *, files: bool) -> set[str]:
    """What a person finds when they try every group on every path, by its id and by its title."""
    shown = [(await asker.ask(GroupList, "list_groups")).model_dump_json()]
    shown += [data.decode() for data in (await town.activity.export(f"user:{asker.user_id}")).values()]
    for chat in town.groups:
        group = await town.activity._groups.of(chat.group.audience)
        assert group
        for name in (group.id, chat.title):
            shown.append(await tried(asker.ask(ReportView, "group_report", group=name, last_days=30)))
        if files:
            shown.append(await tried(asker.ask(SentReport, "send_report", group=group.id, last_days=30)))
            shown.append(await tried(town.activity.report_for(asker.user_id, group.id, "last 30 days")))
    return words("\n".join(shown))


async def tried(reading: Awaitable[BaseModel]) -> str:
    """All words of what came, or of why nothing did."""
    try:
        came = await reading
    except (NotFound, NeedsAnswer) as refused:
        return f"{refused} {getattr(refused, 'choices', '')}"
    return " ".join(words(came.data)) if isinstance(came, Sheet) else came.model_dump_json()


async def test_nobody_finds_a_word_of_a_group_they_are_not_in(town: Town) -> None:
    for number, person in enumerate(town.people):
        seen = await found(town, person, files=number in (0, 7, PEOPLE - 1))
        assert seen == {word(group) for group in town.of(number)}, person.user_id
    assert {sent.to for sent in town.host.mail.letters} == {"0@example.org", "7@example.org"}
    for sent in town.host.mail.letters:
        [(_, data)] = sent.files
        assert words(data) <= {word(group) for group in town.of(int(sent.to.split("@")[0]))}


class Careless(Belonging):
    """Takes everybody's word for it that they are in a group."""

    async def _place(self, group: GroupRecord, accounts: Sequence[Account]) -> Place | None:
        member = MemberRecord(_id="0" * 32, audience=group.audience, inside=True, seen_at=NOW)
        return Place(group, member, accounts[0])


async def test_without_the_look_at_who_is_inside_the_words_are_found(town: Town) -> None:
    """The control: the reading above does find what it must not find."""
    activity = town.activity
    activity._belonging = Careless(activity._groups, activity._members, activity._codes, town.host.accounts)
    assert await found(town, town.people[PEOPLE - 1], files=False) == {word(group) for group in range(GROUPS)}


async def test_in_a_group_only_its_own_word_is_said_whoever_asks(town: Town) -> None:
    for number, person in enumerate(town.people):
        for group in town.of(number):
            audience = town.groups[group].group.audience
            for name in ("", town.groups[(group + 1) % GROUPS].title):
                report = await person.ask(ReportView, "group_report", audience=audience, group=name)
                assert words(report.model_dump_json()) == {word(group)}


async def test_reports_of_the_day_go_to_their_group_and_to_its_members(town: Town) -> None:
    for number, person in enumerate(town.people):
        for group in town.of(number):
            await person.ask(GroupResult, "take_part", group=town.groups[group].title, daily=True)
    town.host.clock = NOW + timedelta(hours=20)
    assert await town.activity._daily.send_due() == GROUPS
    expected = {f"t{number}": town.of(number) for number in range(PEOPLE)}
    expected |= {f"-{group}": {group} for group in range(GROUPS)}
    got: dict[str, set[str]] = {}
    for sent in town.host.mail.letters:
        got.setdefault(sent.to, set()).update(*(words(data) for _, data in sent.files))
    assert got == {to: {word(group) for group in groups} for to, groups in expected.items() if groups}
