"""`agentic eval`: as a command, against a scripted model, and its judgement of decisions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from agent_core.errors import InvalidInput
from agent_core.evaluation.cases import Case, read_cases
from agent_core.evaluation.judge import equal, fault_of
from agent_core.evaluation.report import Outcome, Played, Report, differences
from agent_core.planning.port import Decision, OpenQuestion
from agent_core.state import Step
from interfaces.cli.main import app
from tests.support.openai_server import OpenAIServer, calls, fails, says

NOTE = {"capability": "planner.create_note", "title": "Note", "arguments": {"content": "Bruno is allergic."}}
CASES = [
    {
        "id": "note",
        "request": "keep that Bruno is allergic",
        "expect": {"steps": [{"capability": "planner.create_note"}]},
    },
    {"id": "talk", "request": "why is the sky blue?", "expect": {"replies": True, "answer": "scatter"}},
]


def a_step(capability: str, step_id: str = "s1", **arguments: Any) -> Step:
    return Step(
        id=step_id,
        capability=capability,
        title="",
        arguments=arguments,
        depends_on=[],
        risk="write",
        seconds=1,
        tokens=0,
    )


def a_case(**expected: Any) -> Case:
    return Case.model_validate({"id": "c", "request": "do it", "expect": expected})


def asks(text: str) -> Decision:
    question = OpenQuestion(text=text, argument="time", choices=[], step=a_step("planner.set_reminder"), rest=[])
    return Decision(question=question)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in CASES))
    return path


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[OpenAIServer]:
    """Makes one usable plan, then talks."""
    plan = {"steps": [NOTE | {"id": "s1"}]}
    with OpenAIServer([calls("make_plan", plan), says("Blue light is scattered most.")] * 2) as server:
        monkeypatch.setenv("AGENTIC_MODEL_BASE_URL", server.url)
        monkeypatch.setenv("AGENTIC_MODEL_NAME", "scripted")
        monkeypatch.chdir(tmp_path)
        yield server


def agentic(*words: str) -> Result:
    return CliRunner().invoke(app, ["eval", *words])


def test_the_shipped_cases_are_read_and_the_built_in_planner_does_most_of_them() -> None:
    assert len(read_cases()) >= 40
    done = agentic("--json")
    assert done.exit_code == 0, done.output
    [played] = Report.model_validate_json(done.stdout).played
    assert (played.planner, played.prompt, played.total("calls")) == ("local", "", 0)
    assert played.success >= 0.75


def test_a_model_is_measured_beside_the_built_in_planner(model: OpenAIServer, cases: Path) -> None:
    done = agentic(str(cases), "--json", "--price", "1", "10")
    local, played = Report.model_validate_json(done.stdout).played
    assert (local.planner, played.planner, played.success) == ("local", "scripted", 1.0)
    assert played.prompt.startswith("plan.v")
    assert [(each.calls, each.input_tokens, each.output_tokens, each.cost_micros) for each in played.outcomes] == [
        (1, 11, 7, 81)
    ] * 2


def test_the_table_says_what_was_wrong_and_a_threshold_missed_is_exit_code_one(
    model: OpenAIServer, cases: Path
) -> None:
    cases.write_text(json.dumps(CASES[1]))
    done = agentic(str(cases), "--planner", "model", "--at-least", "0.9")
    assert done.exit_code == 1
    assert "✗ talk" in done.stdout
    assert "a reply was expected" in done.stdout
    assert "it planner.create_note" in done.stdout


def test_two_runs_are_compared(model: OpenAIServer, cases: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(agentic(str(cases), "--planner", "model", "--json").stdout)
    report = Report.model_validate_json(earlier.read_text())
    report.played[0].outcomes[0] = report.played[0].outcomes[0].model_copy(update={"ok": False})
    earlier.write_text(report.model_dump_json())
    done = agentic(str(cases), "--planner", "model", "--compare", str(earlier))
    assert "right 50.0% → 100.0%" in done.stdout
    assert "mended: note" in done.stdout


def test_a_model_that_is_down_fails_its_cases_and_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cases: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with OpenAIServer([fails(503)] * 2) as server:
        monkeypatch.setenv("AGENTIC_MODEL_BASE_URL", server.url)
        done = agentic(str(cases), "--model", "scripted", "--planner", "model", "--at-least", "0.5")
    assert done.exit_code == 1
    assert "no answer: its server failed" in done.stdout


def test_an_agent_is_asked_by_its_name(model: OpenAIServer, cases: Path, tmp_path: Path) -> None:
    with_folder = {"AGENTIC_DATA_DIR": str(tmp_path / "data")}
    words = ["eval", str(cases), "--planner", "model", "--json", "--agent"]
    done = CliRunner().invoke(app, [*words, "assistant"], env=with_folder)
    assert done.exit_code == 0, done.output
    [played] = Report.model_validate_json(done.stdout).played
    assert (played.success, played.total("calls"), played.total("input_tokens")) == (1.0, 2, 22)
    missing = CliRunner().invoke(app, [*words, "nobody"], env=with_folder)
    assert missing.exit_code == 1
    assert "no agent 'nobody'" in missing.output


def test_without_a_model_asking_for_one_says_what_to_set(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = agentic(str(cases), "--planner", "model")
    assert done.exit_code == 1
    assert "AGENTIC_MODEL_NAME" in done.output


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "holds no case"),
        ('{"request": "x"}', "expect"),
        ('{"request": "x", "expect": {}}', "say one of steps, asks and replies"),
        ('{"request": "x", "expect": {"asks": true, "replies": true}}', "say one of"),
        ('{"request": "x", "expect": {"asks": true, "answer": "("}}', "no regular expression"),
        ('{"request": "x", "expct": {"asks": true}}', "expct"),
        ('{"request": "x", "expect": {"asks": true}}\n{"request"', "line 2 is no JSON"),
        ('{"request": "x", "context": {"zone": "Mars"}, "expect": {"asks": true}}', "Mars"),
        ('{"id": "a", "request": "x", "expect": {"asks": true}}\n' * 2, "more than one case 'a'"),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_used_is_named(text: str, wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_text(text)
    with pytest.raises(InvalidInput, match=wrong.replace("(", r"\(")):
        read_cases(path)


def test_a_plan_is_right_with_its_steps_in_any_order_and_no_other() -> None:
    case = a_case(steps=[{"capability": "planner.create_task"}, {"capability": "planner.set_reminder"}])
    reminder, task = a_step("planner.set_reminder"), a_step("planner.create_task", "s2")
    assert fault_of(case, Decision(steps=[reminder, task])) is None
    assert fault_of(case, Decision(steps=[reminder])) == "planner.create_task was expected"
    extra = a_step("planner.delete_task", "s3")
    assert fault_of(case, Decision(steps=[reminder, task, extra])) == "planner.delete_task was not expected"
    assert fault_of(case, Decision(reply="Done.")) is not None


def test_an_argument_that_differs_is_named() -> None:
    case = a_case(steps=[{"capability": "planner.create_task", "arguments": {"priority": "high"}}])
    got = Decision(steps=[a_step("planner.create_task", priority="low")])
    assert fault_of(case, got) == "planner.create_task.priority is 'low', not 'high'"


def test_a_question_and_a_reply_are_told_apart() -> None:
    wanted = a_case(asks=True, answer="when")
    assert fault_of(wanted, asks("When shall I remind you?")) is None
    assert fault_of(wanted, Decision(reply="When would you like to be reminded?", source="model")) is None
    assert fault_of(wanted, asks("Where?")) is not None
    assert fault_of(a_case(asks=True), Decision(reply="I did it.")) == "a question was expected"
    assert fault_of(a_case(replies=True), asks("When?")) == "a reply was expected"
    assert fault_of(a_case(replies=True), Decision(reply="Hello.")) is None


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("2026-11-22T09:00", "2026-11-22T08:00:00+00:00", True),
        ("2026-11-22T09:00", "2026-11-22T09:00:00+00:00", False),
        ("Call Ana", "call ana.", True),
        ("the bins", "bins", True),
        (["a b", "call Ana"], "call Ana", True),
        ({"matches": "^call"}, "Call Ana", True),
        ({"matches": "^call"}, None, False),
        (15, 15, True),
        ("", None, False),
    ],
)
def test_values_are_the_same(wanted: object, got: object, same: bool) -> None:
    assert equal(wanted, got, a_case(asks=True).zone) is same


def test_cases_that_only_one_report_has_are_left_out_of_a_comparison() -> None:
    before = Report(cases="", at="", played=[Played(planner="m1", prompt="plan.v1", outcomes=[
        Outcome(id="a", request="", ok=True, calls=2), Outcome(id="b", request="", ok=True)])])  # fmt: skip
    after = Report(cases="", at="", played=[Played(planner="m2", prompt="plan.v2", outcomes=[
        Outcome(id="a", request="", ok=False, calls=1), Outcome(id="c", request="", ok=True)])])  # fmt: skip
    [found] = differences(before, after)
    assert (found.prompts, found.cases, found.broken, found.mended) == (("plan.v1", "plan.v2"), 1, ["a"], [])
    assert found.changes["calls"] == (2.0, 1.0)
