"""The door of the core: a message goes in, a durable answer and its events come out."""

import asyncio

import pytest

from agent_core.errors import Conflict, InvalidInput, ModelUnavailable, NotAllowed, NotFound, TooLarge
from agent_core.events import PlanReady, RunFinished, StepFinished, Token
from agent_core.minds import OneMind
from agent_core.planning.port import Analysis, Decision, Emit, Request
from tests.agent_core.conftest import Open, World, said
from tests.support.planners import message, step


async def test_a_plain_message_is_answered_and_kept(world: World) -> None:
    run = await world.assistant.accept(said("hello"))
    ended = await world.assistant.result(run.id, "ana")
    assert ended.status == "completed"
    assert ended.answer is not None
    assert ended.answer.text == "You said: hello"
    assert [each.text for each in await world.assistant.messages(run.conversation_id, "ana", limit=10)] == ["hello"]


async def test_a_plain_turn_takes_four_writes(world: World) -> None:
    first = await world.assistant.accept(said("hello"))
    await world.assistant.result(first.id, "ana")
    before = await _writes(world)
    second = await world.assistant.accept(said("again", conversation_id=first.conversation_id))
    await world.assistant.result(second.id, "ana")
    assert await _writes(world) - before <= 4


async def _writes(world: World) -> int:
    status = await world.database.db.command("serverStatus")
    counters = status["opcounters"]
    return int(counters["insert"] + counters["update"] + counters["delete"])


async def test_steps_that_do_not_depend_on_each_other_run_together(world: World) -> None:
    text = message(step("s1", "run", what="a", wait=0.1), step("s2", "run", what="b", wait=0.1))
    run = await world.assistant.accept(said(text))
    await world.assistant.result(run.id, "ana")
    assert world.errands.together == 2
    assert await world.ran() == ["a", "b"]


async def test_a_step_gets_the_result_it_refers_to(world: World) -> None:
    text = message(step("s1", "run", what="bread"), step("s2", "run", "s1", what="more ${s1.what}"))
    run = await world.assistant.accept(said(text))
    ended = await world.assistant.result(run.id, "ana")
    assert await world.ran() == ["bread", "more bread"]
    assert ended.answer is not None
    assert ended.answer.text == "Ran bread.\n\nRan more bread."


async def test_a_step_behind_a_failed_one_is_skipped_and_the_failure_told_without_internals(world: World) -> None:
    text = message(step("s1", "fail", risk="read", what="x"), step("s2", "run", "s1", what="y"))
    run = await world.assistant.accept(said(text))
    ended = await world.assistant.result(run.id, "ana")
    assert [each.status for each in ended.results] == ["failed", "skipped"]
    assert ended.answer is not None
    assert "did not work" in ended.answer.text
    assert "secret inside" not in ended.model_dump_json()
    assert await world.ran() == []


async def test_a_passing_fault_is_retried(world: World) -> None:
    run = await world.assistant.accept(said(message(step("s1", "falter", risk="read", what="x"))))
    ended = await world.assistant.result(run.id, "ana")
    assert [each.status for each in ended.results] == ["done"]


async def test_arguments_that_do_not_fit_are_named(world: World) -> None:
    run = await world.assistant.accept(said(message(step("s1", "run", wrong="x"))))
    ended = await world.assistant.result(run.id, "ana")
    assert "what" in ended.results[0].text


async def test_an_unknown_capability_ends_in_a_clear_sentence(world: World) -> None:
    run = await world.assistant.accept(said(message(step("s1", "fly", what="x"))))
    ended = await world.assistant.result(run.id, "ana")
    assert "no capability 'errands.fly'" in ended.results[0].text


async def test_a_question_is_asked_and_its_answer_completes_the_step_and_those_behind_it(world: World) -> None:
    text = message(step("s1", "ask", risk="read", what="?"), step("s2", "run", "s1", what="${s1.what}"))
    first = await world.assistant.accept(said(text))
    asked = await world.assistant.result(first.id, "ana")
    assert asked.answer is not None
    assert asked.answer.choices == [["a", "Apples"], ["b", "Bread"]]
    second = await world.assistant.accept(said("pears", conversation_id=first.conversation_id))
    await world.assistant.result(second.id, "ana")
    assert await world.ran() == ["pears"]


async def test_two_messages_at_once_are_answered_in_order(world: World) -> None:
    first = await world.assistant.accept(said(message(step("s1", "run", what="1", wait=0.2))))
    rest = [
        await world.assistant.accept(
            said(message(step("s1", "run", what=str(number))), conversation_id=first.conversation_id)
        )
        for number in (2, 3, 4)
    ]
    ended = [await world.assistant.result(run.id, "ana") for run in (first, *rest)]
    assert await world.ran() == ["1", "2", "3", "4"]
    finished = [run.finished_at for run in ended]
    assert finished == sorted(finished, key=lambda at: at.timestamp() if at else 0)


async def test_the_same_key_is_the_same_message(world: World) -> None:
    text = message(step("s1", "run", what="once"))
    first = await world.assistant.accept(said(text, idempotency_key="k"))
    again = await world.assistant.accept(said(text, idempotency_key="k"))
    await world.assistant.result(first.id, "ana")
    assert again.id == first.id
    assert await world.ran() == ["once"]
    with pytest.raises(Conflict):
        await world.assistant.accept(said("another", idempotency_key="k"))
    other = await world.assistant.accept(said("hello", user_id="bo", idempotency_key="k"))
    assert other.id != first.id


