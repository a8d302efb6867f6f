"""The graph is the picture in graph.py, and every plan comes to an end in it."""

import pytest

from agent_core.graph import build_graph
from tests.agent_core.conftest import World, said
from tests.support.planners import message, step


def test_the_graph_has_the_six_nodes_and_the_edges_of_the_picture() -> None:
    drawn = build_graph().get_graph()
    nodes = {"analyze", "plan", "route", "execute", "update", "respond"}
    assert set(drawn.nodes) == {"__start__", *nodes, "__error_handler__respond", "__end__"}
    assert {(edge.source, edge.target, edge.conditional) for edge in drawn.edges} == {
        ("__start__", "analyze", False),
        ("analyze", "plan", False),
        ("plan", "route", True),
        ("plan", "respond", True),
        ("route", "execute", False),
        ("execute", "update", False),
        ("update", "route", True),
        ("update", "respond", True),
        ("respond", "__end__", False),
    }


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([step("s1", "run", "s9", what="x")], "it waits for s9, which it does not have"),
        ([step("s1", "run", "s2", what="x"), step("s2", "run", "s1", what="y")], "wait for each other"),
        ([step("s1", "run", "s1", what="x")], "wait for each other"),
        ([step("s1", "run", what="x"), step("s1", "run", what="y")], "the same name"),
        ([step(f"s{number}", "run", what="x") for number in range(31)], "31 things at once; I can do 30"),
    ],
)
async def test_a_plan_that_cannot_be_carried_out_ends_in_a_clear_sentence_before_anything_is_done(
    world: World, steps: list[dict[str, object]], why: str
) -> None:
    run = await world.assistant.accept(said(message(*steps)))
    ended = await world.assistant.result(run.id, "ana")
    assert ended.status == "completed"
    assert ended.answer is not None
    assert why in ended.answer.text
    assert (ended.plan, world.errands.started) == ([], 0)


async def test_a_long_chain_of_steps_runs_to_its_end(world: World) -> None:
    first = step("s1", "run", what="1")
    chain = [step(f"s{n}", "run", f"s{n - 1}", what=f"after ${{s{n - 1}.errand_id}}") for n in range(2, 21)]
    run = await world.assistant.accept(said(message(first, *chain)))
    ended = await world.assistant.result(run.id, "ana")
    assert [result.status for result in ended.results] == ["done"] * 20


async def test_every_node_notes_when_it_was_left(world: World) -> None:
    run = await world.assistant.accept(said(message(step("s1", "run", what="x"))))
    await world.assistant.result(run.id, "ana")
    state = await world.state_of(run.id)
    assert [each["node"] for each in state["transitions"]] == [
        "analyze", "plan", "route", "execute", "update", "respond",
    ]  # fmt: skip
    assert [each["at"] for each in state["transitions"]] == sorted(each["at"] for each in state["transitions"])
