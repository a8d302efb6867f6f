"""How many tokens a call can take at most, known before it is made and while it is answered.

Tokenizers that work on bytes, as those of all current models do, never make more tokens than there are bytes.
"""

import json
from collections.abc import Sequence

from agent_core.models.port import ChatMessage, Chunk, Tool

PER_CALL, PER_MESSAGE, PER_TOOL = 64, 16, 64  # what a server's template adds
PER_PICTURE = 40_000  # one of 1,024 points; most models take 300 to 3,000, gpt-4o-mini counts 37,000
BYTES_PER_TOKEN = 8  # an answer with more, on average, was not kept to its limit by the server


def input_bound(messages: Sequence[ChatMessage], tools: Sequence[Tool]) -> int:
    """Tokens of everything that is sent, never too few."""
    return PER_CALL + sum(map(_of_message, messages)) + sum(map(_of_tool, tools))


def _of_message(message: ChatMessage) -> int:
    calls = sum(PER_MESSAGE + _bytes(call.id + call.name + call.arguments) for call in message.tool_calls)
    return PER_MESSAGE + _bytes(message.content + message.tool_call_id) + calls + PER_PICTURE * len(message.jpegs)


def _of_tool(tool: Tool) -> int:
    return PER_TOOL + _bytes(tool.name + tool.description + json.dumps(tool.parameters, ensure_ascii=False))


def _bytes(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))


class Heard:
    """Counts an answer while it comes."""

    def __init__(self) -> None:
        self.pieces = 0
        self.bytes = 0

    def add(self, chunk: Chunk) -> None:
        size = _bytes(chunk.text) + sum(_bytes(each.name + each.arguments) for each in chunk.tool_calls)
        self.pieces += 1 if size else 0
        self.bytes += size

    def beyond(self, tokens: int) -> bool:
        """Whether the server did not keep to its limit: a piece is a token or more."""
        return self.pieces > tokens or self.bytes > tokens * BYTES_PER_TOKEN

    def at_most(self, tokens: int) -> int:
        """Tokens that an answer can have had which the server kept to this limit."""
        return min(self.bytes, tokens)
