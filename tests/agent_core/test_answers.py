"""What the person is told: results, one question at a time, and citations that lead to the right passage."""

from typing import Any

import pytest

from agent_core.runs import Run
from tests.agent_core.conftest import World, said
from tests.support.planners import message, step


async def answered(world: World, text: str, **more: Any) -> Run:
    run = await world.assistant.accept(said(text, **more))
    return await world.assistant.result(run.id, "ana")


def text_of(run: Run) -> str:
    assert run.answer is not None
    return run.answer.text


async def test_two_steps_that_ask_are_asked_one_after_the_other_and_then_all_is_done(world: World) -> None:
    first = await answered(
        world,
        message(
            step("s1", "ask", risk="read", what="?"),
            step("s2", "ask", risk="read", what="?"),
            step("s3", "run", "s1", "s2", what="${s1.what} and ${s2.what}"),
        ),
    )
    assert text_of(first) == "Which errand?"
    assert [result.status for result in first.results] == ["asked", "asked", "skipped"]
    second = await answered(world, "apples", conversation_id=first.conversation_id)
    assert text_of(second) == "You meant apples.\n\nWhich errand?"
    third = await answered(world, "bread", conversation_id=first.conversation_id)
    assert text_of(third).endswith("Ran apples and bread.")
    assert await world.ran() == ["apples and bread"]


async def test_steps_that_wait_for_an_answer_keep_their_order_also_without_a_reference(world: World) -> None:
    first = await answered(
        world, message(step("s1", "ask", risk="read", what="?"), step("s2", "run", "s1", what="after"))
    )
    second = await answered(world, "now", conversation_id=first.conversation_id)
    assert [each.depends_on for each in second.plan] == [[], ["s1"]]
    assert await world.ran() == ["after"]


async def test_a_step_that_also_needs_a_failed_one_is_not_kept_for_the_answer(world: World) -> None:
    first = await answered(
        world,
        message(
            step("s1", "ask", risk="read", what="?"),
            step("s2", "fail", risk="read", what="x"),
            step("s3", "run", "s1", "s2", what="${s1.what} ${s2.what}"),
        ),
    )
    second = await answered(world, "pears", conversation_id=first.conversation_id)
    assert second.status == "completed"
    assert [each.id for each in second.plan] == ["s1"]
    assert await world.ran() == []


async def test_a_question_survives_a_message_that_was_stopped_before_it_began(world: World) -> None:
    text = message(step("s1", "run", what="slow", wait=0.3), step("s2", "ask", risk="read", what="?"))
    first = await world.assistant.accept(said(text))
    stopped = await world.assistant.accept(said("never read", conversation_id=first.conversation_id))
    assert (await world.assistant.cancel(stopped.id, "ana")).status == "cancelled"
    await world.assistant.result(first.id, "ana")
    assert text_of(await answered(world, "pears", conversation_id=first.conversation_id)) == "You meant pears."
    assert [each["content"] for each in world.planner.requests[-1].history][-1] == "never read"


async def test_citations_count_on_and_other_numbers_in_brackets_stay(world: World) -> None:
    run = await answered(
        world,
        message(
            step("s1", "quote", risk="read", what="Tea [1] and coffee [2]."),
            step("s2", "quote", risk="read", what="Cake [1], see chapter [7], and pie [2]."),
        ),
    )
    assert text_of(run) == "Tea [1] and coffee [2].\n\nCake [3], see chapter [7], and pie [4]."
    assert run.answer is not None
    assert [each["quote"] for each in run.answer.citations] == ["s1.1", "s1.2", "s2.1", "s2.2"]


async def test_files_that_come_without_a_word_are_named_and_what_can_be_asked_is_said(world: World) -> None:
    files = [await world.upload("menu.pdf"), await world.upload("wines.pdf")]
    run = await answered(world, "", attachments=tuple(files))
    assert run.status == "completed"
    assert text_of(run) == "I have “menu.pdf”, “wines.pdf”. What shall I do with them?"
    [conversation] = await world.assistant.conversations.list("ana", limit=5)
    assert conversation.title == "menu.pdf, wines.pdf"


async def test_files_with_words_leave_the_words_to_the_planner(world: World) -> None:
    run = await answered(world, "what is this?", attachments=(await world.upload("menu.pdf"),))
    assert text_of(run) == "You said: what is this?"
    assert world.planner.requests[-1].attachments == run.attachments


@pytest.mark.parametrize("size", [300_000, 3_000_000])
async def test_large_results_do_not_make_a_conversation_unusable(world: World, size: int) -> None:
    steps = [step(f"s{number}", "haul", risk="read", what=str(size)) for number in range(1, 6)]
    first = await answered(world, message(*steps))
    assert [result.status for result in first.results] == ["done"] * 5
    for _ in range(3):
        first = await answered(world, message(*steps), conversation_id=first.conversation_id)
    assert first.status == "completed"
    assert len(first.model_dump_json()) < 1_000_000


async def test_progress_in_a_tight_loop_does_not_fill_the_memory(world: World) -> None:
    run = await world.assistant.accept(said(message(step("s1", "chatter", risk="read", what="10000"))))
    events = [event async for event in world.assistant.events(run.id, "ana")]
    assert 1 <= sum(event.model_dump()["type"] == "step.progress" for event in events) < 50
