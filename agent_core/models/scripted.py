"""A ChatModel that answers from a list: for tests, of ours and of package authors."""

import json
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agent_core.models.port import ChatMessage, Chunk, Tool, ToolCallDelta, Usage


@dataclass(frozen=True)
class Asked:
    """One call as it came in."""

    messages: Sequence[ChatMessage]
    tools: Sequence[Tool]
    max_tokens: int | None = None


@dataclass(frozen=True)
class Says:
    """An answer of text, in words or in the pieces given."""

    text: str | Sequence[str]

    def chunks(self) -> list[Chunk]:
        pieces = self.text.split(" ") if isinstance(self.text, str) else list(self.text)
        spaced = [f" {piece}" if n and isinstance(self.text, str) else piece for n, piece in enumerate(pieces)]
        return [Chunk(text=piece) for piece in spaced]


@dataclass(frozen=True)
class Calls:
    """An answer that calls a tool; `arguments` as JSON text may be anything, also broken."""

    name: str
    arguments: Mapping[str, Any] | str

    def chunks(self) -> list[Chunk]:
        text = self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments)
        middle = len(text) // 2
        return [
            Chunk(tool_calls=[ToolCallDelta(index=0, id="call_1", name=self.name, arguments=text[:middle])]),
            Chunk(tool_calls=[ToolCallDelta(index=0, arguments=text[middle:])]),
        ]


Answer = Says | Calls | Exception


@dataclass
class ScriptedModel:
    """Gives `answers` in turn, raising those that are errors; `asked` holds every call."""

    answers: Iterable[Answer]
    name: str = "scripted"
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left = list(self.answers)

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        self.asked.append(Asked(list(messages), list(tools), max_tokens))
        if not self._left:
            raise AssertionError(f"call {len(self.asked)} of the model was not expected")
        answer = self._left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        for chunk in answer.chunks():
            yield chunk
        yield Chunk(usage=Usage(input=10, output=5))
