import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from agent_core.errors import NotFound
from agent_core.memory.notices import Notices
from agent_core.queue.bus import Bus, user_topic
from agent_core.storage.database import Database


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def notices(database: Database, bus: Bus) -> Notices:
    return Notices(database.collection("notifications"), bus)


async def add(notices: Notices, key: str, user_id: str = "ana") -> bool:
    return await notices.add(user_id, key=key, title=f"About {key}", text="words", link="/planner")


async def test_the_same_key_is_stored_once_for_each_person(notices: Notices) -> None:
    assert await add(notices, "r1")
    assert not await add(notices, "r1")
    assert await add(notices, "r1", user_id="bob")
    assert len(await notices.list("ana")) == 1


async def test_of_many_at_once_exactly_one_stores_it(notices: Notices) -> None:
    added = await asyncio.gather(*(add(notices, "r1") for _ in range(8)))
    assert added.count(True) == 1


async def test_it_is_shown_live_once_and_to_its_person_only(notices: Notices, bus: Bus) -> None:
    async with bus.subscribe(user_topic("ana")) as ana, bus.subscribe(user_topic("bob")) as bob:
        for _ in range(2):
            await add(notices, "r1")
        seen: Mapping[str, Any] = await anext(ana)
        assert seen["topic"] == "notification"
        assert set(seen["payload"]) == {"id", "title", "text", "link", "created_at", "actions"}
        assert seen["payload"]["created_at"].endswith("Z")
        for others in (ana, bob):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(anext(others), 0.02)


async def test_the_newest_come_first_in_pages(notices: Notices) -> None:
    for number in range(5):
        await add(notices, str(number))
    first = await notices.list("ana", limit=2)
    rest = await notices.list("ana", before=first[-1].id)
    assert [each.key for each in (*first, *rest)] == ["4", "3", "2", "1", "0"]


async def test_a_read_one_is_not_among_the_unread(notices: Notices) -> None:
    await add(notices, "a")
    await add(notices, "b")
    newest, _ = await notices.list("ana")
    await notices.mark_read("ana", newest.id)
    assert [each.key for each in await notices.list("ana", unread=True)] == ["a"]
    read = (await notices.list("ana"))[0].read_at
    await notices.mark_read("ana", newest.id)
    assert read is not None
    assert (await notices.list("ana"))[0].read_at == read  # the first reading counts


async def test_somebody_elses_is_not_found_and_not_listed(notices: Notices) -> None:
    await add(notices, "a")
    [mine] = await notices.list("ana")
    assert await notices.list("bob") == []
    with pytest.raises(NotFound):
        await notices.mark_read("bob", mine.id)
    assert (await notices.list("ana"))[0].read_at is None
