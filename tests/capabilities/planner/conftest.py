"""A planner on the real embedded database, on Saturday 21 November 2026 at 10:00 in Berlin."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_core.storage.database import Database
from capabilities.planner import Planner
from tests.capabilities.planner.world import Asker, FakeHost

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
async def host(database: Database, tmp_path: Path) -> AsyncIterator[FakeHost]:
    host = FakeHost(database, tmp_path, NOW)
    yield host
    await host.close()


@pytest.fixture
async def planner(host: FakeHost) -> Planner:
    planner = Planner()
    await planner.open(host)
    return planner


@pytest.fixture
def ana(planner: Planner, host: FakeHost) -> Asker:
    return Asker(planner, host)


@pytest.fixture
def bob(planner: Planner, host: FakeHost) -> Asker:
    return Asker(planner, host, user_id="bob")
