"""What a configured model adds to the core, opened and closed with the process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from agent_core.compose import Models
from agent_core.models.breaker import Breaker, GuardedModel
from agent_core.models.observed import ObservedModel, Report, unreported
from agent_core.models.provider import configured
from agent_core.planning.model_composer import ModelComposer
from agent_core.planning.model_planner import ModelPlanner
from agent_core.settings import Settings


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
