import dataclasses
import time
from datetime import datetime
from typing import ClassVar

import pytest
from pydantic import BaseModel

from agent_core.contract import Call, CapabilityPackage, Embedder, Result, Risk, capability
from agent_core.understanding.label import label_of
from tests.agent_core.planning.local.helpers import SAMPLE, asked, decide, look, request, steps
from tests.agent_core.planning.local.sample import Dice, Planner


@pytest.mark.parametrize(
    "text",
    [
        "what does the contract say about termination?",
        "how much is the deposit according to the lease",
        "which tasks does the statement of work assign to the contractor?",
        "tell me about the conclusions of the thesis",
        "Is smoking allowed in the apartment?",
    ],
)
async def test_questions_nobody_claims_go_to_the_documents(text: str) -> None:
    assert await steps(text) == [("knowledge.answer_question", {"question": text})]


async def test_without_a_package_that_answers_a_question_is_refused() -> None:
    decision = await decide("Is smoking allowed in the apartment?", capabilities=list(Planner().capabilities()))
    assert "can't do that" in decision.reply


@pytest.mark.parametrize("text", ["hello", "thanks a lot", "good morning!", "how are you doing today", "bye"])
async def test_small_talk_is_answered_without_steps(text: str) -> None:
    analysis, decision = await look(request(text))
    assert (analysis["kind"], analysis["confident"]) == ("small_talk", True)
    assert decision.reply
    assert not decision.steps


async def test_what_it_can_do_is_what_is_registered() -> None:
    reply = (await decide("what can you do?", capabilities=list(Dice().capabilities()))).reply
    assert "**Dice**: roll" in reply
    assert "task" not in reply


async def test_thanks_beside_a_command_do_not_hide_it() -> None:
    assert await steps("thanks! now show my reminders") == [("planner.list_reminders", {})]


@pytest.mark.parametrize(
    "text",
    ["order a pizza margherita", "turn off the lights in the living room", "play some jazz", "asdf qwer zxcv",
     "transfer 200 euros to my savings account", "book me a flight to Lisbon"],
)  # fmt: skip
async def test_what_nobody_can_do_is_not_done(text: str) -> None:
    analysis, decision = await look(request(text))
    assert not decision.steps
    assert not analysis["confident"]


async def test_a_refusal_says_what_is_possible_and_how_to_get_more() -> None:
    reply = (await decide("asdf qwer zxcv")).reply
    assert "create task" in reply
    assert "AGENTIC_MODEL_BASE_URL" in reply


async def test_a_refusal_speaks_the_language_of_the_message() -> None:
    reply = (await decide("erinnere mich bitte an den Zahnarzt")).reply
    assert reply.startswith("Ohne Sprachmodell")


async def test_what_was_not_understood_beside_a_command_is_said() -> None:
    decision = await decide("add buy paint to my tasks. Frobnicate the quux.")
    assert [step["capability"] for step in decision.steps] == ["planner.create_task"]
    assert "Frobnicate the quux" in decision.notes[0]


async def test_two_that_fit_alike_are_asked_about() -> None:
    question = await asked("delete coffee")
    assert question["argument"] == "capability"
    values = [value for value, _ in question["choices"]]
    assert {"planner.delete_task", "planner.delete_note", ""} <= set(values)


async def test_a_negated_command_is_not_carried_out() -> None:
    decision = await decide("don't add milk to my tasks")
    assert not decision.steps


async def test_an_act_that_others_declare_is_not_taken_for_another() -> None:
    decision = await decide("remove laundry from my shopping calendar tasks list")
    assert all(step["capability"] != "planner.create_task" for step in decision.steps)


async def test_a_third_party_package_works_by_its_examples_alone() -> None:
    dice = list(Dice().capabilities())
    assert await steps("please roll 3 dice with 20 sides", capabilities=dice) == [
        ("dice.roll", {"count": 3, "sides": 20})
    ]
    assert await steps("roll two dice", capabilities=[*SAMPLE, *dice]) == [("dice.roll", {"count": 2})]


async def test_nothing_installed_is_said_plainly() -> None:
    assert "nothing" in (await decide("add milk to my tasks", capabilities=[])).reply


@pytest.mark.parametrize("text", ["", "   ", "?", "...", "and", "\n", "“”", "${s1.id}", "a" * 5000, "💥" * 50])
async def test_odd_texts_get_a_reply(text: str) -> None:
    decision = await decide(text)
    assert decision.reply or decision.steps or decision.question


@pytest.mark.parametrize("part", ["a,", "show my tasks and ", '"', "with Ana and ", ". ", "add milk to my tasks "])
async def test_a_long_or_hostile_text_takes_a_bounded_time(part: str) -> None:
    started = time.perf_counter()
    for length in (990, 32_000):
        await decide((part * length)[:length])
    assert time.perf_counter() - started < 3  # a tenth of this on an idle machine; minutes without the bounds


