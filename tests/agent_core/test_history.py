"""Going back in a conversation: the copy and the rewound one go on from exactly that point."""

import asyncio

import pytest

from agent_core.errors import Conflict, NotFound
from agent_core.runs import Run
from tests.agent_core.conftest import Open, World, said
from tests.support.planners import message, step


async def say(world: World, text: str, conversation_id: str | None = None) -> Run:
    run = await world.assistant.accept(said(text, conversation_id=conversation_id))
    return await world.assistant.result(run.id, "ana")


async def talk(world: World, *texts: str) -> list[Run]:
    """Runs of one conversation."""
    runs = [await say(world, texts[0])]
    for text in texts[1:]:
        runs.append(await say(world, text, runs[0].conversation_id))
    return runs


async def texts(world: World, conversation_id: str, *, superseded: bool = False) -> list[str]:
    found = await world.assistant.messages(conversation_id, "ana", limit=100, superseded=superseded)
    return [each.text for each in found]


def known(world: World) -> list[str]:
    """What the planner saw of the conversation before the last message."""
    return [each["content"] for each in world.planner.requests[-1].history if each["role"] == "user"]


ERRAND = message(step("s1", "run", what="bread"))
QUESTION = message(step("s1", "ask", risk="read", what="?"))


async def test_a_fork_goes_on_with_the_state_of_its_last_message(world: World) -> None:
    one, errand, _ = await talk(world, "one", ERRAND, "three")
    fork = await world.assistant.fork(one.conversation_id, errand.id, "ana")
    await say(world, "more", fork.id)
    assert known(world) == ["one", ERRAND]
    assert [each["text"] for each in world.planner.requests[-1].recent] == ["Ran bread."]
    assert await texts(world, fork.id) == ["one", ERRAND, "more"]
    assert await texts(world, one.conversation_id) == ["one", ERRAND, "three"]
    assert len(await world.ran()) == 1


async def test_a_fork_goes_on_though_the_conversation_it_came_of_is_gone(world: World) -> None:
    one, two = await talk(world, "one", "two")
    fork = await world.assistant.fork(one.conversation_id, two.id, "ana")
    await world.assistant.delete_conversation(one.conversation_id, "ana")
    await say(world, "more", fork.id)
    assert known(world) == ["one", "two"]


async def test_a_question_that_was_open_is_open_in_the_fork(world: World) -> None:
    [asked] = await talk(world, QUESTION)
    await say(world, "apples", asked.conversation_id)
    fork = await world.assistant.fork(asked.conversation_id, asked.id, "ana")
    answered = await say(world, "bread", fork.id)
    assert answered.answer is not None
    assert answered.answer.text == "You meant bread."


async def test_a_fork_without_a_stored_state_goes_on_from_its_messages(world: World) -> None:
    one, two = await talk(world, "one", "two")
    await world.database.collection("checkpoints").delete_many({})
    fork = await world.assistant.fork(one.conversation_id, two.id, "ana")
    await say(world, "more", fork.id)
    assert known(world) == ["one", "two"]


async def test_a_fork_of_a_fork_and_of_a_message_that_was_taken_back(world: World) -> None:
    one, two, three = await talk(world, "one", "two", "three")
    await world.assistant.rewind(one.conversation_id, two.id, "ana", zone="UTC", undo=False)
    await say(world, "other", one.conversation_id)
    fork = await world.assistant.fork(one.conversation_id, three.id, "ana")
    assert await texts(world, fork.id) == ["one", "two", "three"]
    last = (await world.assistant.messages(fork.id, "ana", limit=1))[0]
    again = await world.assistant.fork(fork.id, last.id, "ana")
    await say(world, "more", again.id)
    assert known(world) == ["one", "two", "three"]


async def test_a_long_conversation_is_copied_whole(world: World) -> None:
    runs = await talk(world, *(f"message {number}" for number in range(3)))
    store = world.assistant._store
    document = await world.database.collection("runs").find_one({"_id": runs[-1].id})
    assert document is not None
    previous, many = runs[-1].id, []
    for number in range(250):
        run_id = f"{int(previous, 16) + 1:032x}"
        many.append(
            document | {"_id": run_id, "previous": previous, "idempotency_key": run_id, "text": f"made {number}"}
        )
        previous = run_id
    await world.database.collection("runs").insert_many(many)
    fork = await world.assistant.fork(runs[0].conversation_id, previous, "ana")
    copies = await store.of_conversation(fork.id, "ana", limit=500, before=None)
    assert [each.text for each in copies] == [
        *(f"message {number}" for number in range(3)), *(f"made {number}" for number in range(250)),
    ]  # fmt: skip
    assert [each.previous for each in copies[1:]] == [each.id for each in copies[:-1]]


