"""What we need of a chat model, whoever serves it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from agent_core.spending.prices import Usage as Usage


@dataclass(frozen=True, kw_only=True)
class ToolCall:
    """A tool call as the model wrote it: `arguments` is JSON text that nobody has checked."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, kw_only=True)
class ChatMessage:
    """`tool_calls` stand on an assistant's message, `tool_call_id` on the answer to one of them; a user's may show
    `jpegs`, of at most 1,024 points.
    """

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    jpegs: Sequence[bytes] = ()
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
class Chunk:
    """The next piece of an answer; the usage comes with the last one, where the server counts.

    `finish` is the server's reason for ending, "length" when the answer reached its limit. `dropped`: what came before
    this piece is void, the answer begins again.
    """

    text: str = ""
    tool_calls: Sequence[ToolCallDelta] = ()
    usage: Usage | None = None
    finish: str = ""
    dropped: bool = False


class ChatModel(Protocol):
    """One model behind one address."""

    @property
    def name(self) -> str: ...

    def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        """One call for an answer of at most `max_tokens`. Raises ModelUnavailable, at any piece, with a reason."""
        ...
