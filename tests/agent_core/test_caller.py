"""One call of a capability: bounded in time and tries, once per key, and every failure in words."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from pydantic import BaseModel
from pymongo.errors import AutoReconnect

from agent_core import caller as module
from agent_core.caller import Caller
from agent_core.contract import Call, Capability, Result, Risk
from agent_core.declaration import Rules
from agent_core.errors import (
    AgentError,
    CapabilityFailed,
    CapabilityRetry,
    Conflict,
    InvalidInput,
    NeedsAnswer,
)
from agent_core.ledger import Effect, Ledger
from agent_core.storage.database import Database
from tests.support.calls import NOW, call


class Item(BaseModel):
    what: str = "x"


class Kept(Result):
    number: int = 0


class Work:
    """A capability's method that counts, and does what it is given in turn."""

    def __init__(self, *outcomes: Result | Exception | Callable[[], Awaitable[Result]]) -> None:
        self._outcomes = list(outcomes)
        self.calls: list[Call] = []

    async def __call__(self, call: Call, item: Item) -> Result:
        self.calls.append(call)
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome if isinstance(outcome, Result) else await outcome()

    def capability(self, risk: Risk = Risk.WRITE, *, name: str = "test.work", seconds: float = 1) -> Capability:
        return Capability(
            name=name, description="Works.", rules=Rules(risk=risk, seconds=seconds), arguments=Item, result=Kept,
            method=self.__call__, undo=None,
        )  # fmt: skip


@pytest.fixture
def caller(database: Database) -> Caller:
    return Caller(Ledger(database.collection("effects")))


async def test_a_passing_fault_is_repeated_under_the_same_key(caller: Caller) -> None:
    work = Work(CapabilityRetry("busy", after=0.001), CapabilityRetry("busy", after=0.001), Kept(number=3))
    assert await caller.call(work.capability(), {}, call()) == Kept(number=3)
    assert [each.key for each in work.calls] == ["run:s1"] * 3


async def test_after_three_tries_it_is_given_up_and_the_reason_told(caller: Caller) -> None:
    work = Work(*[CapabilityRetry("The shop is closed.", after=0.001)] * 4)
    with pytest.raises(CapabilityFailed, match=r"3 tries: The shop is closed\."):
        await caller.call(work.capability(), {}, call())
    assert len(work.calls) == 3


async def test_nobody_is_kept_waiting_for_an_hour(caller: Caller) -> None:
    work = Work(CapabilityRetry("The quota is used up.", after=3600))
    with pytest.raises(CapabilityFailed, match="Try again in 3600 seconds"):
        await asyncio.wait_for(caller.call(work.capability(), {}, call()), 1)


async def test_a_database_that_is_away_for_a_moment_is_a_passing_fault(caller: Caller) -> None:
    work = Work(AutoReconnect("connection closed"), Kept(number=1))
    assert await caller.call(work.capability(), {}, call()) == Kept(number=1)


