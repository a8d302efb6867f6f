"""Groups: known by who talked there; nobody else learns of them."""

import asyncio
from datetime import UTC, datetime

from agent_core.memory.groups import Groups, audience_of
from agent_core.storage.database import Database

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def test_a_group_gathers_who_talked_there(database: Database) -> None:
    groups = Groups(database.collection("groups"))
    seen = [groups.seen("telegram", "-100", f"The flat {n}", f"p{n % 3}", NOW) for n in range(9)]
    await asyncio.gather(*seen)
    (kept,) = [each async for each in database.collection("groups").find({})]
    assert kept["_id"] == "telegram:-100"
    assert sorted(kept["members"]) == ["p0", "p1", "p2"]


async def test_only_who_talked_in_a_group_sees_its_title(database: Database) -> None:
    groups = Groups(database.collection("groups"))
    flat = await groups.seen("telegram", "-100", " The \n flat ", "ana", NOW)
    assert flat.audience == "group:telegram:-100" == audience_of(flat.id)
    assert await groups.titles([flat.audience, "user:ana"], "ana") == {flat.audience: "The flat"}
    assert await groups.titles([flat.audience], "ben") == {}
    assert await groups.get(flat.id, "ben") is None
    assert await groups.get(flat.id, "ana") == flat


async def test_the_same_number_on_two_platforms_is_two_groups(database: Database) -> None:
    groups = Groups(database.collection("groups"))
    one = await groups.seen("telegram", "1", "A", "ana", NOW)
    other = await groups.seen("slack", "1", "B", "ana", NOW)
    assert one.audience != other.audience
