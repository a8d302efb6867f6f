"""A message as a door hands it in, and where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent_core.ids import id_of, new_id

CURRENT = "current"  # as a conversation's id: the one used last, or a new one


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """The same `idempotency_key` of a person is the same message.

    `audience` is the group that hears it, with its title in `place`; "" where only the person does.
    """

    user_id: str
    text: str
    zone: str
    interface: str
    conversation_id: str | None = None
    attachments: tuple[str, ...] = ()
    idempotency_key: str | None = None
    role: str = "user"
    agent_id: str | None = None
    audience: str = ""
    place: str = ""

    @property
    def heard_by(self) -> str:
        return self.audience or personal(self.user_id)


def personal(user_id: str) -> str:
    """The audience of a person's own data."""
    return f"user:{user_id}"


def conversation_of(message: Incoming) -> str:
    """The conversation of a message.

    A person has one in each group. A new one has an id made of its message, so that sending it again makes no other.
    """
    if message.conversation_id:
        return message.conversation_id
    if message.audience:
        return id_of(message.user_id, message.audience)
    return id_of(message.user_id, message.idempotency_key) if message.idempotency_key else new_id()


def title_of(message: Incoming, files: Sequence[str]) -> str:
    """What a conversation that begins with the message is called."""
    return message.place or message.text.strip() or ", ".join(files)
