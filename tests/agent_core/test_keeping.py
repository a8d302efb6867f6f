"""A plan is stored beside the way to its first step, and that step waits for it."""

import asyncio

import pytest
from pymongo.errors import AutoReconnect

from agent_core.errors import Conflict, InvalidInput
from agent_core.keeping import Keeping
from agent_core.state import KeptPlan, Step

PLAN = KeptPlan(steps=[], source="local", notice="")


class Store:
    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.may_end = asyncio.Event()
        self.kept: list[KeptPlan] = []

    async def __call__(self, plan: KeptPlan) -> None:
        await self.may_end.wait()
        if self.faults:
            raise self.faults.pop(0)
        self.kept.append(plan)


async def test_whoever_waits_goes_on_when_the_plan_is_stored_and_not_before() -> None:
    store = Store()
    keeping = Keeping(store)
    keeping.begin(PLAN)
    waiting = asyncio.create_task(keeping.done())
    await asyncio.sleep(0.01)
    assert not waiting.done()
    store.may_end.set()
    await waiting
    await keeping.done()
    assert store.kept == [PLAN]


async def test_without_a_plan_nobody_waits() -> None:
    await Keeping(Store()).done()
    await Keeping(Store()).ended()


async def test_an_attempt_that_lost_its_run_gets_no_further() -> None:
    store = Store(Conflict("Another process took this run over."))
    store.may_end.set()
    keeping = Keeping(store)
    keeping.begin(PLAN)
    for _ in range(2):
        with pytest.raises(Conflict):
            await keeping.done()
    assert store.kept == []


async def test_after_a_passing_fault_it_is_tried_again_with_whoever_waits() -> None:
    store = Store(AutoReconnect("away"))
    store.may_end.set()
    keeping = Keeping(store)
    keeping.begin(PLAN)
    with pytest.raises(AutoReconnect):
        await keeping.done()
    await keeping.done()
    assert store.kept == [PLAN]


async def test_a_turn_that_ends_early_leaves_no_writing_behind() -> None:
    store = Store()
    keeping = Keeping(store)
    keeping.begin(PLAN)
    await asyncio.sleep(0)
    await keeping.ended()
    store.may_end.set()
    await asyncio.sleep(0.01)
    assert store.kept == []


async def test_what_cannot_be_stored_is_said_before_it_is_shown() -> None:
    huge: Step = {
        "id": "s1", "capability": "notes.add", "title": "", "arguments": {"number": 2**70}, "depends_on": [],
        "risk": "write", "seconds": 1.0, "tokens": 0,
    }  # fmt: skip
    with pytest.raises(InvalidInput, match="8-byte ints"):
        Keeping(Store()).begin(KeptPlan(steps=[huge], source="local", notice=""))
