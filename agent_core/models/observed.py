"""A model whose calls are counted."""

import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal

from agent_core.errors import ModelUnavailable
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool, Usage

Outcome = Literal["answered", "failed", "cut"]


@dataclass(frozen=True, kw_only=True)
class Called:
    """A call that has ended; `usage` is what is known or assumed of its tokens."""

    model: str
    purpose: str
    outcome: Outcome
    seconds: float
    usage: Usage | None = None
    cost_micros: int = 0


Report = Callable[[Called], None]


class ObservedModel:
    """A ChatModel that reports each call when it ends."""

    def __init__(self, model: ChatModel, purpose: str, report: Report) -> None:
        self._model = model
        self._purpose = purpose
        self._report = report

    @property
    def name(self) -> str:
        return self._model.name

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        outcome: Outcome = "cut"
        usage, began = None, time.monotonic()
        try:
            async with aclosing(self._model.stream(messages, tools, max_tokens=max_tokens)) as stream:
                async for chunk in stream:
                    usage = chunk.usage or usage
                    yield chunk
            outcome = "answered"
        except ModelUnavailable:
            outcome = "failed"
            raise
        finally:
            seconds = time.monotonic() - began
            self._report(Called(model=self.name, purpose=self._purpose, outcome=outcome, seconds=seconds, usage=usage))


def unreported(call: Called) -> None:
    """A report that nobody reads."""
