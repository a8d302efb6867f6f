"""One call of a model, read to its end while its text goes out piece by piece."""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from agent_core.errors import ModelUnavailable
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool, ToolCall
from agent_core.planning.port import Emit

MAX_CHARS = 200_000  # of text or of one call: a model that loops is stopped here


@dataclass(frozen=True)
class Said:
    """A whole answer of a model."""

    text: str
    calls: Sequence[ToolCall]


async def listen(model: ChatModel, messages: Sequence[ChatMessage], tools: Sequence[Tool], emit: Emit) -> Said:
    """Raises ModelUnavailable, also for an answer that is empty or does not end."""
    pieces: list[str] = []
    calls: dict[int, ToolCall] = {}
    size = 0
    async with aclosing(model.stream(messages, tools)) as stream:
        async for chunk in stream:
            size += len(chunk.text) + sum(len(delta.arguments) for delta in chunk.tool_calls)
            if size > MAX_CHARS:
                raise ModelUnavailable("its answer does not end")
            if chunk.text:
                pieces.append(chunk.text)
                emit(chunk.text)
            _add_calls(calls, chunk)
    if not calls and not "".join(pieces).strip():
        raise ModelUnavailable("it gave an empty answer")
    return Said("".join(pieces), [calls[index] for index in sorted(calls)])


def _add_calls(calls: dict[int, ToolCall], chunk: Chunk) -> None:
    for delta in chunk.tool_calls:
        before = calls.get(delta.index, ToolCall(id="", name="", arguments=""))
        calls[delta.index] = ToolCall(
            id=before.id or delta.id, name=before.name or delta.name, arguments=before.arguments + delta.arguments
        )
