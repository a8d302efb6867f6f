from typing import Any

import pytest

from agent_core.state import StepResult
from tests.agent_core.planning.local.helpers import asked, decide, done, steps

TASK = done("planner.create_task", {"task": {"id": "t-9", "title": "Call the dentist"}, "task_id": "t-9"})
TASKS = done("planner.list_tasks", {"items": [{"id": "t-1", "title": "Rent"}, {"id": "t-2", "title": "Milk"}]})
EVENT = done(
    "planner.schedule_event",
    {"event": {"id": "e-9", "title": "Lunch", "start": "2026-11-24T11:00:00Z"}, "event_id": "e-9"},
)
DOCUMENT = done("knowledge.list_documents", {"items": [{"id": "d-9", "title": "Lease"}]})


@pytest.mark.parametrize(
    ("text", "recent", "name", "arguments"),
    [
        ("mark it as done", TASK, "planner.complete_task", {"task": "t-9"}),
        ("delete that task", TASK, "planner.delete_task", {"task": "t-9"}),
        ("mark the second one as done", TASKS, "planner.complete_task", {"task": "t-2"}),
        ("cancel it", EVENT, "planner.cancel_event", {"event": "e-9"}),
        ("delete it", DOCUMENT, "knowledge.delete_document", {"document": "d-9"}),
        ("summarise that document", DOCUMENT, "knowledge.summarise_document", {"document": "d-9"}),
    ],
)
async def test_words_that_point_back_become_ids(
    text: str, recent: StepResult, name: str, arguments: dict[str, Any]
) -> None:
    assert await steps(text, recent=[recent]) == [(name, arguments)]


async def test_the_last_thing_spoken_of_is_meant() -> None:
    assert await steps("cancel it", recent=[TASK, EVENT]) == [("planner.cancel_event", {"event": "e-9"})]


async def test_a_new_hour_keeps_the_day_of_the_thing() -> None:
    [(_, arguments)] = await steps("move it to 5pm", recent=[EVENT])
    assert arguments == {"event": "e-9", "start": "2026-11-24T17:00:00+01:00"}


async def test_pointing_at_nothing_asks() -> None:
    await asked("delete it")


async def test_a_failed_result_is_not_pointed_at() -> None:
    failed: Any = {**TASK, "status": "failed"}
    await asked("mark it as done", recent=[failed])


async def test_a_later_clause_refers_to_the_step_before() -> None:
    decision = await decide("make a note that the gate code is 1234 and then delete it")
    first, second = decision.steps
    assert (first["id"], first["capability"]) == ("s1", "planner.create_note")
    assert (second["capability"], second["arguments"]) == ("planner.delete_note", {"note": "${s1.note_id}"})
    assert second["depends_on"] == ["s1"]


async def test_what_a_look_finds_can_be_kept() -> None:
    decision = await decide("Summarise the lease and save it as a note")
    assert [step["capability"] for step in decision.steps] == ["knowledge.summarise_document", "planner.create_note"]
    assert decision.steps[1]["arguments"]["content"] == "${s1.text}"
    assert decision.steps[1]["depends_on"] == ["s1"]


async def test_independent_clauses_do_not_wait_for_each_other() -> None:
    decision = await decide("add buy stamps to my tasks and remind me at 6pm to call Ana")
    assert [step["depends_on"] for step in decision.steps] == [[], []]