async def test_what_is_not_answered_yet_cannot_be_the_end_of_a_fork(open_world: Open) -> None:
    async with open_world() as world:
        [one] = await talk(world, "one")
        slow = await world.assistant.accept(
            said(message(step("s1", "run", what="slow", wait=5)), conversation_id=one.conversation_id)
        )
        with pytest.raises(Conflict, match="still being answered"):
            await world.assistant.fork(one.conversation_id, slow.id, "ana")
        with pytest.raises(Conflict, match="still goes on"):
            await world.assistant.rewind(one.conversation_id, one.id, "ana", zone="UTC", undo=False)
        await world.assistant.cancel(slow.id, "ana")
        await world.assistant.result(slow.id, "ana")
        await world.assistant.rewind(one.conversation_id, one.id, "ana", zone="UTC", undo=False)
        assert await texts(world, one.conversation_id) == []


async def test_a_run_that_waits_for_the_person_is_in_the_way(world: World) -> None:
    one, two = await talk(world, "one", "two")
    await world.database.collection("runs").update_one({"_id": two.id}, {"$set": {"status": "waiting"}})
    with pytest.raises(Conflict, match="waits for you"):
        await world.assistant.rewind(one.conversation_id, one.id, "ana", zone="UTC", undo=False)


async def test_a_rewound_conversation_goes_on_from_before_the_message(world: World) -> None:
    one, _, _ = await talk(world, "one", ERRAND, "three")
    errand = (await world.assistant.messages(one.conversation_id, "ana", limit=10))[1]
    rewound = await world.assistant.rewind(one.conversation_id, errand.id, "ana", zone="UTC", undo=False)
    assert rewound.undo is None
    await say(world, "other", one.conversation_id)
    assert known(world) == ["one"]
    assert world.planner.requests[-1].recent == []
    assert await texts(world, one.conversation_id) == ["one", "other"]
    assert await texts(world, one.conversation_id, superseded=True) == ["one", ERRAND, "three", "other"]


async def test_a_conversation_taken_back_to_its_start_begins_anew(world: World) -> None:
    one, _ = await talk(world, "one", "two")
    await world.assistant.rewind(one.conversation_id, one.id, "ana", zone="UTC", undo=False)
    await say(world, "new", one.conversation_id)
    assert known(world) == []


async def test_messages_that_were_taken_back_are_no_context_even_without_a_stored_state(world: World) -> None:
    _, two, _ = await talk(world, "one", "two", "three")
    await world.assistant.rewind(two.conversation_id, two.id, "ana", zone="UTC", undo=False)
    await world.database.collection("checkpoints").delete_many({})
    await say(world, "new", two.conversation_id)
    assert known(world) == ["one"]


async def test_a_search_does_not_find_what_was_taken_back(world: World) -> None:
    one, two = await talk(world, "one", "zebra")
    await world.assistant.rewind(one.conversation_id, two.id, "ana", zone="UTC", undo=False)
    assert await world.assistant.conversations.search("ana", "zebra", limit=5) == []


async def test_a_rewind_that_was_cut_off_half_way_is_completed_by_repeating_it(world: World) -> None:
    one, two, _ = await talk(world, "one", "two", "three")
    conversations = world.database.collection("conversations")
    await conversations.update_one({"_id": one.conversation_id}, {"$set": {"last_run_id": one.id}})
    await world.assistant.rewind(one.conversation_id, two.id, "ana", zone="UTC", undo=True)
    assert await texts(world, one.conversation_id) == ["one"]


async def test_a_message_that_comes_while_the_conversation_is_taken_back_is_not_lost(world: World) -> None:
    one, two = await talk(world, "one", "two")
    rewind = world.assistant.rewind(one.conversation_id, two.id, "ana", zone="UTC", undo=False)
    _, run = await asyncio.gather(rewind, say(world, "new", one.conversation_id), return_exceptions=True)
    assert isinstance(run, Run)
    assert (await texts(world, one.conversation_id))[-1] == "new"


async def test_nobody_goes_back_in_a_conversation_of_another_or_with_a_message_of_another(world: World) -> None:
    one, two = await talk(world, "one", "two")
    [other] = await talk(world, "elsewhere")
    for conversation_id, run_id, user_id in (
        (one.conversation_id, two.id, "bo"),
        (one.conversation_id, other.id, "ana"),
        (one.conversation_id, "f" * 32, "ana"),
    ):
        with pytest.raises(NotFound):
            await world.assistant.fork(conversation_id, run_id, user_id)
        with pytest.raises(NotFound):
            await world.assistant.rewind(conversation_id, run_id, user_id, zone="UTC", undo=True)
    assert await texts(world, one.conversation_id) == ["one", "two"]
