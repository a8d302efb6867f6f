"""What paying for a call costs the database."""

from collections.abc import AsyncIterator

import pytest
from pymongo import AsyncMongoClient
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from agent_core.models.metered import MeteredModel
from agent_core.models.port import ChatMessage
from agent_core.models.scripted import Says, ScriptedModel
from agent_core.spending.limits import EVERYONE, PERSON, Limit, Limits
from agent_core.spending.meter import Budget
from agent_core.spending.prices import Price
from agent_core.spending.store import Counters
from agent_core.spending.tally import Tally
from agent_core.storage.database import Database
from tests.agent_core.spending.conftest import spender

ASK = [ChatMessage(role="user", content="Hi")]


class Commands(CommandListener):
    """The names of all that was sent."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name in ("find", "insert", "update", "delete", "aggregate", "findAndModify"):
            self.names.append(event.command_name)

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Not of interest."""

    def failed(self, event: CommandFailedEvent) -> None:
        """Not of interest."""


@pytest.fixture
def commands() -> Commands:
    return Commands()


@pytest.fixture
async def budget(database: Database, commands: Commands) -> AsyncIterator[Budget]:
    client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(
        database.uri, tz_aware=True, event_listeners=[commands]
    )
    db = client[database.name]
    yield Budget(Counters(db["budgets"]), db["usage"], Limits(db["limits"]))
    await client.close()


async def test_a_call_is_three_writes_whatever_is_limited(budget: Budget, commands: Commands) -> None:
    await budget.limits.put(Limit(scope=PERSON, tokens_per_day=100_000))
    await budget.limits.put(Limit(scope=EVERYONE, tokens_per_day=100_000))
    model = ScriptedModel([Says("one"), Says("two")])
    metered = MeteredModel(model, Price(1, 2), budget, spender(), "plan", "plan.v2", Tally())
    for _ in range(2):
        commands.names.clear()
        assert [chunk async for chunk in metered.stream(ASK)]
    assert sorted(commands.names) == ["find", "insert", "update", "update"]  # limits are known after the first call


async def test_without_a_limit_twenty_calls_wait_for_no_write_and_share_two_behind_them(
    budget: Budget, commands: Commands
) -> None:
    model = ScriptedModel([Says("one")] * 20)
    metered = MeteredModel(model, Price(1, 2), budget, spender(), "plan", "plan.v2", Tally())
    for _ in range(20):
        assert [chunk async for chunk in metered.stream(ASK)]
    during = list(commands.names)
    await budget.close()
    assert set(during) <= {"find", "update", "insert"}
    assert during.count("find") == 20
    assert len(commands.names) - 20 <= 4  # counters and records; twice when a second went by meanwhile
