"""Spending that no limit holds for is counted behind, and is there for whoever asks."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from pymongo.errors import AutoReconnect, PyMongoError

from agent_core.errors import BudgetExceeded
from agent_core.spending import behind
from agent_core.spending.behind import Behind
from agent_core.spending.meter import CallNote
from agent_core.spending.prices import FREE, NOTHING, Price, Usage
from agent_core.spending.scopes import accounts
from agent_core.storage.database import Database
from tests.agent_core.spending.conftest import EVERYONE, PERSON, Purse, spender

DAY = "2026-11-21"
IDS = [f"{DAY}|user:ana", f"{DAY}|agent:default", f"{DAY}|everyone"]


async def spend(purse: Purse, tokens: int = 100) -> None:
    reserved = await purse.budget.reserve(spender(), "small", 1_000, 500, Price(1, 1))
    await purse.budget.settle(reserved, Usage(input=tokens, output=10), CallNote(purpose="plan", prompt="plan.v2"))


async def recorded(purse: Purse, calls: int) -> bool:
    return len(await purse.records()) == calls


async def until(come: Callable[[], Awaitable[bool]]) -> None:
    """Raises TimeoutError after ten times as long as writing is put off."""
    async with asyncio.timeout(10 * behind.SECONDS):
        while not await come():  # noqa: ASYNC110 (it happens in the database)
            await asyncio.sleep(0.02)


async def test_nothing_is_written_before_the_answer_and_all_of_it_at_the_end(unlimited: Purse) -> None:
    await spend(unlimited)
    await spend(unlimited, 200)
    assert (await unlimited.committed(), await unlimited.records()) == ({}, [])
    await unlimited.budget.close()
    assert await unlimited.committed() == dict.fromkeys(IDS, 320)
    assert [each["input_tokens"] for each in await unlimited.records()] == [100, 200]


async def test_it_is_written_by_itself_after_a_moment(unlimited: Purse) -> None:
    await spend(unlimited)
    await until(lambda: recorded(unlimited, 1))
    assert await unlimited.committed() == dict.fromkeys(IDS, 110)
    await spend(unlimited)  # the next one, too
    await until(lambda: recorded(unlimited, 2))
    await unlimited.budget.close()


async def test_whoever_reads_the_counters_here_sees_it_at_once(unlimited: Purse) -> None:
    await spend(unlimited)
    found = await unlimited.counters.read(IDS)
    assert {each["models"]["small"]["input"] for each in found.values()} == {100}
    assert {(each["tokens"], each["calls"], each["spent"]) for each in found.values()} == {(110, 1, 110)}
    assert all("expires_at" in each for each in found.values())
    await unlimited.budget.close()


async def test_a_limit_set_later_counts_what_was_spent_before_it(unlimited: Purse) -> None:
    await spend(unlimited, 800)
    await unlimited.cap(PERSON, tokens=1_000)
    with pytest.raises(BudgetExceeded, match=r"\(1,000 tokens\) is used up: 810 spent"):
        await unlimited.budget.reserve(spender(), "small", 100, 100, FREE, floor=100)
    await unlimited.budget.close()


async def test_a_limit_for_one_person_holds_nothing_up_for_another(unlimited: Purse) -> None:
    await unlimited.cap("user:ben", tokens=10_000)
    assert (await unlimited.budget.reserve(spender("ben"), "small", 10, 300, FREE)).held
    assert not (await unlimited.budget.reserve(spender("ana"), "small", 10, 300, FREE)).held
    await unlimited.cap(EVERYONE, tokens=10_000)
    assert (await unlimited.budget.reserve(spender("ana"), "small", 10, 300, FREE)).held


async def test_a_call_that_cost_nothing_leaves_a_record_and_no_sum(unlimited: Purse) -> None:
    reserved = await unlimited.budget.reserve(spender(), "small", 10, 300, FREE)
    await unlimited.budget.settle(reserved, NOTHING, CallNote(outcome="failed"))
    await unlimited.budget.close()
    assert await unlimited.committed() == {}
    assert [each["outcome"] for each in await unlimited.records()] == ["failed"]


class Failing:
    """Written at the third try."""

    def __init__(self) -> None:
        self.tries = 0
        self.written = asyncio.Event()

    async def __call__(self) -> None:
        self.tries += 1
        if self.tries < 3:
            raise AutoReconnect("away")
        self.written.set()


async def test_what_could_not_be_written_is_tried_again() -> None:
    write = Failing()
    writing = Behind(write, lambda: not write.written.is_set(), seconds=0.01)
    writing.ask()
    async with asyncio.timeout(5):
        await write.written.wait()
    assert write.tries == 3


async def test_closing_does_not_wait_for_the_moment_nor_fail_without_a_database() -> None:
    write = Failing()
    writing = Behind(write, lambda: True, seconds=60)
    writing.ask()
    async with asyncio.timeout(5):
        await writing.close()
    assert write.tries in (1, 2)


async def test_counters_keep_what_the_database_did_not_take(database: Database) -> None:
    away = Purse(Database(uri=database.uri, name=database.name), defaults=[])
    away.counters.note(accounts(spender(), away.now), Usage(input=1, output=1), 1, {"models": "small"})
    await away.database.close()
    with pytest.raises(PyMongoError):
        await away.counters.write()
    assert away.counters.behind
