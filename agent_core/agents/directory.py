"""The configuration in memory: which providers and agents there are now, in this process without a look elsewhere."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog
from pymongo.errors import PyMongoError

from agent_core.agents.prices import list_price
from agent_core.agents.providers import Providers
from agent_core.agents.schemas import (
    DEFAULT,
    ENVIRONMENT,
    AgentChange,
    AgentConfig,
    AgentDraft,
    ModelPrice,
    Provider,
    ProviderChange,
    ProviderDraft,
    Rung,
)
from agent_core.agents.store import ALWAYS_THERE, LIMITS, LONG_AGO, Agents
from agent_core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_core.settings import Settings
from agent_core.spending.limits import Limit, Limits

REFRESH_SECONDS = 5.0  # how long another process may not know yet what was changed here

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Configuration:
    """What is configured at one moment, the built-in provider and agent included and first."""

    providers: Mapping[str, Provider] = field(default_factory=dict)
    agents: Mapping[str, AgentConfig] = field(default_factory=lambda: {DEFAULT: ALWAYS_THERE})

    def ladder(self, agent: AgentConfig) -> list[tuple[Provider, ModelPrice]]:
        """The models to try, in order: the agent's own and no others, else the built-in agent's, else all."""
        rungs = agent.models or self.agents[DEFAULT].models or self._one_of_each()
        found = (self.model(rung) for rung in rungs)
        return [each for each in found if each and each[0].enabled]

    def seeing(self) -> list[tuple[Provider, ModelPrice]]:
        """The models that understand pictures, in order."""
        on = [provider for provider in self.providers.values() if provider.enabled]
        return [(provider, model) for provider in on for model in provider.models if model.sees]

    def _one_of_each(self) -> list[Rung]:
        return [Rung(provider_id=each.id, model=each.models[0].name) for each in self.providers.values() if each.models]

    def model(self, rung: Rung) -> tuple[Provider, ModelPrice] | None:
        provider = self.providers.get(rung.provider_id)
        named = (each for each in (provider.models if provider else ()) if each.name == rung.model)
        model = next(named, None)
        return (provider, model) if provider and model else None

    def users_of(self, provider_id: str, *, without: Sequence[str] = ()) -> list[str]:
        """Names of the agents that use this provider by a model that is not in `without`."""
        return [
            agent.name
            for agent in self.agents.values()
            if any(rung.provider_id == provider_id and rung.model not in without for rung in agent.models)
        ]


class Directory:
    """Reads the configuration beside everything else, and is the one way to change it."""

    def __init__(
        self, providers: Providers, agents: Agents, limits: Limits, settings: Settings, *,
        every: float = REFRESH_SECONDS,
    ) -> None:  # fmt: skip
        self._providers = providers
        self._agents = agents
        self._limits = limits
        self._every = every
        self._built_in = environment_provider(settings)
        self._watchers: list[Callable[[Configuration], None]] = []
        self._refreshing = asyncio.Lock()
        self._following: asyncio.Task[None] | None = None
        self.now = Configuration()

    def watch(self, changed: Callable[[Configuration], None]) -> None:
        """Tell `changed` of every configuration from the next one on."""
        self._watchers.append(changed)

    async def open(self) -> None:
        await self._providers.reseal()
        await self.refresh()
        self._following = asyncio.create_task(self._follow(), name="agents and providers")

    async def close(self) -> None:
        if self._following:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                await self.refresh()
            except PyMongoError:
                log.warning("agents.not_refreshed")  # what we know stays; the next look comes soon
            except Exception:
                log.exception("agents.not_refreshed")

    async def refresh(self) -> None:
        """Take over what is stored. One at a time, so that an older look never replaces a newer one."""
        async with self._refreshing:
            built_in = {ENVIRONMENT: self._built_in} if self._built_in else {}
            providers = built_in | {each.id: each for each in await self._providers.all()}
            found = Configuration(providers, {each.id: each for each in await self._limited(await self._agents.all())})
            if found != self.now:
                self.now = found
                for changed in self._watchers:
                    changed(found)

    async def _limited(self, agents: Sequence[AgentConfig]) -> list[AgentConfig]:
        """With what each may spend, which stands with the other limits."""
        limits = {each.scope: each.model_dump(exclude={"scope"}) for each in await self._limits.all()}
        return [each.model_copy(update=limits.get(_scope(each.id), {})) for each in agents]

    def provider(self, provider_id: str) -> Provider:
        """Raises NotFound."""
        if provider_id not in self.now.providers:
            raise NotFound("There is no such provider.")
        return self.now.providers[provider_id]

    def agent(self, agent_id: str) -> AgentConfig:
        """Raises NotFound."""
        if agent_id not in self.now.agents:
            raise NotFound("There is no such agent.")
        return self.now.agents[agent_id]

    async def add_provider(self, draft: ProviderDraft) -> Provider:
        """Raises Conflict, InvalidInput."""
        made = await self._providers.add(draft)
        await self.refresh()
        return made

    async def change_provider(self, provider_id: str, change: ProviderChange) -> Provider:
        """Raises NotFound, NotAllowed for the built-in one, InvalidInput, and Conflict also when an agent needs it."""
        self._refuse_built_in(provider_id)
        await self.refresh()
        if change.models is not None:
            self._refuse_used(provider_id, left=[each.name for each in change.models])
        made = await self._providers.change(await self._providers.get(provider_id), change)
        await self.refresh()
        return made

    async def remove_provider(self, provider_id: str) -> None:
        """Raises NotFound, NotAllowed for the built-in one, and Conflict while an agent uses it."""
        self._refuse_built_in(provider_id)
        await self.refresh()
        self._refuse_used(provider_id, left=())
        await self._providers.remove(provider_id)
        await self.refresh()

    async def add_agent(self, draft: AgentDraft) -> AgentConfig:
        """Raises Conflict, and InvalidInput for a model that no provider has."""
        await self._refuse_unknown(draft.models)
        made = await self._agents.add(draft)
        await self._limit(made.id, draft.tokens_per_day, draft.cost_micros_per_day)
        await self.refresh()
        return self.agent(made.id)

    async def change_agent(self, agent_id: str, change: AgentChange) -> AgentConfig:
        """Raises NotFound, Conflict, and InvalidInput for a model that no provider has."""
        await self._refuse_unknown(change.models or ())
        before = self.agent(agent_id)
        await self._agents.change(agent_id, change)
        if LIMITS & change.given().keys():
            left = before.model_copy(update=change.model_dump(include=LIMITS, exclude_unset=True))
            await self._limit(agent_id, left.tokens_per_day, left.cost_micros_per_day)
        await self.refresh()
        return self.agent(agent_id)

    async def remove_agent(self, agent_id: str) -> None:
        """Raises NotFound; NotAllowed for the built-in one."""
        await self._agents.remove(agent_id)
        await self._limits.remove(_scope(agent_id))
        await self.refresh()

    async def _limit(self, agent_id: str, tokens: int | None, micros: int | None) -> None:
        if tokens is None and micros is None:
            await self._limits.remove(_scope(agent_id))
        else:
            await self._limits.put(Limit(scope=_scope(agent_id), tokens_per_day=tokens, cost_micros_per_day=micros))

    def _refuse_built_in(self, provider_id: str) -> None:
        if provider_id == ENVIRONMENT and self._built_in:
            raise NotAllowed("This provider comes from the settings AGENTIC_MODEL_…; change it there.")

    def _refuse_used(self, provider_id: str, *, left: Sequence[str]) -> None:
        if users := self.now.users_of(provider_id, without=left):
            raise Conflict(f"{', '.join(f'“{name}”' for name in users)} would lose a model; change that agent first.")

    async def _refuse_unknown(self, rungs: Sequence[Rung]) -> None:
        await self.refresh()
        for rung in rungs:
            if self.now.model(rung) is None:
                raise InvalidInput(f"No provider {rung.provider_id} has the model {rung.model}; choose a listed one.")


def environment_provider(settings: Settings) -> Provider | None:
    """The provider that the settings name; its key stays in them."""
    if settings.model_name is None or settings.model_base_url is None:
        return None
    price = list_price("compatible", settings.model_name)
    model = ModelPrice(
        name=settings.model_name, input_price=price.input, output_price=price.output,
        max_output_tokens=settings.model_max_output_tokens, sees=settings.model_sees,
    )  # fmt: skip
    key = settings.model_api_key.get_secret_value() if settings.model_api_key else ""
    return Provider.model_construct(
        id=ENVIRONMENT, name="Environment", kind="compatible", base_url=settings.model_base_url.rstrip("/"),
        sealed_key="", key_hint=key[-4:] if len(key) >= 12 else "", models=[model], enabled=True,
        created_at=LONG_AGO, updated_at=LONG_AGO,
    )  # fmt: skip


def _scope(agent_id: str) -> str:
    return f"agent:{agent_id}"


def utc_now() -> datetime:
    return datetime.now(UTC)
