"""Which agent answers whom, and what it may use."""

from datetime import UTC, datetime
from typing import Any

import pytest

from agent_core.agents.schemas import DEFAULT, AgentConfig, When
from agent_core.agents.selection import allows, asked_for, chosen, usable_by
from agent_core.agents.store import ALWAYS_THERE
from agent_core.errors import NotAllowed, NotFound

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def agent(agent_id: str, priority: int = 0, *, enabled: bool = True, **when: Any) -> AgentConfig:
    return AgentConfig(
        _id=agent_id, name=agent_id, priority=priority, enabled=enabled, when=When(**when),
        created_at=NOW, updated_at=NOW,
    )  # fmt: skip


def pick(*agents: AgentConfig, role: str = "user", language: str = "en", interface: str = "web") -> str:
    return chosen([ALWAYS_THERE, *agents], role=role, language=language, interface=interface).id


def test_alone_the_built_in_agent_answers() -> None:
    assert pick() == DEFAULT


@pytest.mark.parametrize(
    ("when", "context"),
    [
        ({"roles": ["admin"]}, {"role": "admin"}),
        ({"languages": ["de", "fr"]}, {"language": "fr"}),
        ({"interfaces": ["telegram"]}, {"interface": "telegram"}),
        ({"roles": ["user"], "languages": ["de"]}, {"language": "de"}),
    ],
)
def test_a_condition_that_fits_chooses_and_one_that_does_not_leaves_it(when: Any, context: Any) -> None:
    assert pick(agent("a", **when), **context) == "a"
    assert pick(agent("a", **when), role="service") == DEFAULT


def test_every_condition_must_fit() -> None:
    assert pick(agent("a", roles=["admin"], languages=["de"]), role="admin") == DEFAULT


def test_an_agent_without_conditions_takes_no_turn_by_itself_unless_its_priority_says_so() -> None:
    assert pick(agent("a")) == DEFAULT
    assert pick(agent("a", 1)) == "a"
    assert pick(agent("a", -1, roles=["user"])) == DEFAULT


def test_the_higher_priority_wins_and_then_the_smaller_id() -> None:
    german: Any = {"languages": ["de"]}
    assert pick(agent("a", 1, **german), agent("b", 2, **german), language="de") == "b"
    assert pick(agent("b", 2, **german), agent("a", 2, **german), language="de") == "a"


def test_one_that_is_switched_off_is_never_chosen() -> None:
    assert pick(agent("a", 9, enabled=False)) == DEFAULT


def test_who_may_ask_for_an_agent_by_name_is_a_matter_of_roles_alone() -> None:
    for_admins, german = agent("a", roles=["admin"]), agent("g", languages=["de"])
    assert asked_for(german, "user") is german
    assert asked_for(for_admins, "admin") is for_admins
    with pytest.raises(NotAllowed, match="not for you"):
        asked_for(for_admins, "user")
    assert not usable_by(for_admins, "service")


@pytest.mark.parametrize("missing", [None, agent("off", enabled=False)])
def test_one_that_is_not_there_or_off_is_not_found(missing: AgentConfig | None) -> None:
    for role in ("user", "admin"):
        with pytest.raises(NotFound):
            asked_for(missing, role)


@pytest.mark.parametrize(
    ("tools", "yes", "no"),
    [
        (None, ["planner.create_task", "knowledge.ask"], []),
        (["planner.*"], ["planner.create_task"], ["knowledge.ask", "planner_two.x", "plannerx.y"]),
        (["planner.agenda"], ["planner.agenda"], ["planner.agenda_two", "planner.create_task"]),
        ([], [], ["planner.agenda"]),
    ],
)
def test_what_an_agent_may_use(tools: list[str] | None, yes: list[str], no: list[str]) -> None:
    may_use = allows(tools)
    assert all(may_use(name) for name in yes)
    assert not any(may_use(name) for name in no)
