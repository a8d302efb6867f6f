"""A group that is counted, on the real embedded database, on Monday 26 October 2026 at noon in Berlin."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_core.storage.database import Database
from capabilities.activity import Activity
from tests.capabilities.activity.world import Asker, Chat, FakeHost

NOW = datetime(2026, 10, 26, 11, tzinfo=UTC)


@pytest.fixture
async def host(database: Database, tmp_path: Path) -> AsyncIterator[FakeHost]:
    """The accounts of Ana and Ben are linked."""
    host = FakeHost(database, tmp_path, NOW)
    host.linked.link("11", "ana", "Ana K.")
    host.linked.link("22", "ben", "Ben")
    host.linked.link("ana@example.org", "ana", platform="email")
    yield host
    await host.close()


@pytest.fixture
async def activity(host: FakeHost) -> Activity:
    """Without its background job, so that only the test sends reports."""
    activity = Activity()
    await activity.open(host)
    await host.close()
    return activity


@pytest.fixture
async def club(activity: Activity) -> Chat:
    """Switched on by its administrator."""
    club = Chat(activity)
    reply = await club.command("99", "on 08:00 Europe/Berlin", admin=True)
    assert "08:00 (Europe/Berlin)" in reply.text
    return club


@pytest.fixture
def ana(activity: Activity, host: FakeHost) -> Asker:
    return Asker(activity, host, "ana")


@pytest.fixture
def ben(activity: Activity, host: FakeHost) -> Asker:
    return Asker(activity, host, "ben")


@pytest.fixture
def eve(activity: Activity, host: FakeHost) -> Asker:
    """In no group; her account is linked all the same."""
    host.linked.link("66", "eve", "Eve")
    return Asker(activity, host, "eve")
