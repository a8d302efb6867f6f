"""Opens the parts of the process in the order they depend on each other, and closes them in the opposite one."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import structlog

from agent_core.memory.people import People
from agent_core.registry import Registry
from agent_core.settings import Settings, package_settings
from agent_core.storage.database import Database, open_database
from agent_core.storage.lock import DataDirLock
from agent_core.storage.secrets import SETUP_CODE, SIGNING_KEY, kept_secret
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.voice import Voice
from gateway.doors import doors_open
from gateway.metrics import Metrics
from gateway.parts import Parts
from gateway.security.accounts import Accounts
from gateway.security.services import Services
from gateway.security.sessions import Sessions
from gateway.security.setup import FirstAdministrator
from gateway.security.tokens import AccessTokens
from gateway.turns import TurnWatch

if TYPE_CHECKING:
    from agent_core.doors.port import Door
    from agent_core.planning.port import Local
    from agent_core.privacy.erasure import Erasure
    from agent_core.spending.parts import Spending

log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_parts(
    settings: Settings, registry: Registry, metrics: Metrics, *, local: "Local | None" = None,
    doors: "Sequence[Door] | None" = None,
) -> AsyncIterator[Parts]:  # fmt: skip
    """Raises ConfigurationError when the data folder is in use or the database is not usable."""
    async with AsyncExitStack() as stack:
        stack.enter_context(DataDirLock(settings.data_dir))
        loading = asyncio.create_task(asyncio.to_thread(_load_core))  # a second of imports, while the database starts
        try:
            database = await stack.enter_async_context(open_database(settings))
        finally:
            await loading
        parts = await _open(stack, settings, registry, metrics, database, local)
        await parts.first_admin.prepare()
        stack.push_async_callback(_end, asyncio.create_task(_tidy(parts)))
        await stack.enter_async_context(doors_open(parts, doors))
        log.info("gateway.open", packages=sorted(registry.packages), broken=sorted(registry.broken))
        yield parts


def _load_core() -> None:
    import_module("agent_core.compose")
    import_module("agent_core.agents.opening")


async def _open(
    stack: AsyncExitStack,
    settings: Settings,
    registry: Registry,
    metrics: Metrics,
    database: Database,
    local: "Local | None",
) -> Parts:
    from agent_core.agents.opening import open_minds
    from agent_core.agents.seeing import Seeing
    from agent_core.compose import open_core
    from agent_core.models.embedding import load_embedder
    from agent_core.own.speech import Speech
    from agent_core.spending.parts import spending_of

    spending = spending_of(settings, database.collection)
    stack.push_async_callback(spending.budget.close)
    minds = await stack.enter_async_context(open_minds(settings, database, metrics.model_called, spending=spending))
    embedder = load_embedder(settings)
    stack.callback(embedder.close)
    registry.register(Speech(voice := _voice(stack, settings)))
    core = await stack.enter_async_context(
        open_core(settings, database, registry, embedder, minds, local=local, eyes=Seeing(minds))
    )
    people = People(database.collection("users"))
    key = await asyncio.to_thread(_signing_key, settings)
    tokens = AccessTokens(key, timedelta(minutes=settings.access_token_minutes))
    services = Services(database.collection("services"), tokens, _now)
    accounts = Accounts(people, await _sessions(settings, database, key), tokens, core.links, services, _now)
    _erased_with_the_rest(core.privacy.erasure, spending, voice)
    return Parts(
        settings=settings,
        metrics=metrics,
        registry=registry,
        database=database,
        people=people,
        accounts=accounts,
        services=services,
        links=core.links,
        groups=core.groups,
        platforms=core.platforms,
        first_admin=FirstAdministrator(people, accounts, settings.data_dir / SETUP_CODE),
        minds=minds,
        spending=spending,
        assistant=core.assistant,
        bus=core.bus,
        files=core.files,
        notices=core.notices,
        doors=core.doors,
        outbox=core.outbox,
        channels=core.channels,
        voice=voice,
        privacy=core.privacy,
        turns=await stack.enter_async_context(TurnWatch(core.assistant, metrics)),
    )


def _erased_with_the_rest(erasure: "Erasure", spending: "Spending", voice: Voice) -> None:
    """What has something of a person in memory: counters that are written behind, sounds."""

    async def write_counters(user_id: str) -> None:
        await spending.budget.written()

    async def forget_sounds(user_id: str) -> None:
        voice.forget(f"user:{user_id}")

    erasure.first(write_counters)
    erasure.first(forget_sounds)


async def _sessions(settings: Settings, database: Database, key: str) -> Sessions:
    sessions = Sessions(
        database.collection("sessions"),
        database.collection("refresh_tokens"),
        key=key,
        lifetime=timedelta(days=settings.refresh_token_days),
    )
    await sessions.create_indexes()
    return sessions


def _now() -> datetime:
    return datetime.now(UTC)


def _signing_key(settings: Settings) -> str:
    if settings.jwt_secret is not None:
        return settings.jwt_secret.get_secret_value()
    return kept_secret(settings.data_dir / SIGNING_KEY)


def _voice(stack: AsyncExitStack, settings: Settings) -> Voice:
    voice = Voice(package_settings("voice", VoiceSettings), settings.data_dir / "voice")
    stack.push_async_callback(voice.close)
    return voice


async def _tidy(parts: Parts) -> None:
    """What need not be done before the first request."""
    try:
        if removed := await parts.files.reap():
            log.info("files.reaped", removed=removed)
    except Exception:
        log.exception("files.reap_failed")


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