async def test_events_are_told_from_any_point_and_again_after_the_end(world: World, open_world: Open) -> None:
    run = await world.assistant.accept(said(message(step("s1", "run", what="a"))))
    live = [event async for event in world.assistant.events(run.id, "ana")]
    assert [event.seq for event in live] == sorted({event.seq for event in live})
    assert isinstance(live[-1], RunFinished)
    middle = live[2].seq
    assert [event.seq async for event in world.assistant.events(run.id, "ana", middle)] == [e.seq for e in live[3:]]
    async with open_world() as later:
        retold = [event async for event in later.assistant.events(run.id, "ana", live[-1].seq)]
    assert retold[0].seq > live[-1].seq
    assert {type(event) for event in retold} >= {PlanReady, StepFinished, RunFinished}


async def test_a_running_turn_is_cancelled_and_keeps_what_was_seen(world: World) -> None:
    run = await world.assistant.accept(said(message(step("s1", "run", what="slow", wait=30))))
    async for event in world.assistant.events(run.id, "ana"):
        if event.model_dump()["type"] == "step.progress":
            break
    ended = await world.assistant.cancel(run.id, "ana")
    assert ended.status == "cancelled"
    assert ended.plan[0].id == "s1"
    after = await world.assistant.accept(said("hello", conversation_id=run.conversation_id))
    assert (await world.assistant.result(after.id, "ana")).status == "completed"


async def test_a_waiting_run_is_cancelled_without_having_run(world: World) -> None:
    first = await world.assistant.accept(said(message(step("s1", "run", what="1", wait=0.3))))
    second = await world.assistant.accept(
        said(message(step("s1", "run", what="2")), conversation_id=first.conversation_id)
    )
    assert (await world.assistant.cancel(second.id, "ana")).status == "cancelled"
    await world.assistant.result(first.id, "ana")
    await asyncio.sleep(0.2)
    assert await world.ran() == ["1"]


async def test_bad_messages_are_refused_with_what_to_do(world: World) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        await world.assistant.accept(said("  \n"))
    with pytest.raises(TooLarge, match="32,000"):
        await world.assistant.accept(said("x" * 1_000_000))
    with pytest.raises(NotFound):
        await world.assistant.accept(said("look", attachments=("nobodys",)))


async def test_another_persons_conversation_and_run_are_not_there(world: World) -> None:
    run = await world.assistant.accept(said("mine"))
    await world.assistant.result(run.id, "ana")
    with pytest.raises(NotFound):
        await world.assistant.accept(said("hello", user_id="bo", conversation_id=run.conversation_id))
    with pytest.raises(NotFound):
        await world.assistant.run(run.id, "bo")
    with pytest.raises(NotFound):
        await world.assistant.cancel(run.id, "bo")
    with pytest.raises(NotFound):
        _ = [event async for event in world.assistant.events(run.id, "bo")]
    with pytest.raises(NotFound):
        await world.assistant.messages(run.conversation_id, "bo", limit=5)
    assert await world.assistant.conversations.search("bo", "mine", limit=5) == []


async def test_what_earlier_turns_did_is_at_hand_for_it_and_that(world: World) -> None:
    first = await world.assistant.accept(said(message(step("s1", "run", what="bread"))))
    await world.assistant.result(first.id, "ana")
    second = await world.assistant.accept(said("and that?", conversation_id=first.conversation_id))
    await world.assistant.result(second.id, "ana")
    assert [result["data"]["what"] for result in world.planner.requests[-1].recent] == ["bread"]


async def test_a_direct_call_is_under_the_same_policy(world: World) -> None:
    result = await world.assistant.invoke("errands.run", {"what": "x"}, user_id="ana", zone="UTC", key="once")
    await world.assistant.invoke("errands.run", {"what": "x"}, user_id="ana", zone="UTC", key="once")
    assert result.text == "Ran x."
    assert await world.ran() == ["x"]
    with pytest.raises(NotAllowed):
        await world.assistant.invoke("errands.shout", {"what": "x"}, user_id="ana", zone="UTC")
    with pytest.raises(InvalidInput, match="what"):
        await world.assistant.invoke("errands.run", {}, user_id="ana", zone="UTC")


class DownModel:
    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision:
        raise ModelUnavailable("connection refused")


async def test_a_model_that_is_down_is_replaced_by_the_local_planner_which_says_so(open_world: Open) -> None:
    async with open_world(OneMind(planner=DownModel()), confident=False) as world:
        run = await world.assistant.accept(said("hello"))
        ended = await world.assistant.result(run.id, "ana")
    assert ended.answer is not None
    assert ended.answer.text == "You said: hello"
    assert "connection refused" in ended.answer.notice


class Chatty:
    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision:
        for piece in ("Hel", "lo"):
            emit(piece)
        return Decision(reply="Hello", source="model")


async def test_a_model_reply_is_streamed_once(open_world: Open) -> None:
    async with open_world(OneMind(planner=Chatty()), confident=False) as world:
        run = await world.assistant.accept(said("hello"))
        events = [event async for event in world.assistant.events(run.id, "ana")]
    assert [event.text for event in events if isinstance(event, Token)] == ["Hel", "lo"]
