"""A Bot API server for each test that asks for one, and one world for all that need a whole server."""

from collections.abc import Iterator

import pytest

from tests.interfaces.telegram.world import World, world
from tests.support.bot_api import BotApi


@pytest.fixture(autouse=True)
def durations_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """As they will be; the library warns of the other way, and a warning fails a test."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as served:
        yield served


@pytest.fixture(scope="package")
def telegram(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("telegram"), mongodb_uri) as opened:
        yield opened
