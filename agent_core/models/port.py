"""What we need of a chat model, whoever serves it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from agent_core.errors import ModelUnavailable


@dataclass(frozen=True, kw_only=True)
class ToolCall:
    """A tool call as the model wrote it: `arguments` is JSON text that nobody has checked."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, kw_only=True)
class ChatMessage:
    """`tool_calls` stand on an assistant's message, `tool_call_id` on the answer to one of them."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    tool_calls: Sequence[ToolCall] = ()
    tool_call_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A function the model may call; `parameters` is a JSON schema."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ToolCallDelta:
    """The next piece of the call number `index`; name and id come with its first piece."""

    index: int
    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Tokens of one call."""

    input: int
    output: int


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """The next piece of an answer; the usage comes with the last one, where the server counts."""

    text: str = ""
    tool_calls: Sequence[ToolCallDelta] = ()
    usage: Usage | None = None


class RequestRefused(ModelUnavailable):
    """The server works, and does not take this request or does not know this model."""


class ChatModel(Protocol):
    """One model behind one address."""

    @property
    def name(self) -> str: ...

    def stream(self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = ()) -> AsyncGenerator[Chunk, None]:
        """One call, never repeated. Raises ModelUnavailable, at any piece, with a reason for a person."""
        ...
