"""Asking for updates; one is confirmed, by the next question, only once it is stored."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

import structlog

from interfaces.telegram.api import updates

if TYPE_CHECKING:
    from telegram import Bot

SLOWEST = 60.0  # seconds between tries while something is down
log = structlog.get_logger(__name__)
Take = Callable[[Mapping[str, Any]], Awaitable[None]]


async def poll(bot: "Bot", take: Take) -> None:
    """Until cancelled. What was not stored is asked for again."""
    offset: int | None = None

    async def some() -> None:
        nonlocal offset
        for update in await updates(bot, offset):
            await take(update)
            offset = int(update["update_id"]) + 1

    while True:
        await until_it_works(some)


def said(error: Exception) -> str:
    """For the log. What the library says of a token that is refused has the token in it."""
    from telegram.error import InvalidToken

    if isinstance(error, InvalidToken):
        return "Telegram refuses the bot's token; make a new one with @BotFather."
    return f"{type(error).__name__}: {error}"[:300]


async def until_it_works(work: Callable[[], Awaitable[None]]) -> None:
    """Try again, later each time; a fault that stays is logged each time."""
    pause = 0.5
    while True:
        try:
            return await work()
        except Exception as error:
            log.warning("telegram.fault", error=said(error))
        await asyncio.sleep(pause)
        pause = min(SLOWEST, pause * 2)
