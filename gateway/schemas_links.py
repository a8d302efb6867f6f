"""What goes over the wire about linked accounts and service accounts."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PlatformName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$"), Field(examples=["telegram"])]
ExternalId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
ServiceName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class LinkView(BaseModel):
    """An account on another platform that is yours."""

    id: str
    platform: str
    title: str = Field(description="name of the platform")
    name: str = Field(description="how the platform shows the account")
    linked_at: datetime
    last_used_at: datetime
    notify: bool = Field(description="reminders and questions are also sent there")


class PlatformView(BaseModel):
    """A platform on which the assistant can be reached, and what to do there."""

    platform: str
    title: str
    address: str = Field("", description="opens it; with the code in it once there is one")
    instructions: str


class LinkList(BaseModel):
    items: list[LinkView]
    platforms: list[PlatformView]


class LinkCode(BaseModel):
    """Shown once; it ends after its first use, or with the next one you make."""

    code: str = Field(examples=["7K3M-9QTX"])
    expires_at: datetime
    platforms: list[PlatformView]


class LinkChange(BaseModel):
    notify: bool


class Account(BaseModel):
    """An account on a platform, as its door knows it."""

    platform: PlatformName
    external_id: ExternalId


class LinkClaim(Account):
    name: Annotated[str, Field(max_length=200)] = ""
    code: Annotated[str, Field(min_length=1, max_length=64)]


class ClaimedLink(BaseModel):
    id: str
    person_name: str


class GroupPlace(BaseModel):
    id: ExternalId
    title: Annotated[str, Field(max_length=200)] = ""


class ActRequest(Account):
    model_config = ConfigDict(json_schema_extra={"examples": [{"platform": "telegram", "external_id": "4711"}]})

    group: GroupPlace | None = Field(None, description="where it is said; none: between the person and the assistant")


class ActingPerson(BaseModel):
    id: str
    name: str
    zone: str
    language: str


class ActingToken(BaseModel):
    """Speaks for the person until it ends, or until they unlink the account."""

    access_token: str
    expires_at: datetime
    person: ActingPerson


class PlatformNews(BaseModel):
    """What a door says of itself when it starts."""

    title: Annotated[str, Field(min_length=1, max_length=60)]
    address: Annotated[str, Field(max_length=500, pattern=r"^((https|mailto|tg):\S*)?$")] = ""
    instructions: Annotated[str, Field(min_length=1, max_length=500)]


class NewService(BaseModel):
    name: ServiceName
    platforms: list[PlatformName] = Field(min_length=1, max_length=20)


class ServiceView(BaseModel):
    name: str
    platforms: list[str]
    created_at: datetime
    last_used_at: datetime | None


class ServiceList(BaseModel):
    items: list[ServiceView]


class CreatedService(BaseModel):
    """The secret is told this once."""

    name: str
    platforms: list[str]
    secret: str


class ServiceLogin(BaseModel):
    name: ServiceName
    secret: Annotated[str, Field(min_length=1, max_length=200)]


class ServiceSession(BaseModel):
    access_token: str
    expires_at: datetime
