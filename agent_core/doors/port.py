"""What a door is: an interface with people's accounts of another platform, which talks HTTP to the gateway.

Doors are found by the entry-point group `agentic.doors` and opened after the server listens. One that is not
configured stays shut, and one that fails is listed as broken; the rest goes on.
"""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel

from agent_core.channels import Button as Button
from agent_core.channels import Delivery as Delivery
from agent_core.channels import OutFile as OutFile
from agent_core.channels import Outgoing as Outgoing
from agent_core.contract import Documents
from agent_core.errors import AgentError, NotFound

S = TypeVar("S", bound=BaseModel)


class RetryLater(AgentError):
    """Nothing was sent; it can be tried again after `seconds`, None for when the outbox thinks best."""

    code = "retry_later"

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class Refused(AgentError):
    """Nothing was sent, and this message never will be: a wrong address, a person who blocked us."""

    code = "refused"


class Uncertain(AgentError):
    """The request may have arrived. Whatever else a channel raises means the same."""

    code = "unknown"


class Channel(Protocol):
    """Sends one message on a platform. `send` returns the platform's id of it, or raises one of the three above."""

    platform: str

    async def send(self, message: Outgoing, *, key: str) -> str: ...  # `key` stays the same when it is sent again


@runtime_checkable
class Editable(Protocol):
    """A channel that can change what it sent; doing so twice is as good as once."""

    async def edit(self, receipt: str, message: Outgoing) -> None: ...


@dataclass(frozen=True, kw_only=True)
class HookRequest:
    """What another service posted to /api/hooks/DOOR. Names of `headers` are in lower case."""

    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    url: str  # as the sender sees it, which is what some of them sign


@dataclass(frozen=True, kw_only=True)
class HookAnswer:
    status: int = 200
    body: bytes = b""
    type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Received:
    """A message that came in, as it is handled. `attempt` counts from one: a repeat must have no second effect."""

    id: str
    chat: str
    payload: Mapping[str, Any]
    attempt: int
    received_at: datetime


Handler = Callable[[Received], Awaitable[None]]


class InboxPort(Protocol):
    """Keeps what came in until it is handled: in order within a chat, chats side by side, over any crash."""

    async def put(self, update_id: str, chat: str, payload: Mapping[str, Any]) -> bool: ...  # False: had it before
    async def start(self, handler: Handler) -> None: ...  # takes up what an earlier life left


class OutboxPort(Protocol):
    """Keeps what goes out until there is a receipt, in order for each address. The same key is the same message."""

    async def post(  # quiet: no notice when it fails; ask: when it is unknown, the chat is offered to have it again
        self, key: str, platform: str, message: Outgoing, *, user_id: str, audience: str = "", quiet: bool = False,
        ask: bool = False,
    ) -> Delivery: ...  # fmt: skip
    async def wait(self, key: str, seconds: float) -> Delivery: ...  # until it is sent, failed or unknown
    async def revise(self, key: str, message: Outgoing) -> None: ...  # what was sent is changed, as soon as it can be


class DoorHost(Protocol):
    """What a door is given while it is open."""

    name: str
    data_dir: Path  # a folder of its own
    base_url: str  # of the gateway, from here
    public_url: str  # of the gateway, from outside; "" when nobody said
    embedded: bool  # whether one process has it all, so that nobody else works on its inbox

    @property
    def inbox(self) -> InboxPort: ...
    @property
    def outbox(self) -> OutboxPort: ...
    async def token(self) -> str: ...  # the access token of the door's service account, good for some minutes
    def settings(self, model: type[S]) -> S: ...  # AGENTIC_<NAME>_<FIELD>, and what an administrator entered
    def collection(self, name: str) -> Documents: ...
    def now(self) -> datetime: ...
    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None: ...  # ended at close; a crash is logged


class NoSettings(BaseModel):
    pass


class Door:
    """Base class of every door. `title` and `about` are shown to administrators, with the fields of `Settings`."""

    name: ClassVar[str]
    title: ClassVar[str]
    about: ClassVar[str] = ""
    Settings: ClassVar[type[BaseModel]] = NoSettings
    channel: Channel | None = None

    async def open(self, host: DoorHost) -> bool:
        """Start to listen and to send; False when it is not configured. Raises ConfigurationError when wrongly."""
        raise NotImplementedError

    async def close(self) -> None:
        """Stop what `open` started."""

    async def hook(self, request: HookRequest) -> HookAnswer:
        """Take what another service posted. Checks its signature first, and raises NotAuthenticated for a wrong one."""
        raise NotFound("Nothing is received here.")
