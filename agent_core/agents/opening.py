"""Opens the configured models and agents with the process, and closes them with it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from pydantic import SecretStr

from agent_core.agents.directory import REFRESH_SECONDS, Configuration, Directory, utc_now
from agent_core.agents.lines import Lines
from agent_core.agents.minds import AgentMinds
from agent_core.agents.providers import Providers
from agent_core.agents.schemas import Provider
from agent_core.agents.store import Agents
from agent_core.models.observed import Report, unreported
from agent_core.settings import Settings
from agent_core.spending.parts import Spending, spending_of
from agent_core.storage.database import Database
from agent_core.storage.vault import open_vault


@asynccontextmanager
async def open_minds(
    settings: Settings, database: Database, report: Report = unreported, *,
    spending: Spending | None = None, clock: Callable[[], datetime] = utc_now, every: float = REFRESH_SECONDS,
) -> AsyncIterator[AgentMinds]:  # fmt: skip
    """Close it after the last turn. The import of the models' client, of seconds, begins with the first model.

    `spending` is what pays for calls; without it there is one of our own. What other processes changed is taken over
    `every` so many seconds.
    """
    vault = await asyncio.to_thread(open_vault, settings)
    providers = Providers(database.collection("providers"), vault, clock)
    spending = spending or spending_of(settings, database.collection)
    directory = Directory(
        providers, Agents(database.collection("agents"), clock), spending.limits, settings, every=every
    )

    def key_of(provider: Provider) -> SecretStr | None:
        return settings.model_api_key if provider.built_in else providers.key(provider)

    lines = Lines(key_of, settings.model_timeout_seconds)
    preload = Preload()

    def follow(now: Configuration) -> None:
        lines.follow(now.providers.values())
        if any(line.provider.models for line in lines):
            preload.begin()

    directory.watch(follow)
    try:
        await directory.open()
        yield AgentMinds(directory=directory, lines=lines, budget=spending.budget, report=report, key_of=key_of)
    finally:
        await directory.close()
        await spending.budget.close()
        await lines.close()
        await preload.end()


class Preload:
    """Imports the client library once and in a thread, so that the first message need not wait for it."""

    def __init__(self) -> None:
        self._loading: asyncio.Task[None] | None = None

    def begin(self) -> None:
        if self._loading is None:
            self._loading = asyncio.create_task(asyncio.to_thread(_import_client))

    async def end(self) -> None:
        if self._loading:
            self._loading.cancel()
            with suppress(asyncio.CancelledError):
                await self._loading


def _import_client() -> None:
    import langchain_openai  # noqa: F401
