"""Everything that can be wrong with a plan that a model wrote."""

import json
from typing import Any

import pytest

from agent_core.models.port import ToolCall
from agent_core.planning.model_plan import TOOL, UnusablePlan, plan_tool, read_plan
from agent_core.state import Step
from tests.support.notebook import capabilities

FIND: dict[str, Any] = {"id": "s1", "capability": "notebook.find", "title": "Look", "arguments": {"text": "oaks"}}
NOTE: dict[str, Any] = {"id": "s2", "capability": "notebook.create", "title": "Note", "arguments": {"title": "Oaks"}}


def read(*steps: dict[str, Any], max_steps: int = 12) -> list[Step]:
    call = ToolCall(id="c", name=TOOL, arguments=json.dumps({"steps": steps}))
    return read_plan([call], capabilities(), max_steps=max_steps)


def problems(*steps: dict[str, Any], max_steps: int = 12) -> list[str]:
    with pytest.raises(UnusablePlan) as caught:
        read(*steps, max_steps=max_steps)
    return caught.value.problems


def test_a_step_gets_its_risk_and_duration_from_the_package_not_from_the_model() -> None:
    steps = read(FIND | {"risk": "send", "seconds": 99}, NOTE | {"risk": "read"})
    assert {step["id"]: (step["risk"], step["seconds"]) for step in steps} == {"s1": ("read", 2), "s2": ("write", 1.0)}


def test_a_reference_makes_a_dependency_and_steps_come_in_an_order_that_can_run() -> None:
    note = NOTE | {"arguments": {"title": "Oaks", "text": "${s1.best}", "due": "${s1.text}"}}
    steps = read(note, FIND)
    assert [step["id"] for step in steps] == ["s1", "s2"]
    assert steps[1]["depends_on"] == ["s1"]
    assert steps[1]["arguments"]["text"] == "${s1.best}"


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([FIND | {"capability": "notebook.burn"}], "s1: there is no function notebook.burn."),
        ([FIND, FIND], "The step id s1 is used more than once."),
        ([FIND | {"depends_on": ["s9"]}], "s1: there is no step s9."),
        ([FIND | {"arguments": {"text": "${s9.text}"}}], "s1: there is no step s9."),
        ([FIND | {"arguments": {}}], "s1.text: Field required"),
        ([FIND | {"arguments": {"text": ""}}], "s1.text: String should have at least 1 character"),
        ([FIND | {"arguments": {"text": "a", "page": 3}}], "s1.page: notebook.find has no such argument."),
        ([NOTE | {"arguments": {"title": "a", "copies": 9}}], "s2.copies: Input should be less than or equal to 5"),
        ([NOTE | {"arguments": {"title": "a", "due": "soon"}}], "s2.due: Input should be a valid datetime"),
        ([FIND, NOTE | {"arguments": {"title": "${s1.page}"}}], "s2: the result of s1 has no field page;"),
        ([FIND | {"depends_on": ["s1"]}], "These steps wait for each other: s1, s1."),
        ([FIND | {"depends_on": ["s2"]}, NOTE | {"depends_on": ["s1"]}], "These steps wait for each other:"),
        ([FIND | {"id": "no spaces please"}], "steps.0.id: String should match pattern"),
        ([FIND | {"arguments": "text"}], "steps.0.arguments: Input should be an object"),
        ([], "steps: List should have at least 1 item"),
    ],
)
def test_a_wrong_plan_is_refused_with_words_that_help_to_mend_it(steps: list[dict[str, Any]], said: str) -> None:
    assert any(problem.startswith(said) for problem in problems(*steps)), problems(*steps)


def test_all_problems_are_named_at_once() -> None:
    wrong = problems(FIND | {"arguments": {}}, NOTE | {"arguments": {"title": "a", "copies": 0}})
    assert [problem.split(":")[0] for problem in wrong] == ["s1.text", "s2.copies"]


def test_more_steps_than_allowed_are_refused() -> None:
    many = [FIND | {"id": f"s{n}"} for n in range(4)]
    assert problems(*many, max_steps=3) == ["There are 4 steps; at most 3 are allowed."]


@pytest.mark.parametrize(
    "calls",
    [
        [ToolCall(id="c", name=TOOL, arguments='{"steps": [')],
        [ToolCall(id="c", name=TOOL, arguments="")],
        [ToolCall(id="c", name=TOOL, arguments="[]")],
        [ToolCall(id="c", name="shell", arguments="{}")],
        [ToolCall(id="c", name=TOOL, arguments="{}"), ToolCall(id="d", name=TOOL, arguments="{}")],
        [],
    ],
)
def test_what_is_no_plan_at_all_is_refused(calls: list[ToolCall]) -> None:
    with pytest.raises(UnusablePlan):
        read_plan(calls, capabilities(), max_steps=12)


def test_the_tool_offers_exactly_the_functions_there_are() -> None:
    step = plan_tool(capabilities()).parameters["$defs"]["PlannedStep"]
    assert step["properties"]["capability"]["enum"] == ["notebook.find", "notebook.create"]
