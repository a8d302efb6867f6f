"""Who is not in a group sees nothing of it; who does not want to be counted is nowhere, the past included."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from agent_core.contract import Result
from agent_core.errors import NotFound
from agent_core.happenings import Sheet
from agent_core.storage.database import Database
from capabilities.activity import Activity
from capabilities.activity.schemas import GroupList, GroupResult, ReportView, SentReport
from tests.capabilities.activity.world import Asker, Chat, FakeHost

AT = datetime(2026, 10, 24, 12, tzinfo=UTC)
CANARY = "kestrel"


def cells(sheet: Sheet) -> str:
    book = openpyxl.load_workbook(BytesIO(sheet.data))
    return "\n".join(str(cell.value) for each in book.worksheets for row in each.iter_rows() for cell in row)


@pytest.fixture
async def group_id(club: Chat, ana: Asker) -> str:
    await club.say("11", AT, "something else")
    for minute in range(2):
        await club.say("22", AT + timedelta(minutes=minute), f"the {CANARY} is mine")
    return (await ana.ask(GroupList, "list_groups")).items[0].id


READS: list[tuple[type[Result], str, dict[str, Any]]] = [
    (ReportView, "group_report", {}),
    (SentReport, "send_report", {"by": "telegram"}),
    (GroupResult, "opt_out", {}),
    (GroupResult, "opt_in", {}),
    (GroupResult, "take_part", {"daily": True}),
]


async def refused_everything(asker: Asker, words: str) -> None:
    for kind, function, arguments in READS:
        with pytest.raises(NotFound) as refused:
            await asker.ask(kind, function, group=words, **arguments)
        assert CANARY not in refused.value.message
        assert "Book club" not in refused.value.message


async def test_who_is_not_in_the_group_gets_nothing_of_it(
    eve: Asker, club: Chat, host: FakeHost, group_id: str
) -> None:
    for words in (group_id, club.title, ""):
        await refused_everything(eve, words)
    assert not host.mail.letters


async def test_nor_as_a_list_nor_as_a_workbook(activity: Activity, eve: Asker, group_id: str) -> None:
    assert (await eve.ask(GroupList, "list_groups")).items == []
    with pytest.raises(NotFound):
        await activity.report_for("eve", group_id, "")


async def test_who_left_gets_nothing_any_more(ben: Asker, club: Chat, group_id: str) -> None:
    await club.tell(club.happening("22", AT + timedelta(hours=1), kind="leave"))
    await refused_everything(ben, group_id)


async def test_who_unlinks_is_out_at_once_and_is_a_code_in_the_report(
    activity: Activity, ana: Asker, ben: Asker, host: FakeHost, group_id: str
) -> None:
    assert "Ben" in cells(await activity.report_for("ana", group_id, ""))
    host.linked.unlink("22")
    with pytest.raises(NotFound):
        await ben.ask(ReportView, "group_report", group=group_id)
    assert "Ben" not in cells(await activity.report_for("ana", group_id, ""))
    assert sorted(each.name for each in (await ana.ask(ReportView, "group_report")).members)[0] == "Ana K."


async def test_in_one_group_nothing_of_another_is_told(activity: Activity, club: Chat, ana: Asker) -> None:
    other = Chat(activity, id="-200", title="Choir")
    await other.command("99", "on", admin=True)
    for _ in range(2):
        await other.say("11", AT, f"the {CANARY} again")
    await club.say("11", AT, "something else")
    here = await ana.ask(ReportView, "group_report", audience="group:telegram:-100", group="Choir")
    assert here.title == "Book club"
    assert CANARY not in here.model_dump_json()
    listed = await ana.ask(GroupList, "list_groups", audience="group:telegram:-100")
    assert [each.title for each in listed.items] == ["Book club"]


async def test_who_opts_out_is_gone_from_everything_at_once(
    activity: Activity, club: Chat, ana: Asker, ben: Asker, group_id: str, database: Database
) -> None:
    before = await ana.ask(ReportView, "group_report")
    assert CANARY in before.model_dump_json()
    result = await ben.ask(GroupResult, "opt_out", group="book")
    assert not result.group.counted
    after = await ana.ask(ReportView, "group_report")
    assert (before.totals.messages, after.totals.messages, after.totals.active) == (3, 1, 1)
    assert CANARY not in after.model_dump_json()
    text = cells(await activity.report_for("ana", group_id, ""))
    assert CANARY not in text
    assert "Ben" not in text
    assert await database.collection("activity_rows").count_documents({}) == 1


async def test_who_opted_out_stays_out_when_the_past_is_told_again(club: Chat, ana: Asker, ben: Asker) -> None:
    await club.say("11", AT)
    await club.say("22", AT, id="1")
    await ben.ask(GroupResult, "opt_out")
    assert (await club.say("22", AT, id="1")).left_out == 1
    assert (await club.say("22", AT + timedelta(hours=1))).left_out == 1
    await ben.ask(GroupResult, "opt_in")
    assert (await club.say("22", AT, id="1")).left_out == 1, "from before they opted in again"
    assert (await ana.ask(ReportView, "group_report")).totals.messages == 1


async def test_who_opts_out_while_a_message_is_taken_down_is_out_of_it(
    activity: Activity, club: Chat, ben: Asker, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await club.say("22", AT)
    add = activity._rows.add

    async def slow(rows: Any) -> int:
        await ben.ask(GroupResult, "opt_out")
        return await add(rows)

    monkeypatch.setattr(activity._rows, "add", slow)
    await club.say("22", AT + timedelta(minutes=1))
    assert await database.collection("activity_rows").count_documents({}) == 0


async def test_somebody_without_a_linked_account_can_opt_out_in_the_group(club: Chat, ana: Asker) -> None:
    await club.say("11", AT)
    await club.say("33", AT, CANARY)
    assert "not counted any more" in (await club.command("33", "optout")).text
    assert (await ana.ask(ReportView, "group_report")).totals.messages == 1
    assert "not counted" in (await club.command("33", "")).text


async def test_opting_out_of_one_group_leaves_the_other(activity: Activity, club: Chat, ben: Asker) -> None:
    other = Chat(activity, id="-200", title="Choir")
    await other.command("99", "on", admin=True)
    await club.say("22", AT)
    await other.say("22", AT)
    await ben.ask(GroupResult, "opt_out", group="Book club")
    assert (await ben.ask(ReportView, "group_report", group="Choir")).totals.messages == 1


async def test_what_somebody_wants_kept_for_a_week_is_kept_for_a_week(
    activity: Activity, club: Chat, ana: Asker, ben: Asker, host: FakeHost, database: Database
) -> None:
    await club.say("11", host.clock - timedelta(days=8))
    await club.say("22", host.clock - timedelta(days=8))
    await club.say("22", host.clock - timedelta(days=6))
    await ben.ask(GroupResult, "take_part", keep_days=7)
    report = await ana.ask(ReportView, "group_report", period="last 30 days")
    assert report.totals.messages == 2
    assert (await club.say("22", host.clock - timedelta(days=9))).left_out == 1
    host.clock += timedelta(days=2)
    assert (await ana.ask(ReportView, "group_report", period="last 30 days")).totals.messages == 1
    await activity._daily._tidy()
    assert await database.collection("activity_rows").count_documents({}) == 1


async def test_opting_out_can_be_taken_back_but_not_what_it_removed(club: Chat, ana: Asker, ben: Asker) -> None:
    await club.say("11", AT)
    await club.say("22", AT)
    result = await ben.ask(GroupResult, "opt_out")
    assert "stays removed" in (await ben.undo(result)).text
    assert (await ana.ask(ReportView, "group_report")).totals.messages == 1
    assert (await ben.ask(GroupList, "list_groups")).items[0].counted


async def test_a_person_who_is_erased_leaves_no_trace_in_any_group(
    activity: Activity, club: Chat, ana: Asker, ben: Asker, database: Database
) -> None:
    await club.say("11", AT)
    await club.say("22", AT, CANARY)
    assert CANARY.encode() in (await activity.export("user:ben"))["activity.json"]
    await activity.forget("user:ben")
    code = activity._codes.of("group:telegram:-100", "22")
    for name in ("rows", "members"):
        everything = await database.collection(f"activity_{name}").find({}).to_list()
        assert everything
        assert code not in repr(everything)
        assert CANARY not in repr(everything)
    assert await activity.export("user:eve") == {}


async def test_a_group_that_is_forgotten_leaves_nothing(club: Chat, database: Database, ana: Asker) -> None:
    await club.say("11", AT)
    assert (await club.command("11", "forget")).text.startswith("Only an administrator")
    await club.command("99", "forget", admin=True)
    for name in ("groups", "rows", "members"):
        assert await database.collection(f"activity_{name}").count_documents({}) == 0
