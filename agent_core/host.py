"""What the core gives each capability package: the host of the contract."""

from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from agent_core.contract import Action, Channels, Documents, Embedder, Eyes, Files
from agent_core.errors import ModelUnavailable
from agent_core.happenings import Accounts
from agent_core.jobs import Jobs
from agent_core.memory.notices import Notices
from agent_core.queue.bus import Bus, user_topic
from agent_core.settings import package_settings
from agent_core.storage.database import Database
from agent_core.storage.indexes import INDEXES

S = TypeVar("S", bound=BaseModel)
OURS = {
    *INDEXES, "migrations", "checkpoints", "checkpoint_writes", "sessions", "refresh_tokens", "services", "platforms",
    "door_settings",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Platform:
    """What every package's host is made from."""

    database: Database
    data_dir: Path
    files: Files
    embedder: Embedder
    eyes: Eyes
    bus: Bus
    notices: Notices
    accounts: Accounts
    channels: Channels


class Blind:
    """Implements `contract.Eyes` where there is no model that understands pictures."""

    open = False

    async def describe(self, jpeg: bytes, asked: str, *, user_id: str, zone: str) -> str:
        raise ModelUnavailable("no model that understands pictures is configured")


class PackageHost:
    """One per package; `close` ends the jobs that the package spawned."""

    def __init__(self, name: str, platform: Platform) -> None:
        self.data_dir = platform.data_dir / "packages" / name
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.files = platform.files
        self.embedder = platform.embedder
        self.eyes = platform.eyes
        self.accounts = platform.accounts
        self.channels = platform.channels
        self._name = name
        self._platform = platform
        self._jobs = Jobs(name)

    def settings(self, model: type[S]) -> S:
        return package_settings(self._name, model)

    def collection(self, name: str) -> Documents:
        """Raises ValueError for the core's own: a package has no business with accounts and runs."""
        if name in OURS:
            raise ValueError(f"the collection {name!r} belongs to the core; take another name")
        return self._platform.database.collection(name)

    def now(self) -> datetime:
        return datetime.now(UTC)

    def spawn(self, name: str, job: Coroutine[Any, Any, None]) -> None:
        self._jobs.spawn(name, job)

    async def publish(self, user_id: str, topic: str, payload: Mapping[str, Any]) -> None:
        self._platform.bus.publish(user_topic(user_id), {"topic": topic, "payload": payload})

    async def notify(
        self, user_id: str, *, key: str, title: str, text: str = "", link: str = "", via: str = "",
        actions: Sequence[Action] = (),
    ) -> bool:  # fmt: skip
        """Raises ValueError for an action that is not one of this package's own."""
        if strange := [each.capability for each in actions if each.capability.partition(".")[0] != self._name]:
            raise ValueError(f"an action calls {strange[0]!r}, which is not of the package {self._name!r}")
        return await self._platform.notices.add(
            user_id, key=key, title=title, text=text, link=link, via=via, actions=actions
        )

    async def close(self) -> None:
        await self._jobs.close()
