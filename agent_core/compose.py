"""Builds the core of one process from its parts; the composition roots (gateway, worker) call it."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

from agent_core import claims
from agent_core.afterwards.opening import afterwards_of
from agent_core.afterwards.worker import Afterwards
from agent_core.approving import Approving
from agent_core.assistant import Assistant
from agent_core.caller import Caller
from agent_core.contract import Embedder, Eyes, Files
from agent_core.deps import Services
from agent_core.doors.doors import Doors
from agent_core.doors.opening import open_door_parts
from agent_core.doors.outbox import Outbox
from agent_core.doors.sending import Sending
from agent_core.feeds import Feeds
from agent_core.history import History
from agent_core.host import Blind, PackageHost, Platform
from agent_core.ids import new_id
from agent_core.ledger import Ledger
from agent_core.memory.codes import Codes
from agent_core.memory.conversations import Conversations
from agent_core.memory.facts import Facts
from agent_core.memory.groups import Groups
from agent_core.memory.links import Links
from agent_core.memory.notices import Notices
from agent_core.memory.platforms import Platforms
from agent_core.memory.recall import Recall
from agent_core.memory.rules import RuleBook
from agent_core.memory.search import Search
from agent_core.minds import Minds
from agent_core.own import Own
from agent_core.own.keeper import Keeper
from agent_core.own.remembering import Memory
from agent_core.permissions import PermissionStore
from agent_core.planning.local.planner import LocalPlanner
from agent_core.planning.port import Local
from agent_core.policy import Policy
from agent_core.privacy.parts import Privacy, privacy_of
from agent_core.queue.bus import Bus
from agent_core.registry import Registry
from agent_core.runner import Runner
from agent_core.runs import Run, RunStore
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore
from agent_core.traces import Traces
from agent_core.turns import Turns
from agent_core.undoing.undo import Undo

if TYPE_CHECKING:  # importing langgraph takes a second; the server answers before that
    from agent_core.graph import Graph

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Core:
    """The open parts of a process that interfaces use."""

    assistant: Assistant
    registry: Registry
    bus: Bus
    files: FileStore
    notices: Notices
    links: Links
    groups: Groups
    platforms: Platforms
    doors: Doors
    outbox: Outbox
    channels: Sending
    privacy: Privacy


@asynccontextmanager
async def open_core(
    settings: Settings,
    database: Database,
    registry: Registry,
    embedder: Embedder,
    minds: Minds,
    *,
    eyes: Eyes | None = None,
    local: Local | None = None,
    policy: Policy | None = None,
    ledger: Ledger | None = None,
    grace: float = 10.0,
) -> AsyncIterator[Core]:
    """Open every package, take up unfinished runs, and close all of it in the opposite order.

    `local` replaces the planner that needs no model, `policy` what steps may do without asking, `ledger` the record of
    effects; `grace` is how many seconds running turns get at the end.
    """
    async with AsyncExitStack() as stack:
        bus = Bus()
        files = FileStore(settings.data_dir / "files", database.collection("files"))
        notices = Notices(database.collection("notifications"), bus)
        links = _links(database, notices)
        local = local or LocalPlanner(embedder)
        ledger = ledger or Ledger(database.collection("effects"), keep=timedelta(days=settings.ledger_days))
        facts = Facts(database.collection("facts"))
        recall = Recall(facts, embedder)
        conversations = Conversations(database.collection("conversations"), database.collection("runs"))
        services = _services(
            settings, database, registry, files, local, minds, policy or Policy(), ledger, recall, conversations
        )
        graph = asyncio.create_task(asyncio.to_thread(_graph, database))
        stack.push_async_callback(_ended, graph)
        store = RunStore(database.collection("runs"), holder := _holder(settings))
        door_parts = open_door_parts(
            settings, database, holder=holder, links=links, notices=notices, runs=store, bus=bus, clock=services.clock
        )
        door = await stack.enter_async_context(door_parts)
        platform = Platform(
            database=database, data_dir=settings.data_dir, files=files, embedder=embedder, eyes=eyes or Blind(),
            bus=bus, notices=notices, accounts=links, channels=door.sending,
        )  # fmt: skip
        undo = Undo(services.caller.ledger, services.caller, registry, store)
        registry.register(Own(undo))
        registry.register(Memory(Keeper(facts, recall, store.door), Search(database.collection("runs"))))
        await _open_packages(stack, registry, platform)
        rules = RuleBook(database.collection("memory_rules"))
        afterwards = afterwards_of(services, store, facts, rules, notices)
        stack.push_async_callback(afterwards.close)
        assistant, runner = _assistant(settings, database, services, graph, bus, store, undo, afterwards)
        stack.push_async_callback(runner.stop, grace)
        await runner.start()
        privacy = privacy_of(settings, database, registry, files, facts, rules, assistant)
        for job in (_warm(local, registry), privacy.erasure.resume(), privacy.retention.work()):
            task = asyncio.create_task(job)
            stack.push_async_callback(_ended, task)
            stack.callback(task.cancel)
        yield Core(
            assistant=assistant, registry=registry, bus=bus, files=files, notices=notices,
            links=links, groups=Groups(database.collection("groups")),
            platforms=Platforms(database.collection("platforms")), doors=door.doors, outbox=door.outbox,
            channels=door.sending,
            privacy=privacy,
        )  # fmt: skip


def _links(database: Database, notices: Notices) -> Links:
    codes = Codes(database.collection("link_codes"), database.collection("link_tries"))
    return Links(database.collection("links"), codes, notices, lambda: datetime.now(UTC))


async def _open_packages(stack: AsyncExitStack, registry: Registry, platform: Platform) -> None:
    hosts = {name: PackageHost(name, platform) for name in registry.packages}
    for host in hosts.values():
        stack.push_async_callback(host.close)
    stack.push_async_callback(registry.close)
    await registry.open(hosts.__getitem__)
    for name in registry.broken.keys() & hosts.keys():
        await hosts[name].close()  # the jobs of a package that then did not open


def _assistant(
    settings: Settings, database: Database, services: Services, graph: "asyncio.Task[Graph]", bus: Bus,
    store: RunStore, undo: Undo, afterwards: Afterwards,
) -> tuple[Assistant, Runner]:  # fmt: skip
    feeds = Feeds(store)
    traces = Traces(*(database.collection(name) for name in ("checkpoints", "checkpoint_writes", "effects")))
    conversations, clock = services.conversations, services.clock
    approving = Approving(store, services.registry, services.permissions, bus, clock, lambda run: runner.go_on(run))
    turns = Turns(graph, services, store, approving)

    async def note_late(run: Run) -> None:
        await conversations.note_late(run.conversation_id, run.user_id, run.id)

    runner = Runner(
        turns, feeds, store, traces, bus, clock, note_late, run_seconds=settings.run_seconds, after=afterwards.note
    )
    chars = settings.max_message_chars
    history = History(conversations, store, traces, undo, clock)
    assistant = Assistant(
        services, conversations, store, runner, feeds, traces, bus, approving, undo, history, max_message_chars=chars
    )
    return assistant, runner


async def _warm(local: Local, registry: Registry) -> None:
    try:
        await asyncio.to_thread(claims.warm)
        await local.warm(list(registry.capabilities.values()))
    except Exception:
        log.exception("warming.failed")  # the first message meets the same, and is told


async def _ended(task: "asyncio.Task[Any]") -> None:
    await asyncio.gather(task, return_exceptions=True)


def _graph(database: Database) -> "Graph":
    from agent_core.graph import build_graph

    return build_graph(database.checkpointer())


def _services(
    settings: Settings, database: Database, registry: Registry, files: Files, local: Local, minds: Minds,
    policy: Policy, ledger: Ledger, recall: Recall, conversations: Conversations,
) -> Services:  # fmt: skip
    return Services(
        registry=registry,
        caller=Caller(ledger),
        policy=policy,
        files=files,
        understanding=local,
        local_planner=local,
        permissions=PermissionStore(database.collection("permissions")),
        minds=minds,
        clock=lambda: datetime.now(UTC),
        recall=recall,
        conversations=conversations,
        history_tokens=settings.history_tokens,
        approval_wait=timedelta(hours=settings.approval_hours),
    )


def _holder(settings: Settings) -> str:
    """The name in our leases. Alone on a data folder we keep it over restarts, and so take up our runs at once."""
    if settings.mongodb_uri is None:
        return "embedded"
    return f"{socket.gethostname()}:{os.getpid()}:{new_id()}"
