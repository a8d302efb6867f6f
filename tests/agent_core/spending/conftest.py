"""A budget over the real embedded database, with a clock that the test sets."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from agent_core.spending.limits import EVERYONE, PERSON, Limit, Limits
from agent_core.spending.meter import Budget
from agent_core.spending.scopes import Spender
from agent_core.spending.store import Counters
from agent_core.storage.database import Database

AMPLE = Limit(scope=EVERYONE, tokens_per_day=1_000_000_000)  # so that what is set aside is seen in the counters


@dataclass
class Purse:
    """The parts of a budget, and what stands in its counters. There is a limit, unless `defaults` say otherwise."""

    database: Database
    now: datetime = datetime(2026, 11, 21, 12, tzinfo=UTC)
    defaults: list[Limit] = field(default_factory=lambda: [AMPLE])

    def __post_init__(self) -> None:
        self.limits = Limits(self.database.collection("limits"), self.defaults)
        self.counters = Counters(self.database.collection("budgets"))
        self.budget = self.another()

    def another(self) -> Budget:
        """As a second process has it."""
        return Budget(self.counters, self.database.collection("usage"), self.limits, clock=lambda: self.now)

    async def cap(self, scope: str, tokens: int | None = None, micros: int | None = None) -> None:
        await self.limits.put(Limit(scope=scope, tokens_per_day=tokens, cost_micros_per_day=micros))

    async def committed(self) -> dict[str, int]:
        """Tokens by the id of the counter."""
        return {each["_id"]: each["tokens"] async for each in self.database.collection("budgets").find()}

    async def records(self) -> list[dict[str, Any]]:
        return [each async for each in self.database.collection("usage").find().sort("_id", 1)]


def spender(user: str = "ana", agent: str = "default", zone: str = "Europe/Berlin") -> Spender:
    return Spender(user_id=user, agent_id=agent, run_id="run", zone=zone)


@pytest.fixture
def purse(database: Database) -> Purse:
    return Purse(database)


@pytest.fixture
def unlimited(database: Database) -> Purse:
    return Purse(database, defaults=[])


__all__ = ["EVERYONE", "PERSON", "Purse", "spender"]
