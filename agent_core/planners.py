"""The planners of one process: the local one, and what a configured model adds, opened and closed with the process."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Literal, Protocol

from agent_core.contract import Capability
from agent_core.models.breaker import Breaker, GuardedModel
from agent_core.models.observed import ObservedModel, Report, unreported
from agent_core.models.provider import configured
from agent_core.planning.model_composer import ModelComposer
from agent_core.planning.model_planner import ModelPlanner
from agent_core.planning.port import Composer, Planner, Understanding
from agent_core.settings import Settings


class Local(Understanding, Planner, Protocol):
    """The planner that needs no model."""

    async def warm(self, capabilities: Sequence[Capability]) -> None:
        """Prepare what the first message would otherwise wait for."""


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


@asynccontextmanager
async def open_models(settings: Settings, report: Report = unreported) -> AsyncIterator[Models]:
    """Empty without a model in the settings. The client's import, of seconds, begins at once and in a thread."""
    chat = configured(settings)
    if chat is None:
        yield Models()
        return
    loading = asyncio.create_task(chat.load())
    breaker = Breaker()
    guarded = GuardedModel(chat, breaker)
    try:
        yield Models(
            planner=ModelPlanner(ObservedModel(guarded, "plan", report)),
            composer=ModelComposer(ObservedModel(guarded, "answer", report)),
            breaker=breaker,
        )
    finally:
        loading.cancel()
        with suppress(asyncio.CancelledError):
            await loading
        await chat.close()