async def test_a_call_that_takes_too_long_is_stopped(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST_LIMIT", 0.05)
    stopped = asyncio.Event()

    async def for_ever() -> Result:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.set()
        return Result()

    with pytest.raises(CapabilityFailed, match="took longer than"):
        await caller.call(Work(for_ever).capability(seconds=0.001), {}, call())
    assert stopped.is_set()


async def test_a_timeout_of_the_packages_own_is_not_told_as_ours(caller: Caller) -> None:
    with pytest.raises(CapabilityFailed, match="failed inside"):
        await caller.call(Work(TimeoutError("socket")).capability(), {}, call())


async def test_an_unexpected_failure_does_not_show_its_inside(caller: Caller) -> None:
    with pytest.raises(CapabilityFailed) as caught:
        await caller.call(Work(RuntimeError("password=secret")).capability(), {}, call())
    assert "secret" not in caught.value.message


async def test_what_is_not_the_declared_result_is_a_failure(caller: Caller) -> None:
    with pytest.raises(CapabilityFailed, match="failed inside"):
        await caller.call(Work(Result(text="not Kept")).capability(Risk.READ), {}, call())


async def test_a_result_too_large_to_keep_is_a_failure_that_says_it_ran(caller: Caller) -> None:
    with pytest.raises(CapabilityFailed, match="It ran, but its result is too large"):
        await caller.call(Work(Kept(text="x" * 5_000_000)).capability(), {}, call())


async def test_a_result_that_the_database_cannot_hold_is_a_failure(caller: Caller) -> None:
    for risk in (Risk.READ, Risk.WRITE):
        with pytest.raises(CapabilityFailed, match="failed inside"):
            await caller.call(Work(Kept(number=2**70)).capability(risk), {}, call())


async def test_arguments_that_the_database_cannot_hold_are_refused_before_anything_runs(caller: Caller) -> None:
    work = Work(Kept())
    with pytest.raises(InvalidInput, match="cannot be stored"):
        await caller.call(work.capability(), {"what": "half a \ud83d"}, call())
    assert work.calls == []


async def test_arguments_that_do_not_fit_are_named_before_anything_runs(caller: Caller) -> None:
    work = Work(Kept())
    with pytest.raises(InvalidInput, match=r"test\.work do not fit: what: "):
        await caller.call(work.capability(), {"what": 3}, call())
    assert work.calls == []


async def test_an_effect_with_a_receipt_is_not_repeated(caller: Caller) -> None:
    work = Work(Kept(number=1), Kept(number=2))
    first = await caller.call(work.capability(), {}, call())
    assert await caller.call(work.capability(), {}, call()) == first == Kept(number=1)
    assert len(work.calls) == 1
    assert await caller.call(work.capability(), {}, call(key="run:s2")) == Kept(number=2)


async def test_looking_is_repeated_since_it_leaves_no_receipt(caller: Caller, database: Database) -> None:
    work = Work(Kept(number=1), Kept(number=2))
    for number in (1, 2):
        assert await caller.call(work.capability(Risk.READ), {}, call()) == Kept(number=number)
    assert await database.collection("effects").count_documents({}) == 0


async def _only_intended(database: Database, capability: Capability) -> None:
    """As a process leaves it that is killed between the intent and the receipt."""
    intent = Effect(_id="run:s1", user_id="ana", run_id="run", capability=capability.name, arguments={}, at=NOW)
    await Ledger(database.collection("effects")).intend(intent)


async def test_an_intent_without_a_receipt_is_repeated_under_its_key(caller: Caller, database: Database) -> None:
    work = Work(Kept(number=1))
    await _only_intended(database, work.capability())
    assert await caller.call(work.capability(), {}, call()) == Kept(number=1)
    assert (await database.collection("effects").find_one({"_id": "run:s1"}) or {})["status"] == "done"


async def test_what_reaches_others_is_not_repeated_without_a_receipt(caller: Caller, database: Database) -> None:
    work = Work(Kept())
    await _only_intended(database, work.capability(Risk.SEND))
    with pytest.raises(CapabilityFailed, match="unknown whether this was sent"):
        await caller.call(work.capability(Risk.SEND), {}, call())
    assert work.calls == []


async def test_a_call_that_is_stopped_in_the_middle_leaves_its_intent(caller: Caller, database: Database) -> None:
    begun = asyncio.Event()

    async def slow() -> Result:
        begun.set()
        await asyncio.sleep(60)
        return Kept()

    running = asyncio.create_task(caller.call(Work(slow).capability(), {}, call()))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await database.collection("effects").find_one({"_id": "run:s1"}) or {})["status"] == "intent"


@pytest.mark.parametrize("error", [CapabilityFailed("no"), NeedsAnswer("Which?", argument="what")])
async def test_what_a_capability_raises_on_purpose_comes_through_and_is_noted(
    caller: Caller, database: Database, error: AgentError
) -> None:
    with pytest.raises(type(error)):
        await caller.call(Work(error).capability(), {}, call())
    effect = await database.collection("effects").find_one({"_id": "run:s1"}) or {}
    assert (effect["status"], effect["receipt"]) == ("failed", {"code": error.code})


async def test_a_key_that_was_used_for_something_else_is_refused(caller: Caller) -> None:
    await caller.call(Work(Kept(number=1)).capability(), {}, call())
    other = Work(Kept())
    with pytest.raises(Conflict):
        await caller.call(other.capability(name="test.other"), {}, call())
    with pytest.raises(Conflict):
        await caller.call(other.capability(), {}, replace(call(), user_id="bo", audience="user:bo"))
    assert other.calls == []
