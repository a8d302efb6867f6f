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
    heard = _Heard(emit)
    async with aclosing(model.stream(messages, tools)) as stream:
        async for chunk in stream:
            if chunk.dropped:
                heard = _Heard(emit)
            heard.add(chunk)
    return heard.whole()


class _Heard:
    """An answer as it comes; its text goes on to `emit`."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._text: list[str] = []
        self._calls: dict[int, ToolCall] = {}
        self._half = ""  # of a character that a server has cut in two
        self._size = 0

    def add(self, chunk: Chunk) -> None:
        self._size += len(chunk.text) + sum(len(delta.arguments) for delta in chunk.tool_calls)
        if self._size > MAX_CHARS:
            raise ModelUnavailable("its answer does not end")
        whole, self._half = _halved(self._half + chunk.text)
        self._say(whole)
        _add_calls(self._calls, chunk)

    def _say(self, text: str) -> None:
        if text := sound_text(text):
            self._text.append(text)
            self._emit(text)

    def whole(self) -> Said:
        self._say(self._half)
        text, self._half = "".join(self._text), ""
        if not self._calls and not text.strip():
            raise ModelUnavailable("it gave an empty answer")
        return Said(text, [_sound(self._calls[index]) for index in sorted(self._calls)])


def sound_text(text: str) -> str:
    """The text with pairs of surrogates joined and lone ones replaced: they can be neither stored nor sent."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _halved(text: str) -> tuple[str, str]:
    """The text, and the first half of a pair of surrogates when it ends with one."""
    return (text[:-1], text[-1]) if text and "\ud800" <= text[-1] <= "\udbff" else (text, "")


def _sound(call: ToolCall) -> ToolCall:
    return ToolCall(id=sound_text(call.id), name=sound_text(call.name), arguments=sound_text(call.arguments))


def _add_calls(calls: dict[int, ToolCall], chunk: Chunk) -> None:
    for delta in chunk.tool_calls:
        before = calls.get(delta.index, ToolCall(id="", name="", arguments=""))
        calls[delta.index] = ToolCall(
            id=before.id or delta.id, name=before.name or delta.name, arguments=before.arguments + delta.arguments
        )
