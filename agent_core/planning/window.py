"""How much of a conversation a model is given: its last messages, up to so many tokens."""

from collections.abc import Sequence

from agent_core.state import Message

BYTES = 4  # of a token, roughly; more in English, fewer in other languages
MESSAGE = 8  # tokens that a message takes by itself


def within(messages: Sequence[Message], tokens: int) -> Sequence[Message]:
    """The newest that fit, oldest first; the last one always."""
    left = tokens
    for at in range(len(messages) - 1, -1, -1):
        left -= rough_tokens(messages[at]["content"])
        if left < 0:
            return messages[min(at + 1, len(messages) - 1) :]
    return messages


def rough_tokens(text: str) -> int:
    return MESSAGE + len(text.encode(errors="surrogatepass")) // BYTES
