"""Files that came with the message."""

import dataclasses

import pytest

from agent_core.planning.port import Decision
from tests.agent_core.planning.local.helpers import look, request

TAKE = ("knowledge.process_document", {"file_id": "f-1"})


async def with_file(text: str, *files: str) -> Decision:
    asked = dataclasses.replace(request(text), attachments=files or ("f-1",))
    return (await look(asked))[1]


def calls(decision: Decision) -> list[tuple[str, dict[str, object]]]:
    return [(step["capability"], step["arguments"]) for step in decision.steps]


@pytest.mark.parametrize(
    "text", ["summarise this", "summarize the attached file please", "summarise the report", "give me a summary"]
)
async def test_what_is_to_be_summarised_is_the_attached_file(text: str) -> None:
    decision = await with_file(text)
    assert calls(decision) == [TAKE, ("knowledge.summarise_document", {"document": "${s1.document.id}"})]
    assert decision.steps[1]["depends_on"] == ["s1"]


async def test_a_question_is_asked_of_the_attached_file() -> None:
    question = "who signed it?"
    expected = ("knowledge.answer_question", {"question": question, "document": "${s1.document.id}"})
    assert calls(await with_file(question)) == [TAKE, expected]


async def test_a_document_that_is_named_by_its_file_is_that_one() -> None:
    assert calls(await with_file("summarise lease.pdf")) == [
        ("knowledge.summarise_document", {"document": "lease.pdf"})
    ]


async def test_a_request_that_does_not_speak_of_the_file_leaves_it_alone() -> None:
    assert [name for name, _ in calls(await with_file("show my tasks"))] == ["planner.list_tasks"]
    reminder = await with_file("remind me tomorrow at 9 to read this")
    assert [name for name, _ in calls(reminder)] == ["planner.set_reminder"]
    assert calls(await with_file("translate this into French")) == []


async def test_several_files_are_each_looked_into() -> None:
    assert calls(await with_file("summarise these", "f-1", "f-2")) == [
        TAKE,
        ("knowledge.process_document", {"file_id": "f-2"}),
        ("knowledge.summarise_document", {"document": "${s1.document.id}"}),
        ("knowledge.summarise_document", {"document": "${s2.document.id}"}),
    ]


async def test_a_later_clause_refers_to_the_step_by_its_new_number() -> None:
    decision = await with_file("summarise this and save it as a note")
    assert calls(decision)[2] == ("planner.create_note", {"content": "${s2.text}"})


async def test_a_file_that_is_to_be_kept_is_taken_in_once() -> None:
    assert calls(await with_file("add this file to my documents")) == [TAKE]
    assert calls(await with_file("here is the contract")) == [TAKE]


async def test_without_a_file_the_same_words_ask() -> None:
    _, decision = await look(request("summarise this"))
    assert decision.question is not None
