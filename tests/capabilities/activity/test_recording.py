"""What happened is taken down once, without texts and names, and only of groups that are switched on."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from agent_core.storage.database import Database
from capabilities.activity import Activity
from capabilities.activity.schemas import GroupList, ReportView
from tests.capabilities.activity.fixture import HAPPENINGS
from tests.capabilities.activity.world import Asker, Chat, FakeHost

SATURDAY = datetime(2026, 10, 24, 12, tzinfo=UTC)


async def messages(asker: Asker) -> int:
    return (await asker.ask(ReportView, "group_report")).totals.messages


async def test_what_is_told_three_times_counts_once(club: Chat, ana: Asker) -> None:
    told = [await club.tell(*HAPPENINGS) for _ in range(3)]
    assert [each.recorded for each in told] == [13, 0, 0]
    assert [each.known for each in told] == [0, 13, 13]
    assert await messages(ana) == 6


async def test_a_batch_that_was_partly_told_before_is_completed(club: Chat, ana: Asker) -> None:
    await club.tell(*HAPPENINGS[3:7])
    told = await club.tell(*HAPPENINGS, HAPPENINGS[3])
    assert (told.recorded, told.known) == (9, 4)
    assert await messages(ana) == 6


async def test_the_same_id_in_another_group_is_something_else(activity: Activity, club: Chat, ana: Asker) -> None:
    other = Chat(activity, id="-200", title="Choir")
    await other.command("99", "on", admin=True)
    await club.say("11", SATURDAY, id="1")
    assert (await other.say("11", SATURDAY, id="1")).recorded == 1


async def test_of_a_group_that_is_not_switched_on_nothing_is_kept(
    activity: Activity, database: Database, ana: Asker
) -> None:
    quiet = Chat(activity, id="-300")
    assert not (await quiet.say("11", SATURDAY)).on
    assert [await database.collection(f"activity_{name}").count_documents({}) for name in ("rows", "members")] == [0, 0]
    assert (await ana.ask(GroupList, "list_groups")).items == []


async def test_switched_off_nothing_more_is_taken_down_and_the_past_stays(club: Chat, ana: Asker) -> None:
    await club.say("11", SATURDAY)
    await club.command("99", "off", admin=True)
    assert not (await club.say("11", SATURDAY)).on
    assert await messages(ana) == 1


async def test_neither_a_text_nor_a_name_nor_an_id_is_stored(club: Chat, database: Database, host: FakeHost) -> None:
    at = datetime(2026, 10, 24, 12, 34, 56, tzinfo=UTC)
    await club.say("1122334455", at, "My password is Hunter2, the flat in Baker Street 221b is free https://x.org/k9")
    [row] = await database.collection("activity_rows").find({}).to_list()
    [member] = await database.collection("activity_members").find({}).to_list()
    assert "1122334455" not in repr((row, member))
    assert not {"text", "name"} & set(row) | set(member) & {"text", "name"}
    assert row["length"] == 78
    assert row["at"].second == 0
    words = {form for _, form in row["words"]}
    assert {"password", "flat", "baker", "street"} <= words
    assert not {"https", "221b", "hunter2", "hunter", "x.org"} & words


async def test_codes_of_one_person_in_two_groups_have_nothing_in_common(
    activity: Activity, club: Chat, database: Database
) -> None:
    other = Chat(activity, id="-200")
    await other.command("99", "on", admin=True)
    await club.say("33", SATURDAY)
    await other.say("33", SATURDAY)
    codes = Counter([each["member"] async for each in database.collection("activity_rows").find({})])
    assert len(codes) == 2


async def test_what_is_too_old_or_from_the_future_is_left_out(club: Chat, host: FakeHost) -> None:
    old, new = host.clock - timedelta(days=180), host.clock + timedelta(hours=1)
    told = await club.tell(club.happening("11", old), club.happening("11", new), club.happening("11", host.clock))
    assert (told.recorded, told.left_out) == (1, 2)


async def test_rows_end_with_their_time_also_before_the_database_removes_them(
    club: Chat, host: FakeHost, ana: Asker, database: Database
) -> None:
    await club.say("11", SATURDAY)
    await database.collection("activity_rows").update_many({}, {"$set": {"expires_at": host.clock}})
    assert await messages(ana) == 0


async def test_who_leaves_is_out_also_when_an_older_message_comes_later(club: Chat, ana: Asker) -> None:
    await club.say("11", SATURDAY)
    await club.tell(club.happening("11", SATURDAY + timedelta(hours=1), kind="leave"))
    await club.say("11", SATURDAY + timedelta(minutes=30))
    assert (await ana.ask(GroupList, "list_groups")).items == []
    await club.tell(club.happening("11", SATURDAY + timedelta(hours=2), kind="join"))
    assert [each.title for each in (await ana.ask(GroupList, "list_groups")).items] == ["Book club"]


async def test_a_group_is_called_as_it_is_called_now(club: Chat, ana: Asker) -> None:
    club.title = "Book club 2027"
    await club.say("11", SATURDAY)
    assert (await ana.ask(GroupList, "list_groups")).items[0].title == "Book club 2027"
