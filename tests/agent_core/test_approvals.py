"""What reaches others waits for the person's word, bound to exactly what was shown."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from agent_core.approvals import Reply
from agent_core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_core.events import Event, PlanEdit, RunStarted, RunWaiting, StepFinished
from agent_core.runs import Run
from tests.agent_core.conftest import Open, World, said
from tests.support.planners import message, step

SHOUT = step("s1", "shout", risk="send", what="hello")
YES, NO = Reply(action="approve"), Reply(action="reject")


async def settled(world: World, run: Run) -> Run:
    """The run once it has ended or waits."""
    return await asyncio.wait_for(world.assistant.result(run.id, "ana"), 10)


async def asked(world: World, *steps: dict[str, object]) -> Run:
    run = await settled(world, await world.assistant.accept(said(message(*steps))))
    assert run.status == "waiting"
    return run


async def answered(world: World, run: Run, name: str, reply: Reply) -> Run:
    await world.assistant.decide(run.id, "ana", name, reply, "web")
    return await settled(world, run)


async def gone_on(world: World, run: Run) -> Run:
    """The run once the sweep of a new life has taken it up and it has ended."""
    for _ in range(100):
        if (run := await settled(world, run)).finished:
            break
        await asyncio.sleep(0.05)
    return run


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to that")


async def events(world: World, run: Run) -> Sequence[Event]:
    return [event async for event in world.assistant.events(run.id, "ana")]


async def test_a_step_that_reaches_others_waits_and_says_what_it_would_do(world: World) -> None:
    run = await asked(world, SHOUT)
    approval = run.approvals["s1"]
    assert (approval.kind, approval.capability, approval.arguments) == ("step", "errands.shout", {"what": "hello"})
    assert approval.reasons == ["This reaches other people."]
    assert world.errands.started == 0
    assert [each.id for each in await world.assistant.approvals("ana")] == [f"{run.id}.s1"]
    assert isinstance((await events(world, run))[-1], RunWaiting)


async def test_once_approved_it_is_done_once_and_the_run_completes(world: World) -> None:
    run = await answered(world, await asked(world, SHOUT), "s1", YES)
    assert (run.status, run.results[0].status, run.approvals["s1"].decided_by) == ("completed", "done", "web")
    assert world.errands.started == 1
    assert await world.assistant.approvals("ana") == []
    assert run.answer is not None
    assert run.answer.text == "Shouted."


async def test_a_rejected_step_is_not_executed_and_the_reason_is_kept(world: World) -> None:
    run = await answered(world, await asked(world, SHOUT), "s1", Reply(action="reject", reason="Not now"))
    assert (run.status, run.results[0].status) == ("completed", "refused")
    assert "Not now" in run.results[0].text
    assert world.errands.started == 0


async def test_what_needs_no_word_is_done_first_and_told_again_to_who_follows_later(world: World) -> None:
    run = await asked(world, SHOUT, step("s2", "run", what="bread"), step("s3", "run", "s1", what="${s1.what}"))
    assert await world.ran() == ["bread"]
    run = await answered(world, run, "s1", YES)
    assert await world.ran() == ["bread", "hello"]
    seen = await events(world, run)
    assert [event.attempt for event in seen if isinstance(event, RunStarted)] == [2]
    assert sorted(event.result.step_id for event in seen if isinstance(event, StepFinished)) == ["s1", "s2", "s3"]


async def test_edited_arguments_are_the_ones_used(world: World) -> None:
    run = await answered(world, await asked(world, SHOUT), "s1", Reply(action="approve", arguments={"what": "hi"}))
    assert run.results[0].data["what"] == "hi"


async def test_edited_arguments_must_fit(world: World) -> None:
    run = await asked(world, SHOUT)
    with pytest.raises(InvalidInput, match="what"):
        await world.assistant.decide(run.id, "ana", "s1", Reply(action="approve", arguments={"what": 7}), "web")
    assert (await world.assistant.run(run.id, "ana")).approvals["s1"].status == "pending"


@pytest.mark.parametrize(
    ("words", "status", "result"), [("Yes, please!", "completed", "done"), ("nein", "completed", "refused")]
)
async def test_a_plain_yes_or_no_in_the_conversation_answers_it(
    world: World, words: str, status: str, result: str
) -> None:
    run = await asked(world, SHOUT)
    word = await settled(world, await world.assistant.accept(said(words, conversation_id=run.conversation_id)))
    assert word.answer is not None
    assert "Shout" in word.answer.text or "shout" in word.answer.text
    run = await gone_on(world, run)
    assert (run.status, run.results[0].status, run.approvals["s1"].decided_by) == (status, result, "web")


async def test_yes_elsewhere_or_with_more_words_or_to_several_requests_answers_nothing(world: World) -> None:
    run = await asked(world, SHOUT)
    await settled(world, await world.assistant.accept(said("yes")))
    await settled(world, await world.assistant.accept(said("yes and no", conversation_id=run.conversation_id)))
    assert (await world.assistant.run(run.id, "ana")).approvals["s1"].status == "pending"
    second = await world.assistant.accept(said(message(SHOUT), conversation_id=run.conversation_id))
    await settled(world, second)
    both = await settled(world, await world.assistant.accept(said("yes", conversation_id=run.conversation_id)))
    assert both.answer is not None
    assert "choose" in both.answer.text
    assert world.errands.started == 0


async def test_a_yes_said_before_the_question_was_asked_answers_nothing(world: World) -> None:
    """It cannot have been meant for what was not on the screen."""
    slow = step("s0", "run", what="bread", wait=0.5)
    run = await world.assistant.accept(said(message(slow, SHOUT)))
    early = await world.assistant.accept(said("yes", conversation_id=run.conversation_id))
    await settled(world, early)
    run = await world.assistant.run(run.id, "ana")
    assert (run.status, run.approvals["s1"].status, world.errands.started) == ("waiting", "pending", 1)


async def test_the_first_answer_wins(world: World) -> None:
    run = await asked(world, SHOUT)
    replies = [world.assistant.decide(run.id, "ana", "s1", reply, "web") for reply in (YES, NO, YES, NO, YES)]
    outcomes = await asyncio.gather(*replies, return_exceptions=True)
    assert sum(isinstance(each, Run) for each in outcomes) == 1
    assert sum(isinstance(each, Conflict) for each in outcomes) == 4
    await settled(world, run)
    assert world.errands.started <= 1


async def test_two_steps_are_asked_at_once_and_the_run_goes_on_when_both_are_answered(world: World) -> None:
    run = await asked(world, SHOUT, step("s2", "shout", risk="send", what="bye"))
    await world.assistant.decide(run.id, "ana", "s2", YES, "telegram")
    assert (await world.assistant.run(run.id, "ana")).status == "waiting"
    run = await answered(world, run, "s1", NO)
    assert [result.status for result in sorted(run.results, key=lambda each: each.step_id)] == ["refused", "done"]


async def test_a_waiting_run_does_not_hold_its_conversation(world: World) -> None:
    run = await asked(world, SHOUT)
    other = await world.assistant.accept(said("meanwhile", conversation_id=run.conversation_id))
    assert (await settled(world, other)).status == "completed"
    assert (await answered(world, run, "s1", YES)).status == "completed"


async def test_what_was_approved_behind_later_messages_is_known_to_the_next_one(world: World) -> None:
    run = await asked(world, SHOUT)
    await settled(world, await world.assistant.accept(said("meanwhile", conversation_id=run.conversation_id)))
    await answered(world, run, "s1", YES)
    for text in ("and now?", "still?"):
        await settled(world, await world.assistant.accept(said(text, conversation_id=run.conversation_id)))
        request = world.planner.requests[-1]
        assert [result["capability"] for result in request.recent] == ["errands.shout"]
        assert [each["content"] for each in request.history].count("Shouted.") == 1


async def test_an_understated_risk_asks_all_the_same(world: World) -> None:
    await asked(world, step("s1", "shout", risk="read", what="x"))


async def test_somebody_elses_approval_is_not_there(world: World) -> None:
    run = await asked(world, SHOUT)
    with pytest.raises(NotFound):
        await world.assistant.decide(run.id, "eve", "s1", YES, "web")
    with pytest.raises(NotFound):
        await world.assistant.decide(run.id, "ana", "s7", YES, "web")
    assert await world.assistant.approvals("eve") == []


async def test_always_is_remembered_for_the_capability_and_can_be_taken_back(world: World) -> None:
    await answered(world, await asked(world, SHOUT), "s1", Reply(action="approve", remember="allow"))
    run = await settled(world, await world.assistant.accept(said(message(SHOUT))))
    assert run.status == "completed"
    await world.assistant.permissions.withdraw("ana", "errands.shout")
    await asked(world, SHOUT)


async def test_never_is_remembered_and_refuses(world: World) -> None:
    await answered(world, await asked(world, SHOUT), "s1", Reply(action="reject", remember="deny"))
    run = await settled(world, await world.assistant.accept(said(message(SHOUT))))
    assert run.results[0].status == "refused"
    with pytest.raises(NotAllowed):
        await world.assistant.invoke("errands.shout", {"what": "x"}, user_id="ana", zone="UTC", approved=True)


async def test_a_call_by_hand_needs_the_word_too(world: World) -> None:
    with pytest.raises(NotAllowed, match="reaches other people"):
        await world.assistant.invoke("errands.shout", {"what": "x"}, user_id="ana", zone="UTC")
    assert world.errands.started == 0
    await world.assistant.invoke("errands.shout", {"what": "x"}, user_id="ana", zone="UTC", approved=True)
    assert world.errands.started == 1


async def test_a_waiting_run_can_be_stopped(world: World) -> None:
    run = await asked(world, SHOUT)
    assert (await world.assistant.cancel(run.id, "ana")).status == "cancelled"
    with pytest.raises(Conflict):
        await world.assistant.decide(run.id, "ana", "s1", YES, "web")


async def test_an_approval_survives_a_restart(open_world: Open) -> None:
    async with open_world() as world:
        run = await asked(world, step("s0", "run", what="bread"), SHOUT)
    async with open_world() as world:
        run = await answered(world, run, "s1", YES)
        assert (run.status, await world.ran(), world.errands.started) == ("completed", ["bread"], 1)


async def test_an_answer_that_was_stored_and_not_carried_on_is_carried_on_by_the_next_life(open_world: Open) -> None:
    async with open_world() as world:
        run = await asked(world, SHOUT)
    async with open_world() as world:
        change = {"$set": {"approvals.s1.status": "approved", "waits_until": datetime(2000, 1, 1, tzinfo=UTC)}}
        await world.database.collection("runs").update_one({"_id": run.id}, change)
    async with open_world() as world:
        assert (await gone_on(world, run)).status == "completed"
        assert world.errands.started == 1


async def test_what_is_not_answered_in_time_is_not_done(open_world: Open) -> None:
    async with open_world() as world:
        run = await asked(world, SHOUT)
        past = datetime.now(UTC) - timedelta(minutes=1)
        change = {"$set": {"approvals.s1.expires_at": past, "waits_until": past}}
        await world.database.collection("runs").update_one({"_id": run.id}, change)
    async with open_world() as world:
        run = await gone_on(world, run)
        assert (run.approvals["s1"].status, run.results[0].status) == ("expired", "refused")
        assert world.errands.started == 0


async def test_a_plan_is_shown_first_to_who_wants_that_and_runs_as_it_was_changed(world: World) -> None:
    await world.assistant.permissions.review_plans("ana", "acting")
    run = await asked(world, step("s1", "run", what="bread"), step("s2", "run", what="milk"))
    assert (run.approvals["plan"].kind, await world.ran()) == ("plan", [])
    assert [each.id for each in run.plan] == ["s1", "s2"]
    edits = [PlanEdit(step_id="s1", remove=True), PlanEdit(step_id="s2", arguments={"what": "oat milk"})]
    run = await answered(world, run, "plan", Reply(action="approve", plan=edits))
    assert (await world.ran(), [each.id for each in run.plan]) == (["oat milk"], ["s2"])


async def test_a_plan_that_was_turned_down_does_nothing(world: World) -> None:
    await world.assistant.permissions.review_plans("ana", "acting")
    run = await answered(world, await asked(world, step("s1", "run", what="bread")), "plan", NO)
    assert await world.ran() == []
    assert run.answer is not None
    assert "turned the plan down" in run.answer.text


async def test_a_changed_plan_must_still_hold_together(world: World) -> None:
    await world.assistant.permissions.review_plans("ana", "always")
    run = await asked(world, step("s1", "run", what="bread"), step("s2", "run", "s1", what="${s1.what}"))
    reply = Reply(action="approve", plan=[PlanEdit(step_id="s1", remove=True)])
    with pytest.raises(InvalidInput, match="s1"):
        await world.assistant.decide(run.id, "ana", "plan", reply, "web")


async def test_a_plan_can_be_steered_while_it_runs(world: World) -> None:
    slow, later = step("s1", "run", what="bread", wait=0.6), step("s2", "run", "s1", what="milk")
    run = await world.assistant.accept(said(message(slow, later)))
    await until(lambda: world.errands.started > 0)
    await world.assistant.steer(run.id, "ana", skip=["s2"], text=message(step("s1", "run", what="jam")))
    ended = await settled(world, run)
    assert await world.ran() == ["jam", "bread"]
    assert {each.step_id: each.status for each in ended.results} == {"s1": "done", "s2": "skipped", "a1_s1": "done"}
    with pytest.raises(Conflict):
        await world.assistant.steer(run.id, "ana", skip=["s2"])
