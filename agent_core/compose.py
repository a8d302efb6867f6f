"""Builds the core of one process from its parts; the composition roots (gateway, worker) call it."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, Protocol

from agent_core.assistant import Assistant
from agent_core.caller import Caller
from agent_core.contract import Capability, Embedder
from agent_core.deps import Services
from agent_core.host import PackageHost, Platform
from agent_core.ids import new_id
from agent_core.ledger import Ledger
from agent_core.memory.conversations import Conversations
from agent_core.memory.notices import Notices
from agent_core.models.breaker import Breaker
from agent_core.planning.local.planner import LocalPlanner
from agent_core.planning.port import Composer, Planner, Understanding
from agent_core.policy import Policy
from agent_core.queue.bus import Bus
from agent_core.registry import Registry
from agent_core.runner import Runner
from agent_core.runs import RunStore
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore
from agent_core.turns import Turns

if TYPE_CHECKING:  # importing langgraph takes a second; the server answers before that
    from agent_core.graph import Graph


@dataclass(frozen=True, kw_only=True)
class Core:
    """The open parts of a process that interfaces use."""

    assistant: Assistant
    registry: Registry
    bus: Bus
    files: FileStore
    notices: Notices


@dataclass(frozen=True, kw_only=True)
class Models:
    """What a configured model adds; all None without one."""

    planner: Planner | None = None
    composer: Composer | None = None
    breaker: Breaker | None = None

    @property
    def state(self) -> Literal["none", "ready", "down"]:
        if self.breaker is None:
            return "none"
        return "down" if self.breaker.state == "open" else "ready"


class Local(Understanding, Planner, Protocol):
    """The planner that needs no model."""

    async def warm(self, capabilities: Sequence[Capability]) -> None:
        """Prepare what the first message would otherwise wait for."""


@asynccontextmanager
async def open_core(
    settings: Settings,
    database: Database,
    registry: Registry,
    embedder: Embedder,
    models: Models,
    *,
    local: Local | None = None,
    grace: float = 10.0,
) -> AsyncIterator[Core]:
    """Open every package, take up unfinished runs, and close all of it in the opposite order.

    `local` replaces the planner that needs no model; `grace` is how many seconds running turns get at the end.
    """
    bus = Bus()
    files = FileStore(settings.data_dir / "files", database.collection("files"))
    notices = Notices(database.collection("notifications"), bus)
    platform = Platform(
        database=database, data_dir=settings.data_dir, files=files, embedder=embedder, bus=bus, notices=notices
    )
    hosts = {name: PackageHost(name, platform) for name in registry.packages}
    local = local or LocalPlanner(embedder)
    services = _services(database, registry, local, models)
    store = RunStore(database.collection("runs"), _holder(settings))
    graph = asyncio.create_task(asyncio.to_thread(_graph, database))
    turns = Turns(graph, services, store)
    runner = Runner(turns, services.clock, store, bus, run_seconds=settings.run_seconds)
    conversations = Conversations(database.collection("conversations"), database.collection("runs"))
    assistant = Assistant(
        services, conversations, store, runner, files, bus, max_message_chars=settings.max_message_chars
    )
    await registry.open(hosts.__getitem__)
    await runner.start()
    warming = asyncio.create_task(local.warm(list(registry.capabilities.values())))
    try:
        yield Core(assistant=assistant, registry=registry, bus=bus, files=files, notices=notices)
    finally:
        warming.cancel()
        await asyncio.gather(graph, warming, return_exceptions=True)
        await runner.stop(grace)
        await registry.close()
        await asyncio.gather(*(host.close() for host in hosts.values()))


def _graph(database: Database) -> "Graph":
    from agent_core.graph import build_graph

    return build_graph(database.checkpointer())


def _services(database: Database, registry: Registry, local: Local, models: Models) -> Services:
    return Services(
        registry=registry,
        caller=Caller(Ledger(database.collection("effects"))),
        policy=Policy(),
        understanding=local,
        local_planner=local,
        model_planner=models.planner,
        composer=models.composer,
        clock=lambda: datetime.now(UTC),
    )


def _holder(settings: Settings) -> str:
    """The name in our leases. Alone on a data folder we keep it over restarts, and so take up our runs at once."""
    if settings.mongodb_uri is None:
        return "embedded"
    return f"{socket.gethostname()}:{os.getpid()}:{new_id()}"
