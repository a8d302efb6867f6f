"""The connection to the Bot API, and its errors in our words.

`telegram` is imported where it is used: it takes half a second, which who has no bot does not pay.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx

from agent_core.doors.port import Refused, RetryLater, Uncertain
from agent_core.errors import AgentError
from interfaces.telegram.settings import TelegramSettings

if TYPE_CHECKING:
    from telegram import Bot
    from telegram.error import TelegramError

KINDS = ["message", "callback_query", "my_chat_member", "chat_member"]  # of updates that we take
POLL = 50  # seconds that the server holds a request for updates
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
PAUSE = 60.0  # seconds, while the token is refused: an operator has to act


def bot_of(settings: TelegramSettings) -> "Bot":
    """Not connected yet. Raises ValueError without a token."""
    from telegram import Bot
    from telegram.request import HTTPXRequest

    if settings.token is None:
        raise ValueError("no token")
    request = HTTPXRequest(connection_pool_size=64, read_timeout=30, connect_timeout=10, pool_timeout=10)
    return Bot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=request,
    )


async def updates(bot: "Bot", offset: int | None, seconds: float = POLL) -> list[dict[str, Any]]:
    """As they were sent: one that the library cannot read must not keep the others from being received."""
    wanted = {"offset": offset, "timeout": int(seconds), "allowed_updates": KINDS}
    # By another spelling of its name, since `do_api_request` warns of methods that it has; case does not matter there.
    found: list[dict[str, Any]] = await bot.do_api_request("GetUpdates", wanted, read_timeout=seconds + 10)
    return found


def understood(error: "TelegramError", *, safe: bool = False) -> AgentError:
    """What a failed call means. `safe`: doing it twice is as good as once, so it may be repeated in any case."""
    from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

    match error:
        case RetryAfter():
            return RetryLater("Telegram asks to slow down.", _seconds(error.retry_after))
        case Forbidden():
            return Refused(f"Telegram does not deliver there: {error.message}.")
        case InvalidToken():
            return RetryLater("Telegram refuses the bot's token; an administrator has to renew it.", PAUSE)
        case ChatMigrated():
            return Refused("This group has become another one on Telegram.")
        case BadRequest():
            return Refused(f"Telegram refuses this message: {error.message}.")
    if safe or isinstance(error.__cause__, NEVER_LEFT):
        return RetryLater("Telegram does not answer.")
    return Uncertain("Telegram did not say whether it took the message. It may have arrived.")


def _seconds(told: "int | timedelta") -> float:
    """The library tells seconds, and durations with PTB_TIMEDELTA in the environment, as it will by itself."""
    return told.total_seconds() if isinstance(told, timedelta) else float(told)
