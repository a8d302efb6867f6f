"""Telling the assistant what to remember, in plain words and without a model."""

import pytest

from tests.agent_core.own.conftest import Home


async def test_what_is_told_is_known_in_later_conversations_and_can_be_forgotten(home: Home) -> None:
    assert await home.told("remember that my sister is called Ana") == (
        "I will remember that: “My sister is called Ana”."
    )
    await home.told("remember that my dentist is Dr Weber", fresh=True)
    known = await home.told("what do you know about my sister?", fresh=True)
    assert "My sister is called Ana" in known
    assert "Weber" not in known
    everything = await home.told("what do you remember?", fresh=True)
    assert ("Ana" in everything, "Weber" in everything) == (True, True)
    assert await home.told("forget that my sister is called Ana") == "Forgotten: “My sister is called Ana”."
    assert "nothing about your sister" in await home.told("what do you know about my sister?")


async def test_forget_that_means_what_was_just_told_and_can_be_undone(home: Home) -> None:
    await home.told("remember that I am allergic to nuts")
    assert await home.told("forget that") == "Forgotten: “I am allergic to nuts”."
    assert await home.told("what do you remember?") == "I remember nothing."
    assert "Taken back" in await home.told("undo")
    assert "allergic" in await home.told("what do you remember?")


async def test_forget_that_is_talk_where_nothing_was_told(home: Home) -> None:
    assert await home.told("forget that") == "All right, I'll leave it."


async def test_remembering_can_be_undone(home: Home) -> None:
    await home.told("remember that I live in Graz")
    assert "is forgotten again" in await home.told("undo")
    assert await home.told("what do you know about me?") == "I remember nothing."


async def test_the_same_thing_is_remembered_once(home: Home) -> None:
    await home.told("remember that I live in Graz")
    assert await home.told("remember that I live in graz.") == "I knew that already: “I live in Graz”."
    assert await home.facts.count("user:ana") == 1


async def test_everything_can_be_forgotten_and_brought_back(home: Home) -> None:
    for text in ("I live in Graz", "my car is red"):
        await home.told(f"remember that {text}")
    assert await home.told("forget everything you know about me") == "Forgotten: all 2 things I remembered."
    assert await home.told("what do you remember?") == "I remember nothing."
    await home.told("undo")
    assert await home.facts.count("user:ana") == 2


async def test_a_fact_knows_where_it_comes_from(home: Home) -> None:
    run = await home.say("remember that I live in Graz")
    [fact] = await home.facts.of("user:ana")
    source = fact.source
    assert (source.said_by, source.interface) == ("ana", "web")
    assert (source.conversation_id, source.run_id) == (run.conversation_id, run.id)


async def test_of_two_facts_that_may_be_meant_the_person_chooses(home: Home) -> None:
    await home.told("remember that my sister Ana lives in Rome")
    await home.told("remember that my sister Eva lives in Rome")
    run = await home.say("forget what I told you about my sister")
    assert run.answer is not None
    assert "Which of these do you mean" in run.answer.text
    assert await home.facts.count("user:ana") == 2


@pytest.mark.parametrize("other", ["user:ben", "group:telegram:-1"])
async def test_nobody_elses_question_finds_a_fact(home: Home, other: str) -> None:
    await home.told("remember that my sister is called Ana")
    user_id = other.removeprefix("user:") if other.startswith("user:") else "ana"
    audience = "" if other.startswith("user:") else other
    said = await home.told("what do you know about my sister?", user_id=user_id, audience=audience, fresh=True)
    assert said == "I remember nothing about your sister."
    assert await home.told("what do you remember?", user_id=user_id, audience=audience) == "I remember nothing."


async def test_what_was_said_is_found_again_in_the_place_it_was_said(home: Home) -> None:
    await home.told("remember that the plumber comes on Friday")
    asked = await home.say("when did we talk about the plumber?", fresh=True)
    assert asked.answer is not None
    assert "remember that the plumber comes on Friday" in asked.answer.text
    said = await home.told("what did we say about the plumber?", audience="group:telegram:-1", fresh=True)
    assert said == "I found nothing about “the plumber” in our conversations."
