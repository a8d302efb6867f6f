"""A model whose calls are counted."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from agent_core.errors import ModelUnavailable
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool, Usage

Report = Callable[[str, str, Usage | None], None]
"""Takes the purpose of a call, its outcome ("answered", "failed" or "cut") and its tokens where the server counts."""


class ObservedModel:
    """A ChatModel that reports each call when it ends."""

    def __init__(self, model: ChatModel, purpose: str, report: Report) -> None:
        self._model = model
        self._purpose = purpose
        self._report = report

    @property
    def name(self) -> str:
        return self._model.name

    async def stream(self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = ()) -> AsyncGenerator[Chunk, None]:
        outcome, usage = "cut", None
        try:
            async with aclosing(self._model.stream(messages, tools)) as stream:
                async for chunk in stream:
                    usage = chunk.usage or usage
                    yield chunk
            outcome = "answered"
        except ModelUnavailable:
            outcome = "failed"
            raise
        finally:
            self._report(self._purpose, outcome, usage)


def unreported(purpose: str, outcome: str, usage: Usage | None) -> None:
    """A report that nobody reads."""
