"""A process that stops in the middle: the next one finishes what was accepted, and nothing twice."""

import asyncio

from agent_core.events import AnswerReady, AnswerView, Event, RunFinished, StepProgress
from agent_core.runs import Ending, RunStore
from tests.agent_core.conftest import Open, World, said
from tests.support.planners import message, step


async def _until_waiting_in(world: World, run_id: str, step_id: str) -> None:
    async for event in world.assistant.events(run_id, "ana"):
        if isinstance(event, StepProgress) and event.step_id == step_id:
            return


async def test_a_run_cut_off_in_a_step_is_taken_up_by_the_next_process_without_repeating_what_has_a_receipt(
    open_world: Open,
) -> None:
    text = message(step("s1", "run", what="first"), step("s2", "run", "s1", what="second", wait=30))
    async with open_world(grace=0) as world:
        run = await world.assistant.accept(said(text))
        await _until_waiting_in(world, run.id, "s2")
    async with open_world(grace=0) as world:
        await _until_waiting_in(world, run.id, "s2")
        assert world.errands.started == 1  # only the second step: the first has its receipt
        ended = await world.assistant.cancel(run.id, "ana")
    assert (ended.attempt, [each.id for each in ended.plan]) == (2, ["s1", "s2"])
    assert await world.ran() == ["first"]


async def test_runs_that_waited_behind_it_are_taken_up_in_order(open_world: Open) -> None:
    async with open_world(grace=0) as world:
        first = await world.assistant.accept(said(message(step("s1", "run", what="1", wait=1))))
        await _until_waiting_in(world, first.id, "s1")
        rest = [
            await world.assistant.accept(
                said(message(step("s1", "run", what=what)), conversation_id=first.conversation_id)
            )
            for what in ("2", "3")
        ]
    async with open_world() as world:
        ended = [await asyncio.wait_for(world.assistant.result(run.id, "ana"), 10) for run in (first, *rest)]
    assert [run.status for run in ended] == ["completed"] * 3
    assert await world.ran() == ["1", "2", "3"]


async def test_a_lost_lease_fences_the_late_write_off_and_readers_get_the_end_that_counts(open_world: Open) -> None:
    async with open_world() as world:
        run = await world.assistant.accept(said(message(step("s1", "run", what="x", wait=0.3))))
        runs = world.database.collection("runs")
        await runs.update_one({"_id": run.id}, {"$set": {"lease.until": run.accepted_at, "lease.holder": "gone"}})
        another = RunStore(runs, "another")
        taken = await another.claim(run.id, world.clock())
        assert taken is not None
        reading = asyncio.create_task(_read(world, run.id))
        await asyncio.sleep(1)  # the first attempt is over, and has written nothing
        stored = await world.assistant.run(run.id, "ana")
        assert (stored.status, stored.attempt) == ("running", 2)
        ending = Ending(status="completed", answer=AnswerView(text="Done by another."))
        assert await another.finish(taken, ending, world.clock())
        events = await asyncio.wait_for(reading, 5)
    assert [event.answer.text for event in events if isinstance(event, AnswerReady)] == ["Done by another."]
    assert [event.status for event in events if isinstance(event, RunFinished)] == ["completed"]
    assert [event.seq for event in events] == sorted({event.seq for event in events})


async def _read(world: World, run_id: str) -> list[Event]:
    return [event async for event in world.assistant.events(run_id, "ana")]


async def test_without_the_fence_the_late_write_would_have_won(open_world: Open) -> None:
    """The control of the test above: the same late write, not naming its attempt, goes through."""
    async with open_world() as world:
        run = await world.assistant.accept(said(message(step("s1", "run", what="x", wait=30))))
        runs = world.database.collection("runs")
        await runs.update_one({"_id": run.id}, {"$set": {"attempt": 2}})
        late = await runs.update_one({"_id": run.id, "status": "running"}, {"$set": {"status": "completed"}})
        assert late.modified_count == 1
        await world.assistant.cancel(run.id, "ana")


async def test_a_request_that_stops_the_server_again_and_again_is_given_up(open_world: Open) -> None:
    async with open_world(grace=0) as world:
        run = await world.assistant.accept(said(message(step("s1", "run", what="x", wait=30))))
        await _until_waiting_in(world, run.id, "s1")
    await world.database.collection("runs").update_one({"_id": run.id}, {"$set": {"attempt": 10}})
    async with open_world() as world:
        ended = await asyncio.wait_for(world.assistant.result(run.id, "ana"), 10)
    assert ended.status == "failed"
    assert ended.error is not None
    assert "again and again" in ended.error["message"]
