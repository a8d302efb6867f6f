"""What the server knows: chats and messages as people see them, updates that wait, files, and faults to come."""

import asyncio
import itertools
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
BOT = {
    "id": 110201543, "is_bot": True, "first_name": "Agentic", "username": "agentic_test_bot",
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
}  # fmt: skip


class Refusal(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass
class Shown:
    """A message as its chat shows it; `versions` are all the texts it had, the last is `text`."""

    id: int
    chat: int
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    buttons: list[dict[str, Any]] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    reply_to: int | None = None
    file: tuple[str, bytes] | None = None
    mine: bool = True  # sent by the bot
    deleted: bool = False
    at: float = field(default_factory=time.monotonic)

    def button(self, label: str) -> dict[str, Any]:
        return next(each for each in self.buttons if label in each["text"])


@dataclass
class Fault:
    """The next `times` calls of `method` ("*" for any) go wrong.

    `drop` closes the connection, `before` or `after` the call was carried out; else `code` is answered.
    """

    method: str
    code: int = 0
    drop: Literal["", "before", "after"] = ""
    retry_after: int = 0
    times: int = 1
    chat: int | None = None

    def fits(self, method: str, parameters: dict[str, Any]) -> bool:
        if self.times <= 0 or self.method not in ("*", method):
            return False
        return self.chat is None or str(parameters.get("chat_id")) == str(self.chat)


@dataclass
class Hook:
    url: str = ""
    secret: str = ""
    allowed: list[str] = field(default_factory=list)


class State:
    """All of it, for one bot."""

    def __init__(self) -> None:
        self.chats: dict[int, dict[str, Any]] = {}
        self.members: dict[int, dict[int, str]] = defaultdict(dict)  # of a group: person -> status
        self.blocked: set[int] = set()
        self.messages: list[Shown] = []
        self.updates: deque[dict[str, Any]] = deque()
        self.files: dict[str, tuple[str, bytes]] = {}
        self.faults: list[Fault] = []
        self.hook = Hook()
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.menu: dict[str, Any] = {"type": "default"}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answered: dict[str, str] = {}  # callback query -> text
        self.arrived = asyncio.Event()
        self.copies = 1  # how often every update is delivered
        self.served: dict[int, int] = defaultdict(int)
        self.polling = 0
        self.watch: Callable[[str], None] = lambda point: None  # told `before METHOD` and `after METHOD`
        self.closed = False
        self._message_ids = itertools.count(1)
        self._update_ids = itertools.count(700_000_001)

    def close(self) -> None:
        """Let go of who waits for updates."""
        self.closed = True
        self.arrived.set()

    def next_message(self) -> int:
        return next(self._message_ids)

    def update(self, **content: Any) -> int:
        """Something happened that the bot is to hear of."""
        update = {"update_id": next(self._update_ids), **content}
        self.updates.append(update)
        self.arrived.set()
        return int(update["update_id"])

    def confirm(self, offset: int) -> None:
        """Forget what the bot has seen, each once it was served as often as it is to be."""
        self.updates = deque(
            each for each in self.updates if each["update_id"] >= offset or self.served[each["update_id"]] < self.copies
        )

    def pending(self, limit: int, allowed: list[str]) -> list[dict[str, Any]]:
        return list(itertools.islice((each for each in self.updates if not allowed or _kind(each) in allowed), limit))

    def shown(self, chat: int) -> list[Shown]:
        """What the bot sent there and is still seen."""
        return [each for each in self.messages if each.chat == chat and each.mine and not each.deleted]

    def message(self, chat: int, message_id: int) -> Shown | None:
        return next((m for m in self.messages if m.chat == chat and m.id == message_id and not m.deleted), None)


def _kind(update: dict[str, Any]) -> str:
    return next(key for key in update if key != "update_id")
