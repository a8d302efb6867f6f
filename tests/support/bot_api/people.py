"""Those who write to the bot, in private and in groups, and what they then see."""

import itertools
import time
from collections.abc import Callable
from typing import Any

from tests.support.bot_api.html import units
from tests.support.bot_api.state import BOT, Shown, State

Within = Callable[[Callable[[], Any]], Any]
_queries = itertools.count(1)


class Human:
    """A person with an account; `say` and the like go to the private chat, or to `group`."""

    def __init__(self, state: State, within: Within, person: int, name: str) -> None:
        self.id = person
        self.name = name
        self.language = "en"
        self._state = state
        self._within = within
        chat = {"id": person, "type": "private", "first_name": name, "username": name.lower()}
        within(lambda: state.chats.setdefault(person, chat))

    @property
    def user(self) -> dict[str, Any]:
        named = {"first_name": self.name, "username": self.name.lower(), "language_code": self.language}
        return {"id": self.id, "is_bot": False, **named}

    def say(self, text: str, *, group: "Group | None" = None, reply_to: Shown | None = None, **more: Any) -> int:
        """Send a text; its commands and mentions are marked as a client does. The id of the update."""
        content = {"text": text, "entities": _marked(text), **more}
        if reply_to:
            reply = {"message_id": reply_to.id, "from": BOT if reply_to.mine else self.user, "date": 0}
            chat = group.chat if group else self._state.chats[self.id]
            content["reply_to_message"] = reply | {"chat": chat, "text": reply_to.text}
        return self._send(content, group)

    def send_document(
        self, name: str, content: bytes, *, caption: str = "", group: "Group | None" = None, **more: Any
    ) -> int:
        document = self._file(name, content) | {"file_name": name}
        return self._send({"document": document} | _caption(caption) | more, group)

    def send_photo(self, content: bytes, *, caption: str = "", album: str = "", group: "Group | None" = None) -> int:
        """In two sizes, as Telegram makes them; the larger one holds the bytes."""
        small = self._file("photos/small.jpg", b"small") | {"width": 90, "height": 60}
        large = self._file("photos/file_1.jpg", content) | {"width": 1280, "height": 853}
        more = _caption(caption) | ({"media_group_id": album} if album else {})
        return self._send({"photo": [small, large]} | more, group)

    def send_voice(self, content: bytes, *, seconds: int = 3, group: "Group | None" = None) -> int:
        voice = self._file("voice/file_2.oga", content) | {"duration": seconds, "mime_type": "audio/ogg"}
        return self._send({"voice": voice}, group)

    def press(self, shown: Shown, label: str) -> int:
        """The button of a message whose label has these words."""
        data = shown.button(label)["callback_data"]
        message = {"message_id": shown.id, "chat": self._state.chats[shown.chat], "date": 1, "from": BOT}
        query = {"id": f"q{next(_queries)}", "from": self.user, "chat_instance": "1", "data": data}
        return self._update(callback_query=query | {"message": message | {"text": shown.text}})

    def block(self) -> None:
        self._state.blocked.add(self.id)

    def send(self, content: dict[str, Any], group: "Group | None" = None) -> int:
        """Any message."""
        return self._send(content, group)

    def _send(self, content: dict[str, Any], group: "Group | None") -> int:
        chat: dict[str, Any] = group.chat if group else self._state.chats[self.id]

        def act() -> int:
            message_id = self._state.next_message()
            self._state.messages.append(Shown(message_id, chat["id"], content.get("text", ""), mine=False))
            message = {"message_id": message_id, "from": self.user, "chat": chat, "date": int(time.time())}
            return self._state.update(message=message | content)

        return int(self._within(act))

    def _file(self, path: str, content: bytes) -> dict[str, Any]:
        file_id = f"file{len(self._state.files) + 1}"
        self._within(lambda: self._state.files.setdefault(file_id, (f"{file_id}/{path}", content)))
        return {"file_id": file_id, "file_unique_id": file_id[::-1], "file_size": len(content)}

    def _update(self, **content: Any) -> int:
        return int(self._within(lambda: self._state.update(**content)))


class Group:
    """A supergroup with the bot in it."""

    def __init__(self, state: State, within: Within, chat: int, title: str) -> None:
        self.chat: dict[str, Any] = {"id": chat, "type": "supergroup", "title": title}
        self.id = chat
        self._state = state
        self._within = within
        within(lambda: state.chats.setdefault(chat, self.chat))

    def add(self, human: Human, status: str = "member") -> "Group":
        self._state.members[self.id][human.id] = status
        return self

    def member(self, human: Human, old: str, new: str) -> int:
        """Somebody came or went, as administrators are told."""
        self._state.members[self.id][human.id] = new
        change = {"chat": self.chat, "from": human.user, "date": int(time.time())}
        before, after = ({"user": human.user, "status": each} for each in (old, new))
        return self._update(chat_member=change | {"old_chat_member": before, "new_chat_member": after})

    def invite_bot(self, by: Human) -> int:
        change = {"chat": self.chat, "from": by.user, "date": int(time.time())}
        before, after = ({"user": BOT, "status": each} for each in ("left", "member"))
        return self._update(my_chat_member=change | {"old_chat_member": before, "new_chat_member": after})

    def _update(self, **content: Any) -> int:
        return int(self._within(lambda: self._state.update(**content)))


def _caption(text: str) -> dict[str, Any]:
    return {"caption": text, "caption_entities": _marked(text)} if text else {}


def _marked(text: str) -> list[dict[str, Any]]:
    """Commands and mentions with their places in UTF-16 units."""
    found, at = [], 0
    for word in text.split(" "):
        kind = {"/": "bot_command", "@": "mention"}.get(word[:1])
        if kind and len(word) > 1:
            found.append({"type": kind, "offset": units(text[:at]), "length": units(word)})
        at += len(word) + 1
    return found
