"""What happens in the groups of a platform: how a door tells it, and what a package that keeps account of it offers.

A door speaks for its platform: it knows who wrote and who is an administrator there. So what it tells does not come
from a person's call of a capability, but here, and only from a service account.
"""

from collections.abc import Sequence
from typing import Literal, Protocol, runtime_checkable

from pydantic import AwareDatetime, BaseModel, Field

HappeningKind = Literal["join", "leave", "message", "subscribe", "unsubscribe"]
MOST_HAPPENINGS = 500  # in one batch


class Group(BaseModel):
    """A chat of several people on a platform."""

    platform: str = Field(min_length=1, max_length=32, pattern=r"^[a-z][a-z0-9_]*$", description="such as telegram")
    id: str = Field(min_length=1, max_length=128, description="the platform's own id of the group")
    title: str = Field(default="", max_length=255, description="as it is called now; not said: as it was called before")

    @property
    def audience(self) -> str:
        return f"group:{self.platform}:{self.id}"


class Happening(BaseModel):
    """`id` names it within its group: told again under the same id, it is the same one."""

    id: str = Field(min_length=1, max_length=128, description="the platform's id of the update or message")
    kind: HappeningKind = Field(description="what happened")
    at: AwareDatetime = Field(description="when, with an offset")
    member: str = Field(min_length=1, max_length=128, description="the platform's id of who it was")
    text: str = Field(default="", max_length=20_000, description="of a message; it is looked at and not kept")


class Observed(BaseModel):
    on: bool = Field(description="whether the group keeps account at all; if not, nothing was looked at")
    recorded: int = Field(default=0, description="how many were new")
    known: int = Field(default=0, description="how many had been told before")
    left_out: int = Field(default=0, description="of people who are not counted, or too old")


class Reply(BaseModel):
    """The answer to a command given in a group."""

    text: str = Field(description="what to say in the group")
    period: str = Field(default="", description="the report to send along is of this period; empty: none")


class Sheet(BaseModel):
    """A finished workbook."""

    name: str
    data: bytes


@runtime_checkable
class Observer(Protocol):
    """A package that keeps account of groups."""

    async def observe(self, group: Group, happenings: Sequence[Happening]) -> Observed: ...
    async def command(self, group: Group, member: str, words: str, *, admin: bool) -> Reply: ...
    async def report_of(self, group: Group, period: str) -> Sheet: ...  # NotFound while the group is off
    async def report_for(self, user_id: str, group_id: str, period: str) -> Sheet: ...  # NotFound: they are not in it


class Account(Protocol):
    """A platform account and the person it belongs to. `name` is how the platform shows it."""

    @property
    def platform(self) -> str: ...
    @property
    def external_id(self) -> str: ...
    @property
    def user_id(self) -> str: ...
    @property
    def name(self) -> str: ...


class Accounts(Protocol):
    """Which accounts of platforms are linked: those of a person, and all of a platform."""

    async def of(self, user_id: str) -> Sequence[Account]: ...
    async def on(self, platform: str) -> Sequence[Account]: ...
