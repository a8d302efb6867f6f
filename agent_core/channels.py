"""What reaches a person outside of the web page: a message, its buttons and files, and what became of it."""

from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import BaseModel, Field

State = Literal["queued", "sending", "sent", "failed", "unknown"]


class Button(BaseModel):
    """`data` comes back when it is pressed: at most 64 bytes, which is what Telegram carries."""

    label: str
    data: str = Field(default="", description="empty for a button that opens `link`")
    link: str = ""


class OutFile(BaseModel):
    path: Path
    name: str
    type: str = "application/octet-stream"


class Outgoing(BaseModel):
    """A message as it is handed to a channel; `text` is Markdown, and each channel makes of it what it can show."""

    to: str
    text: str
    subject: str = ""
    buttons: list[Button] = []
    files: list[OutFile] = []
    reply_to: str = Field(default="", description="the platform's id of the message that this one answers")


class Delivery(BaseModel):
    """What became of a message. `unknown`: it may have arrived, and is not sent again unless the person says so."""

    key: str
    platform: str
    to: str
    state: State
    receipt: str = Field(default="", description="the platform's id of the message, once it is sent")
    reason: str = Field(default="", description="why it failed, or what is not known")
    at: datetime = Field(description="when the state was reached")


class Action(BaseModel):
    """A button below a notice: pressing it calls a function of the package that gave the notice, as the person."""

    label: str
    capability: str = Field(description="full name, such as planner.snooze_reminder")
    arguments: dict[str, Any] = {}


class Contact(BaseModel):
    """A person of this server, and the platforms on which they can be reached."""

    user_id: str
    name: str
    platforms: list[str]


class PlatformState(BaseModel):
    """A platform and whether messages can go out through it now."""

    name: str
    title: str
    open: bool
    reason: str = ""


class Channels(Protocol):
    """Sends through whatever platforms are configured. The same `key` is the same message, which goes out once."""

    async def opened(self) -> None: ...  # waits while the server has just started, before it is known what is open
    def platforms(self) -> list[PlatformState]: ...
    async def contacts(self, name: str) -> list[Contact]: ...  # people of that name, in any case of letters
    async def contact(self, person: str) -> Contact: ...  # by id

    async def send(  # what is known of it after `seconds`; NotFound for a platform that is not open
        self, key: str, platform: str, message: Outgoing, *, user_id: str, audience: str, seconds: float = 20.0,
        told: bool = False,
    ) -> Delivery: ...  # told: the caller tells what this returns, so a notice is for what comes out later  # fmt: skip

    async def address(self, person: str, platform: str) -> str: ...  # of a person by id; NotFound when they have none
    async def told(self, user_id: str, key: str) -> list[Delivery]: ...  # where a notice of that key went
    async def configure(self, name: str, values: dict[str, Any], *, user_id: str) -> PlatformState: ...  # admins only
