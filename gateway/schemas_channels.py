"""What goes over the wire about channels and what was sent through them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

DoorName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$", examples=["email"])]
DeliveryStatus = Literal["queued", "sending", "sent", "failed", "unknown"]


class ChannelSetting(BaseModel):
    """What it is set to is shown, unless it is a secret."""

    name: str
    about: str
    secret: bool
    required: bool
    value: str
    given: bool
    entered: bool = Field(description="on this page, and not in the environment")
    choices: list[str] = Field(default=[], description="what it can be set to; empty: any text")


class ChannelView(BaseModel):
    """A door to another platform. `shut`: not configured; `broken`: it did not open; `waiting`: the server starts."""

    name: str
    title: str
    about: str
    state: Literal["waiting", "open", "shut", "broken"]
    reason: str
    sends: bool = Field(description="messages can go out through it now")
    hook: str = Field("", description="address that the other service has to be told, for administrators")
    settings: list[ChannelSetting] = Field(default=[], description="for administrators")


class ChannelList(BaseModel):
    items: list[ChannelView]


class ChannelChange(BaseModel):
    """Settings by name. What is not named stays; an empty text takes away what was entered here."""

    settings: dict[str, Annotated[str, Field(max_length=4000)]]


class DeliveryView(BaseModel):
    key: str
    platform: str
    to: str
    state: DeliveryStatus
    reason: str
    text: str = Field(description="how it begins; empty where it is not yours to read")
    mine: bool
    at: datetime


class DeliveryList(BaseModel):
    items: list[DeliveryView]


class Acted(BaseModel):
    """What came of pressing a button below a notification."""

    text: str
