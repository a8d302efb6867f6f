"""Opening the door: what is wrong is told at once, what passes is waited for, and the token is told to nobody."""

from pathlib import Path
from typing import Any, cast

import pytest
import structlog
from pydantic import SecretStr
from structlog.testing import capture_logs

from agent_core.doors.port import DoorHost
from agent_core.errors import ConfigurationError
from interfaces.telegram.door import TelegramDoor
from interfaces.telegram.polling import poll, said
from interfaces.telegram.settings import TelegramSettings
from tests.support.bot_api import BotApi, Fault


class Host:
    """As much of one as opening needs."""

    name = "telegram"
    public_url = ""
    base_url = "http://127.0.0.1:1"

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.data_dir = folder
        self._settings = TelegramSettings(**settings)
        self.jobs: list[str] = []

    def settings(self, model: object) -> TelegramSettings:
        return self._settings

    def spawn(self, name: str, job: Any) -> None:
        self.jobs.append(name)
        job.close()


async def opened(host: Host) -> bool:
    door = TelegramDoor()
    found = await door.open(cast(DoorHost, host))
    if found:
        await door.close()
    return found


async def test_without_a_token_it_stays_shut(tmp_path: Path) -> None:
    assert not await opened(Host(tmp_path))


async def test_with_a_good_one_it_opens(api: BotApi, tmp_path: Path) -> None:
    host = Host(tmp_path, token=SecretStr(api.token), api_url=api.url)
    assert await opened(host)
    assert host.jobs == ["listen"]


async def test_a_refused_token_is_told_and_not_shown(api: BotApi, tmp_path: Path) -> None:
    wrong = "1:wrong-and-secret"
    with pytest.raises(ConfigurationError, match="BotFather") as error:
        await opened(Host(tmp_path, token=SecretStr(wrong), api_url=api.url))
    assert wrong not in str(error.value)
    assert error.value.__suppress_context__


async def test_a_webhook_needs_an_address(api: BotApi, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="AGENTIC_PUBLIC_URL"):
        await opened(Host(tmp_path, token=SecretStr(api.token), api_url=api.url, mode="webhook"))


async def test_telegram_may_be_away_at_the_start(api: BotApi, tmp_path: Path) -> None:
    api.fault(Fault("getMe", code=500))
    with capture_logs() as lines:
        structlog.get_logger()
        assert await opened(Host(tmp_path, token=SecretStr(api.token), api_url=api.url))
    assert api.token not in str(lines)


async def test_polling_confirms_only_what_was_taken(api: BotApi) -> None:
    """What could not be stored is asked for again, and nothing behind it is skipped."""
    from interfaces.telegram.api import bot_of

    ana = api.human(1)
    first, second = ana.say("one"), ana.say("two")
    taken: list[int] = []

    async def take(update: Any) -> None:
        taken.append(update["update_id"])
        if len(taken) == 1:
            raise OSError("the disk is full")
        if update["update_id"] == second:
            raise KeyboardInterrupt  # the end of this test

    async with bot_of(TelegramSettings(token=SecretStr(api.token), api_url=api.url)) as bot:
        with pytest.raises(KeyboardInterrupt):
            await poll(bot, take)
    assert taken == [first, first, second]
    offsets = [parameters.get("offset") for method, parameters in api.state.calls if method == "getUpdates"]
    assert offsets == [None, None]  # so nothing was confirmed before it was stored
    assert said(OSError("x")) == "OSError: x"
