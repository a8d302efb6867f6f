"""What one door is given while it is open."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from agent_core.contract import Documents
from agent_core.doors.configs import Configs
from agent_core.doors.inbox import Inbox
from agent_core.doors.outbox import Outbox
from agent_core.jobs import Jobs

S = TypeVar("S", bound=BaseModel)
Token = Callable[[], Awaitable[str]]


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What all doors share. `token_of` gives the access token of a door's service account."""

    base_url: str
    public_url: str
    token_of: Callable[[str], Awaitable[str]]


class OpenHost:
    """Implements `DoorHost`. `close` ends the jobs of the door and its inbox."""

    def __init__(
        self, name: str, around: Surroundings, *, inbox: Inbox, outbox: Outbox, configs: Configs, folder: Path,
        collection: Callable[[str], Documents], embedded: bool,
    ) -> None:  # fmt: skip
        self.name = name
        self.base_url = around.base_url
        self.public_url = around.public_url
        self.embedded = embedded
        self.inbox = inbox
        self.outbox = outbox
        self.data_dir = folder
        self._token_of = around.token_of
        self._configs = configs
        self._collection = collection
        self._jobs = Jobs(name)

    async def token(self) -> str:
        return await self._token_of(self.name)

    def settings(self, model: type[S]) -> S:
        return self._configs.settings(self.name, model)

    def collection(self, name: str) -> Documents:
        """One that begins with the door's own name."""
        return self._collection(f"{self.name}_{name}")

    def now(self) -> datetime:
        return datetime.now(UTC)

    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        self._jobs.spawn(name, job)

    async def close(self) -> None:
        await self._jobs.close()
        await self.inbox.close()
