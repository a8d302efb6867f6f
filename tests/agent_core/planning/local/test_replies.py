from typing import Any

import pytest

from agent_core.planning.local.planner import LocalPlanner
from agent_core.state import Step
from tests.agent_core.planning.local.helpers import asked, decide, open_question, request, steps

TIME = open_question("planner.set_reminder", "time", {"title": "call mom"})
TITLE = open_question("planner.create_task", "title", {})
NOTE = open_question("planner.delete_note", "note", {}, [["n-1", "Wifi password"], ["n-2", "Wifi router manual"]])
MINUTES = open_question("planner.snooze_reminder", "minutes", {"reminder": "r-1"})


@pytest.mark.parametrize(
    ("text", "question", "argument", "value"),
    [
        ("tomorrow at 5pm", TIME, "time", "2026-11-22T17:00:00+01:00"),
        ("in half an hour please", TIME, "time", "2026-11-21T10:30:00+01:00"),
        ("buy a new kettle", TITLE, "title", "buy a new kettle"),
        ("the second one", NOTE, "note", "n-2"),
        ("wifi password", NOTE, "note", "n-1"),
        ("1", NOTE, "note", "n-1"),
        ("router", NOTE, "note", "n-2"),
        ("15", MINUTES, "minutes", 15),
        ("half an hour", MINUTES, "minutes", 30),
    ],
)
async def test_an_answer_completes_the_step(text: str, question: Any, argument: str, value: Any) -> None:
    expected = (question["step"]["capability"], question["step"]["arguments"] | {argument: value})
    assert await steps(text, question=question) == [expected]


@pytest.mark.parametrize("text", ["never mind", "cancel", "forget it"])
async def test_a_question_can_be_dropped(text: str) -> None:
    decision = await decide(text, question=TIME)
    assert decision.reply
    assert not decision.steps


async def test_a_new_request_goes_before_the_question() -> None:
    assert await steps("show my tasks", question=TIME) == [("planner.list_tasks", {})]
    assert await steps("remind me tomorrow at 9 to call Ana", question=TITLE) == [
        ("planner.set_reminder", {"title": "call Ana", "time": "2026-11-22T09:00:00+01:00"})
    ]


async def test_an_answer_that_does_not_fit_is_asked_again() -> None:
    again = await asked("dunno", question=TIME)
    assert again == TIME


async def test_a_time_joins_the_day_that_was_said() -> None:
    question = await asked("remind me to call mom on monday")
    assert await steps("at 9:30", question=question) == [
        ("planner.set_reminder", {"title": "call mom", "time": "2026-11-23T09:30:00+01:00"})
    ]


async def test_the_steps_behind_a_question_keep_their_references() -> None:
    rest = Step(
        id="s2", capability="planner.complete_task", title="", arguments={"task": "${s1.task_id}"}, depends_on=["s1"],
        risk="write", seconds=1, tokens=0,
    )  # fmt: skip
    question = open_question("planner.create_task", "title", {}, rest=[rest])
    decision = await decide("buy a kettle", question=question)
    assert [step["id"] for step in decision.steps] == ["s1", "s2"]
    assert decision.steps[1]["depends_on"] == ["s1"]


async def test_a_step_that_waits_alone_is_renumbered_with_what_refers_to_it() -> None:
    rest = Step(
        id="s4", capability="planner.complete_task", title="", arguments={"task": "${s3.task_id}"}, depends_on=["s3"],
        risk="write", seconds=1, tokens=0,
    )  # fmt: skip
    question = open_question("planner.create_task", "title", {}, rest=[rest])
    question["step"]["id"] = "s3"
    decision = await decide("buy a kettle", question=question)
    assert decision.steps[1]["arguments"] == {"task": "${s1.task_id}"}


async def test_a_choice_between_capabilities_reads_the_first_message_again() -> None:
    question = await asked("delete coffee")
    assert await steps("delete a note", question=question) == [("planner.delete_note", {"note": "coffee"})]


async def test_none_of_these_does_nothing() -> None:
    question = await asked("delete coffee")
    decision = await decide("none of these", question=question)
    assert decision.reply
    assert not decision.steps


async def test_other_missing_arguments_are_asked_for_one_after_the_other() -> None:
    question = await asked("set a reminder")
    assert question["argument"] == "title"
    following = await asked("water the plants", question=question)
    assert following["argument"] == "time"
    assert following["step"]["arguments"] == {"title": "water the plants"}


async def test_an_analysis_with_an_answer_is_confident() -> None:
    analysis = await LocalPlanner(None).analyze(request("tomorrow at 5pm", question=TIME))
    assert analysis["confident"]
