"""A Bot API server for each test."""

from collections.abc import Iterator

import pytest

from tests.support.bot_api import BotApi


@pytest.fixture(autouse=True)
def durations_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `interfaces.telegram.api` asks for them; the other way is deprecated."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as served:
        yield served
