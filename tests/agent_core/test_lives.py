"""What happens to runs when people, processes and the database do not keep to the plan."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from agent_core.errors import Conflict, InvalidInput, NotFound
from agent_core.events import Event, RunFinished, RunStarted, StepProgress, StepStarted
from agent_core.minds import OneMind
from agent_core.planning.port import Analysis, Decision, Emit, Request
from agent_core.runs import Run, RunStore
from tests.agent_core.conftest import Open, World, said
from tests.support.planners import message, step

SLOW = message(step("s1", "run", what="slow", wait=30))


async def read(world: World, run: Run, after: int = 0) -> list[Event]:
    return [event async for event in world.assistant.events(run.id, "ana", after)]


async def until(events: AsyncIterator[Event], kind: type[Event]) -> None:
    async for event in events:
        if isinstance(event, kind):
            return
    raise AssertionError(f"it ended before {kind.__name__}")


async def begun(world: World, run: Run) -> None:
    await asyncio.wait_for(until(world.assistant.events(run.id, "ana"), StepProgress), 5)


async def left_of(world: World, run: Run) -> dict[str, int]:
    """How many documents name the run or its conversation, by collection."""
    names = {
        "runs": {"conversation_id": run.conversation_id}, "conversations": {"_id": run.conversation_id},
        "checkpoints": {"thread_id": run.id}, "checkpoint_writes": {"thread_id": run.id}, "effects": {"run_id": run.id},
    }  # fmt: skip
    return {name: await world.database.collection(name).count_documents(query) for name, query in names.items()}


async def test_the_reader_of_a_run_that_is_stopped_before_it_began_sees_its_end(world: World) -> None:
    first = await world.assistant.accept(said(SLOW))
    second = await world.assistant.accept(said("behind", conversation_id=first.conversation_id))
    reading = asyncio.create_task(read(world, second))
    await asyncio.sleep(0.1)
    await world.assistant.cancel(second.id, "ana")
    events = await asyncio.wait_for(reading, 2)
    assert [event.status for event in events if isinstance(event, RunFinished)] == ["cancelled"]
    await world.assistant.cancel(first.id, "ana")


async def test_a_run_that_is_stopped_the_moment_it_was_accepted_does_nothing(world: World) -> None:
    run = await world.assistant.accept(said(SLOW))
    ended = await asyncio.wait_for(world.assistant.cancel(run.id, "ana"), 5)
    assert ended.status == "cancelled"
    assert world.errands.started == 0


async def test_a_step_that_was_cut_off_is_told_as_unknown(world: World) -> None:
    run = await world.assistant.accept(said(SLOW))
    await begun(world, run)
    ended = await world.assistant.cancel(run.id, "ana")
    [result] = ended.results
    assert (result.step_id, result.status, result.error and result.error["code"]) == ("s1", "failed", "cut_off")
    assert "may have been done or not" in result.text
    effect = await world.database.collection("effects").find_one({"run_id": run.id})
    assert effect is not None
    assert effect["status"] == "intent"


async def test_a_stop_that_another_process_asked_for_ends_the_run_at_the_next_attempt(open_world: Open) -> None:
    async with open_world(grace=0) as world:
        run = await world.assistant.accept(said(SLOW))
        await begun(world, run)
        assert not await RunStore(world.database.collection("runs"), "another").ask_to_stop(
            run.id, "ana", world.clock()
        )
    async with open_world() as world:
        ended = await asyncio.wait_for(world.assistant.result(run.id, "ana"), 5)
        assert (ended.status, world.errands.started) == ("cancelled", 0)


async def test_the_lease_of_a_run_that_is_to_stop_is_not_renewed(world: World) -> None:
    run = await world.assistant.accept(said(SLOW))
    store = RunStore(world.database.collection("runs"), "embedded")
    assert await store.renew(run, world.clock())
    assert not await store.ask_to_stop(run.id, "bo", world.clock())
    assert await store.renew(run, world.clock())  # somebody else's wish counts for nothing
    await store.ask_to_stop(run.id, "ana", world.clock())
    assert not await store.renew(run, world.clock())
    await world.assistant.cancel(run.id, "ana")


async def test_a_removed_conversation_leaves_nothing_of_what_was_said(world: World) -> None:
    run = await world.assistant.accept(
        said(message(step("s1", "run", what="bread"), step("s2", "run", "s1", what="more")))
    )
    await world.assistant.result(run.id, "ana")
    other = await world.assistant.accept(said(message(step("s1", "run", what="kept"))))
    await world.assistant.result(other.id, "ana")
    await world.database.collection("checkpoint_writes").insert_one({"thread_id": run.id})
    assert all((await left_of(world, run)).values())
    with pytest.raises(NotFound):
        await world.assistant.delete_conversation(run.conversation_id, "bo")
    await world.assistant.delete_conversation(run.conversation_id, "ana")
    assert not any((await left_of(world, run)).values())
    kept = {"runs": 1, "conversations": 1, "checkpoints": 1, "checkpoint_writes": 0, "effects": 1}
    assert await left_of(world, other) == kept
    assert await world.ran() == ["bread", "more", "kept"]  # the person's own things
    with pytest.raises(NotFound):
        await world.assistant.delete_conversation(run.conversation_id, "ana")


async def test_removing_a_conversation_stops_what_runs_in_it_and_its_readers_see_an_end(world: World) -> None:
    run = await world.assistant.accept(said(SLOW))
    behind = await world.assistant.accept(said("behind", conversation_id=run.conversation_id))
    readers = [asyncio.create_task(read(world, each)) for each in (run, behind)]
    await begun(world, run)
    await asyncio.wait_for(world.assistant.delete_conversation(run.conversation_id, "ana"), 5)
    for events in await asyncio.wait_for(asyncio.gather(*readers), 5):
        assert isinstance(events[-1], RunFinished)
        assert events[-1].status == "cancelled"
    await asyncio.sleep(0.3)
    assert not any((await left_of(world, run)).values())
    with pytest.raises(NotFound):
        await world.assistant.accept(said("again", conversation_id=run.conversation_id))
    assert len(world.planner.requests) == 1  # what waited was never looked at


async def test_what_a_removed_run_still_writes_is_removed_too(world: World) -> None:
    """As when the conversation is removed through another process."""
    run = await world.assistant.accept(said(message(step("s1", "run", what="x", wait=0.3))))
    await begun(world, run)
    await RunStore(world.database.collection("runs"), "another").remove(run.conversation_id, "ana")
    await asyncio.sleep(0.8)
    left = await left_of(world, run)
    assert (left["runs"], left["checkpoints"], left["effects"]) == (0, 0, 0)


class Away:
    """A model planner that meets a database that is away, for as many times as it is told."""

    def __init__(self, times: int) -> None:
        self.times = times

    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision:
        self.times -= 1
        if self.times >= 0:
            raise AutoReconnect("connection closed")
        return Decision(reply="Back again.", source="local")


async def test_a_run_survives_a_database_that_is_away_for_a_moment_and_its_readers_see_the_second_attempt(
    open_world: Open,
) -> None:
    async with open_world(OneMind(planner=Away(4)), confident=False) as world:
        run = await world.assistant.accept(said("hello"))
        events = await asyncio.wait_for(read(world, run), 10)
        ended = await world.assistant.run(run.id, "ana")
    assert [event.attempt for event in events if isinstance(event, RunStarted)] == [1, 2]
    assert [event.seq for event in events] == sorted({event.seq for event in events})
    assert (ended.status, ended.answer and ended.answer.text) == ("completed", "Back again.")


class Says:
    def __init__(self, decision: Decision) -> None:
        self.decision = decision

    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision:
        return self.decision


async def test_an_answer_that_cannot_be_stored_ends_the_run_with_words(open_world: Open) -> None:
    async with open_world(OneMind(planner=Says(Decision(reply="half a \ud83d"))), confident=False) as world:
        run = await world.assistant.accept(said("hello"))
        ended = await asyncio.wait_for(world.assistant.result(run.id, "ana"), 10)
    assert ended.status == "failed"
    assert ended.error is not None
    assert "could not be stored" in ended.error["message"]


async def test_a_plan_that_cannot_be_stored_ends_the_run_before_anything_is_done(open_world: Open) -> None:
    plan: Any = [step("s1", "run", what="x", number=2**70)]
    async with open_world(OneMind(planner=Says(Decision(steps=plan))), confident=False) as world:
        run = await world.assistant.accept(said("hello"))
        ended = await asyncio.wait_for(world.assistant.result(run.id, "ana"), 10)
        assert world.errands.started == 0
    assert ended.error is not None
    assert "8-byte ints" in ended.error["message"]


async def test_readers_are_let_go_when_the_process_stops(open_world: Open) -> None:
    async with open_world(grace=0) as world:
        run = await world.assistant.accept(said(SLOW))
        await begun(world, run)
        reading = asyncio.create_task(read(world, run))
        await asyncio.sleep(0.05)
    events = await asyncio.wait_for(reading, 2)
    assert isinstance(events[-1], StepProgress | StepStarted)


async def test_many_messages_at_the_same_moment_are_answered_in_the_order_of_the_conversation(world: World) -> None:
    first = await world.assistant.accept(said(message(step("s1", "run", what="0"))))
    texts = [message(step("s1", "run", what=str(number))) for number in range(1, 9)]
    accepted = await asyncio.gather(
        *(world.assistant.accept(said(text, conversation_id=first.conversation_id)) for text in texts)
    )
    for run in accepted:
        await world.assistant.result(run.id, "ana")
    runs = await world.assistant.messages(first.conversation_id, "ana", limit=20)
    assert [run.previous for run in runs] == [None, *(run.id for run in runs[:-1])]
    finished = [run.finished_at for run in runs if run.finished_at]
    assert finished == sorted(finished)
    assert len(await world.ran()) == 9


async def test_the_same_key_sent_twice_at_once_makes_one_run_and_one_conversation(world: World) -> None:
    text = message(step("s1", "run", what="once"))
    runs = await asyncio.gather(*(world.assistant.accept(said(text, idempotency_key="k")) for _ in range(5)))
    assert len({run.id for run in runs}) == 1
    await world.assistant.result(runs[0].id, "ana")
    assert await world.ran() == ["once"]
    assert len(await world.assistant.conversations.list("ana", limit=10)) == 1


async def test_a_message_that_was_cut_off_before_it_was_accepted_makes_no_second_conversation(world: World) -> None:
    await world.database.collection("conversations").delete_many({})
    one = await world.assistant.accept(said("hello", idempotency_key="k"))
    await world.assistant.result(one.id, "ana")
    await world.database.collection("runs").delete_many({})  # as if the process had died before the run was stored
    two = await world.assistant.accept(said("hello", idempotency_key="k"))
    assert (two.conversation_id, two.id != one.id) == (one.conversation_id, True)
    other = await world.assistant.accept(said("hello", idempotency_key="k", user_id="bo"))
    assert other.conversation_id != one.conversation_id


async def test_the_same_key_with_other_files_is_another_message(world: World) -> None:
    file = await world.upload("menu.pdf")
    await world.assistant.accept(said("look", idempotency_key="k"))
    with pytest.raises(Conflict):
        await world.assistant.accept(said("look", idempotency_key="k", attachments=(file,)))


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "x" * 5000])
async def test_a_zone_that_does_not_exist_is_refused_before_anything_is_accepted(world: World, zone: str) -> None:
    with pytest.raises(InvalidInput, match="not a time zone"):
        await world.assistant.accept(said("hello", zone=zone))
    with pytest.raises(InvalidInput, match="not a time zone"):
        await world.assistant.invoke("errands.run", {"what": "x"}, user_id="ana", zone=zone)
    assert await world.database.collection("runs").count_documents({}) == 0


async def test_half_characters_are_refused(world: World) -> None:
    with pytest.raises(InvalidInput, match="halves of characters"):
        await world.assistant.accept(said("hello \ud83d"))
