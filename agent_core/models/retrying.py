"""A model that is asked a second time when it was only busy."""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing

from agent_core.models.breaker import SHORT_WAIT
from agent_core.models.faults import ModelFault
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool

Sleep = Callable[[float], Awaitable[None]]
SHORTEST, LONGEST = 0.3, 1.0  # seconds of the wait, at random, so that those who failed together do not come together


class RetryingModel:
    """Tries once more after 429, 529 or the like, when nothing was heard and the wait asked for is short."""

    def __init__(self, model: ChatModel, sleep: Sleep = asyncio.sleep) -> None:
        self._model = model
        self._sleep = sleep

    @property
    def name(self) -> str:
        return self._model.name

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        began = False
        try:
            async with aclosing(self._model.stream(messages, tools, max_tokens=max_tokens)) as stream:
                async for chunk in stream:
                    began = True
                    yield chunk
            return
        except ModelFault as fault:
            if began or not _worth_it(fault):
                raise
            wait = max(fault.retry_after or 0.0, random.uniform(SHORTEST, LONGEST))
        await self._sleep(wait)
        async with aclosing(self._model.stream(messages, tools, max_tokens=max_tokens)) as stream:
            async for chunk in stream:
                yield chunk


def _worth_it(fault: ModelFault) -> bool:
    return fault.passing and (fault.retry_after or 0.0) <= SHORT_WAIT