async def test_an_analysis_tells_what_the_message_is_and_names() -> None:
    analysis, _ = await look(request("remind me tomorrow at 9 to call Ana"))
    assert (analysis["label"], analysis["language"]) == ("command", "en")
    assert [(one["kind"], one["text"]) for one in analysis["entities"]] == [
        ("date", "tomorrow at 9"),
        ("person", "Ana"),
    ]


@pytest.mark.parametrize("text", ["todo call the bank", "reminder water plants at 9am"])
async def test_what_the_planner_is_sure_to_do_is_labelled_a_command(text: str) -> None:
    analysis, decision = await look(request(text))
    assert decision.steps
    assert analysis["label"] == "command"
    assert label_of(text, "en") == "statement"  # by itself


async def test_what_nobody_does_keeps_its_label() -> None:
    analysis, _ = await look(request("my sister lives in Madrid"))
    assert analysis["label"] == "statement"


async def test_the_language_of_the_person_decides_where_the_text_does_not() -> None:
    german = dataclasses.replace(request("ok"), language="de")
    assert (await look(german))[0]["language"] == "de"
    assert (await look(request("ok")))[0]["language"] == "en"


class Counting:
    """Vectors that say nothing; counts how often it is asked."""

    def __init__(self) -> None:
        self.calls: list[int] = []

    @property
    def dimensions(self) -> int:
        return 2

    async def embed(self, texts: list[str]) -> list[list[float]]:
        self.calls.append(len(texts))
        return [[1.0, 0.0] for _ in texts]


async def test_examples_are_embedded_once_and_a_message_takes_one_call() -> None:
    from agent_core.planning.local.planner import LocalPlanner

    counting = Counting()
    embedder: Embedder = counting  # type: ignore[assignment]  # takes lists only
    planner = LocalPlanner(embedder)
    await planner.analyze(request("cancel yoga"))
    await planner.analyze(request("cancel pilates; then reschedule yoga"))
    assert [count for count in counting.calls if count > 10] == [counting.calls[0]]
    assert counting.calls[1:] == [1, 2]


async def test_what_the_words_decide_costs_no_embedding() -> None:
    from agent_core.planning.local.planner import LocalPlanner

    counting = Counting()
    await LocalPlanner(counting).analyze(request("remind me tomorrow at 9 to call Ana"))  # type: ignore[arg-type]
    assert counting.calls == []


@pytest.mark.parametrize(
    ("text", "capability"),
    [
        ("do I have any appointments tomorrow?", "planner.list_events"),
        ("are there any open tasks?", "planner.list_tasks"),
        ("how many reminders are there?", "planner.list_reminders"),
    ],
)
async def test_whoever_asks_what_of_theirs_there_is_gets_their_lists(text: str, capability: str) -> None:
    assert [name for name, _ in await steps(text)] == [capability]


@pytest.mark.parametrize("text", ["are there any fees for leaving early?", "does the contract allow pets?"])
async def test_yes_or_no_about_other_things_goes_to_the_documents(text: str) -> None:
    assert [name for name, _ in await steps(text)] == ["knowledge.answer_question"]


async def test_agents_with_other_tools_do_not_cost_each_other_the_examples() -> None:
    from agent_core.planning.local.planner import LocalPlanner

    counting = Counting()
    planner = LocalPlanner(counting)  # type: ignore[arg-type]
    fewer = [each for each in SAMPLE if each.name.startswith("planner.")]
    for capabilities in (SAMPLE, fewer, SAMPLE, fewer):
        await planner.analyze(request("cancel yoga", capabilities=capabilities))
    assert len([count for count in counting.calls if count > 10]) == 1


class Since(BaseModel):
    since: datetime


class Past(CapabilityPackage):
    name: ClassVar[str] = "past"
    description: ClassVar[str] = "What was done."

    @capability(risk=Risk.WRITE, examples=("undo everything since {since}", "take back all changes since {since}"))
    async def undo_since(self, call: Call, arguments: Since) -> Result:
        """Take back."""
        raise NotImplementedError


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("undo everything since 9am", "2026-11-21T09:00:00+01:00"),
        ("undo everything since 9:30", "2026-11-21T09:30:00+01:00"),
        ("undo everything since 3 pm", "2026-11-20T15:00:00+01:00"),
        ("undo everything since monday", "2026-11-16"),
        ("undo everything since yesterday", "2026-11-20"),
    ],
)
async def test_what_is_since_then_lies_behind_us(text: str, since: str) -> None:
    [(name, arguments)] = await steps(text, capabilities=list(Past().capabilities()))
    assert name == "past.undo_since"
    assert str(arguments["since"]).startswith(since)


@pytest.mark.parametrize(
    "text", ["can you book me a table at the grill at 2 pm on saturday", "water the plants, remind me at noon"]
)
async def test_what_is_asked_of_others_or_twice_is_not_done_as_one_thing(text: str) -> None:
    decision = await decide(text)
    assert [step["capability"] for step in decision.steps] in ([], ["planner.set_reminder"])
    assert all("remind me" not in str(step["arguments"].get("title")) for step in decision.steps)
