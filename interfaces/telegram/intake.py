"""Updates as they come: whose are taken, and in which order they are handled.

A lane keeps its order. Messages of a chat are a lane; buttons and /stop have one of their own, so that they are not
stuck behind the answer they are about. In a group everybody has their own.
"""

from collections.abc import Callable, Mapping
from typing import Any

import structlog

from agent_core.doors.port import DoorHost
from interfaces.acting import Place, Sender
from interfaces.telegram.reading import Me
from interfaces.telegram.settings import TelegramSettings

log = structlog.get_logger(__name__)
Raw = Mapping[str, Any]
GROUP = ("group", "supergroup")


class Intake:
    """`counted` says of a group's id whether what is said there may be wanted for its activity."""

    def __init__(self, host: DoorHost, settings: TelegramSettings, me: Me, counted: Callable[[str], bool]) -> None:
        self._host = host
        self._settings = settings
        self._me = me
        self._counted = counted

    async def take(self, update: Raw) -> None:
        """Keep it, so that it counts as received. What nobody may send is dropped, and what cannot be read as well: it
        would come again and again, with nothing behind it."""
        try:
            lane = self.lane(update)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("telegram.strange_update", error=type(error).__name__)
            return
        if lane:
            await self._host.inbox.put(f"{self._me.id}:{update['update_id']}", lane, {"update": dict(update)})

    def lane(self, update: Raw) -> str:
        """ "" for what is not taken."""
        if query := update.get("callback_query"):
            message = query.get("message") or {}
            return self._of(message.get("chat"), query.get("from"), now=not _picks(query))
        if (message := update.get("message")) and self._concerns(message):
            return self._of(message.get("chat"), message.get("from"), now=_stops(message))
        if change := update.get("my_chat_member") or update.get("chat_member"):
            chat = change.get("chat") or {}
            return f"{chat.get('id')}:members" if chat.get("type") in GROUP else ""
        return ""

    def _concerns(self, message: Raw) -> bool:
        """What others say to each other in a group that is not counted is not even stored."""
        chat = message.get("chat") or {}
        if chat.get("type") == "private" or self._counted(str(chat.get("id"))):
            return True
        text = str(message.get("text") or message.get("caption") or "")
        replied = ((message.get("reply_to_message") or {}).get("from") or {}).get("id")
        marks = [*(message.get("entities") or []), *(message.get("caption_entities") or [])]
        named = any((mark.get("user") or {}).get("id") == self._me.id for mark in marks)
        return (
            named or replied == self._me.id or text.startswith("/") or f"@{self._me.username}".lower() in text.lower()
        )

    def _of(self, chat: Raw | None, person: Raw | None, *, now: bool) -> str:
        if not chat or not person or not self._allowed(chat, person):
            return ""
        place = None if chat.get("type") == "private" else Place(str(chat["id"]))
        lane = lane_of(int(chat["id"]), Sender(str(person["id"]), place=place))
        return f"{lane}:now" if now else lane

    def _allowed(self, chat: Raw, person: Raw) -> bool:
        settings = self._settings
        if chat.get("type") in GROUP:
            return settings.groups and (not settings.allowed_groups or chat["id"] in settings.allowed_groups)
        if chat.get("type") != "private":
            return False
        return not settings.allowed_users or person["id"] in settings.allowed_users


def lane_of(chat: int, sender: Sender) -> str:
    return f"{chat}:{sender.external_id}" if sender.place else str(chat)


def _picks(query: Raw) -> bool:
    """A choice is a message like any other, and waits for its turn."""
    return str(query.get("data", "")).startswith("pick:")


def _stops(message: Raw) -> bool:
    return str(message.get("text", "")).split("@")[0].strip().lower() in ("/stop", "/status")
