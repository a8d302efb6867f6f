"""What an operator decides about the bot."""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode


def _ids(given: Any) -> Any:
    """Numbers, however they are separated."""
    return re.findall(r"-?\d+", given) if isinstance(given, str) else given


Ids = Annotated[list[int], NoDecode, BeforeValidator(_ids)]


class TelegramSettings(BaseModel):
    """Each is AGENTIC_TELEGRAM_<NAME>."""

    token: SecretStr | None = Field(None, description="of the bot, from @BotFather; not set: no Telegram")
    mode: Literal["polling", "webhook"] = Field(
        "polling", description="how messages come: asked for (works anywhere), or sent to AGENTIC_PUBLIC_URL"
    )
    allowed_users: Ids = Field(
        [], description="Telegram ids of those who are answered, commas between; not set: all who connect an account"
    )
    allowed_groups: Ids = Field(
        [], description="ids of the groups in which it stays, commas between; not set: any that it is added to"
    )
    groups: bool = Field(True, description="take part in groups, where it is mentioned or answered")
    edit_seconds: float = Field(
        1.2, ge=0.2, le=30, description="least time between two changes of an answer that is being written"
    )
    api_url: str = Field("https://api.telegram.org", description="the Bot API, or a server of your own for it")
