"""Whole turns with a model: from the message, over real HTTP to a scripted server, to the stored answer."""

from pathlib import Path
from typing import Any

import pytest

from agent_core.agents.opening import open_minds
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.storage.database import Database
from tests.agent_core.conftest import Open, World, said
from tests.support.openai_server import OpenAIServer, calls, drops, fails, says

PLAN: dict[str, Any] = {
    "steps": [
        {"id": "s1", "capability": "errands.run", "title": "Bread", "arguments": {"what": "bread"}},
        {"id": "s2", "capability": "errands.run", "title": "More", "arguments": {"what": "more ${s1.what}"}},
    ]
}
LOOKING: dict[str, Any] = {
    "steps": [
        *PLAN["steps"],
        {"id": "s3", "capability": "errands.ask", "title": "Ask", "arguments": {"what": "${s2.what}"}},
    ]
}


def settings(server: OpenAIServer, tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, model_base_url=server.url, model_name="scripted")


async def answered(world: World, text: str) -> Run:
    run = await world.assistant.accept(said(text))
    return await world.assistant.result(run.id, "ana")


async def test_conversation_is_one_call(open_world: Open, database: Database, tmp_path: Path) -> None:
    with OpenAIServer([says("Hello ", "Ana.")]) as server:
        async with (
            open_minds(settings(server, tmp_path), database) as minds,
            open_world(minds, confident=False) as world,
        ):
            ended = await answered(world, "hello")
    assert ended.answer is not None
    assert (ended.answer.text, ended.answer.source, ended.answer.notice) == ("Hello Ana.", "model", "")
    assert len(server.requests) == 1


async def test_a_planned_turn_is_two_calls_and_carries_results_from_step_to_step(
    open_world: Open, database: Database, tmp_path: Path
) -> None:
    with OpenAIServer([calls("make_plan", LOOKING), says("Both ", "are done.")]) as server:
        async with (
            open_minds(settings(server, tmp_path), database) as minds,
            open_world(minds, confident=False) as world,
        ):
            ended = await answered(world, "get bread, and more of it")
            assert await world.ran() == ["bread", "more bread"]
    assert ended.answer is not None
    assert ended.answer.text == "Both are done."
    assert len(server.requests) == 2
    assert "Ran more bread." in server.requests[1]["messages"][-1]["content"]


async def test_what_was_done_says_so_itself_and_needs_no_second_call(
    open_world: Open, database: Database, tmp_path: Path
) -> None:
    with OpenAIServer([calls("make_plan", PLAN)]) as server:
        async with (
            open_minds(settings(server, tmp_path), database) as minds,
            open_world(minds, confident=False) as world,
        ):
            ended = await answered(world, "get bread, and more of it")
    assert ended.answer is not None
    assert (ended.answer.text, len(server.requests)) == ("Ran bread.\n\nRan more bread.", 1)


@pytest.mark.parametrize(("reply", "why"), [(fails(503), "its server failed"), (drops("Hel"), "broke off")])
async def test_a_model_that_is_down_leaves_the_turn_to_the_local_planner_and_says_so(
    open_world: Open, database: Database, tmp_path: Path, reply: Any, why: str
) -> None:
    with OpenAIServer([reply]) as server:
        async with (
            open_minds(settings(server, tmp_path), database) as minds,
            open_world(minds, confident=False) as world,
        ):
            ended = await answered(world, "hello")
    assert ended.answer is not None
    assert (ended.answer.text, ended.answer.source) == ("You said: hello", "local")
    assert why in ended.answer.notice


async def test_a_model_that_fails_after_its_plan_leaves_the_results_as_they_are(
    open_world: Open, database: Database, tmp_path: Path
) -> None:
    with OpenAIServer([calls("make_plan", LOOKING), fails(500)]) as server:
        async with (
            open_minds(settings(server, tmp_path), database) as minds,
            open_world(minds, confident=False) as world,
        ):
            ended = await answered(world, "get bread")
            assert await world.ran() == ["bread", "more bread"]
    assert ended.answer is not None
    assert ended.answer.text == "Ran bread.\n\nRan more bread.\n\nYou meant more bread."
    assert "its server failed" in ended.answer.notice


async def test_a_model_that_keeps_failing_is_left_alone(open_world: Open, database: Database, tmp_path: Path) -> None:
    with OpenAIServer([fails(500)] * 9) as server:
        async with (
            open_minds(settings(server, tmp_path), database) as minds,
            open_world(minds, confident=False) as world,
        ):
            for _ in range(4):
                last = await answered(world, "hello")
    assert len(server.requests) == 3
    assert last.answer is not None
    assert "another try in" in last.answer.notice


async def test_what_the_local_planner_is_sure_of_costs_no_call(
    open_world: Open, database: Database, tmp_path: Path
) -> None:
    with OpenAIServer([]) as server:
        async with (
            open_minds(settings(server, tmp_path), database) as minds,
            open_world(minds, confident=True) as world,
        ):
            await answered(world, "hello")
    assert server.requests == []


async def test_without_a_configured_model_there_are_none(database: Database, tmp_path: Path) -> None:
    none = Settings(_env_file=None, data_dir=tmp_path, model_base_url=None, model_name=None)
    async with open_minds(none, database) as minds:
        assert (minds.state, minds.any_model) == ("none", False)
