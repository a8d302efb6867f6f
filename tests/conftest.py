"""One embedded database for the whole session; a database of its own in it for every test that asks."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import structlog

from agent_core.storage.database import Database
from agent_core.storage.embedded import EmbeddedDatabase
from tests.support.databases import empty_database


def pytest_configure() -> None:
    """Errors that are logged are shown plainly: drawing them with all their variables takes seconds."""
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that the workers end at the same time."""
    items.sort(key=lambda item: not any(item.get_closest_marker(each) for each in ("browser", "faults", "slow")))


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's own configuration must not decide a test."""
    for name in [name for name in os.environ if name.startswith("AGENTIC_")]:
        monkeypatch.delenv(name)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def mongodb_uri(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of the session's embedded database."""
    folder: Path = tmp_path_factory.mktemp("database")
    async with EmbeddedDatabase(folder) as uri:
        yield uri


@pytest.fixture
async def database(mongodb_uri: str) -> AsyncIterator[Database]:
    """An empty database with the core's indexes."""
    async with empty_database(mongodb_uri) as opened:
        yield opened
