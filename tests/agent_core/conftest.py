"""The core of one process over the real embedded database, with test packages instead of the installed ones."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent_core.assistant import Assistant, Incoming
from agent_core.compose import open_core
from agent_core.minds import OneMind
from agent_core.registry import Registry
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore
from tests.support.errands import Errands
from tests.support.planners import LiteralPlanner


class NoEmbedder:
    dimensions = 1

    async def embed(self, texts: object) -> list[list[float]]:
        raise AssertionError("nothing here is embedded")


@dataclass
class World:
    """One life of a process."""

    assistant: Assistant
    errands: Errands
    planner: LiteralPlanner
    files: FileStore
    database: Database

    def clock(self) -> datetime:
        return datetime.now(UTC)

    async def upload(self, name: str) -> str:
        """The id of a file of Ana's."""
        stream = _bytes(name.encode())
        saved = await self.files.save(stream, name=name, audience="user:ana", user_id="ana", limit_bytes=1000)
        return saved.id

    async def state_of(self, run_id: str) -> dict[str, Any]:
        """The last state stored of a run."""
        saver = await asyncio.to_thread(self.database.checkpointer)
        found = await asyncio.to_thread(saver.get_tuple, {"configurable": {"thread_id": run_id}})
        assert found is not None
        return dict(found.checkpoint["channel_values"])

    async def ran(self) -> list[str]:
        """What was really done, in the order of the keys."""
        return [each["what"] async for each in self.database.collection("errands").find().sort("_id")]


async def _bytes(content: bytes) -> AsyncIterator[bytes]:
    yield content


Open = Callable[..., AbstractAsyncContextManager[World]]


@pytest.fixture
def open_world(database: Database, tmp_path: Path) -> Open:
    """Starts a process's core; call it again for its next life."""

    @asynccontextmanager
    async def opened(
        models: OneMind | None = None, *, confident: bool = True, grace: float = 10
    ) -> AsyncIterator[World]:
        registry, errands, planner = Registry(), Errands(), LiteralPlanner(confident=confident)
        registry.register(errands)
        settings = Settings(data_dir=tmp_path)
        async with open_core(
            settings, database, registry, NoEmbedder(), models or OneMind(), local=planner, grace=grace
        ) as core:  # fmt: skip
            yield World(assistant=core.assistant, errands=errands, planner=planner, files=core.files, database=database)

    return opened


def said(text: str, **more: object) -> Incoming:
    return Incoming(**{"user_id": "ana", "text": text, "zone": "Europe/Madrid", "interface": "web"} | more)  # type: ignore[arg-type]  # keywords of a test


@pytest.fixture
async def world(open_world: Open) -> AsyncIterator[World]:
    async with open_world() as opened:
        yield opened
