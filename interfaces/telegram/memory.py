"""What the door itself has to remember of its chats: that a new conversation is to begin, and what was heard."""

from datetime import timedelta

from pymongo import IndexModel

from agent_core.contract import Documents
from agent_core.doors.port import DoorHost

KEPT = timedelta(days=2)  # of what was heard in a recording: a repeat has to say the very same


class ChatMemory:
    def __init__(self, host: DoorHost, chats: Documents, heard: Documents) -> None:
        self._host = host
        self._chats = chats
        self._heard = heard

    async def open(self) -> None:
        await self._heard.create_indexes([IndexModel([("expires_at", 1)], name="expiry", expireAfterSeconds=0)])

    async def begin_anew(self, chat: str) -> None:
        """The next message begins a conversation."""
        await self._chats.update_one({"_id": chat}, {"$set": {"anew": True}}, upsert=True)

    async def conversation(self, chat: str, message: str) -> str | None:
        """Which one a message goes to: None for a new one, also when the message is handled once more."""
        known = await self._chats.find_one({"_id": chat})
        if known is None or not (known.get("anew") or known.get("first") == message):
            return "current"
        await self._chats.update_one({"_id": chat}, {"$set": {"anew": False, "first": message}})
        return None

    async def forget(self, chat: str) -> None:
        await self._chats.delete_one({"_id": chat})

    async def heard(self, message: str) -> str | None:
        found = await self._heard.find_one({"_id": message})
        return str(found["text"]) if found else None

    async def keep_heard(self, message: str, text: str, audience: str) -> None:
        entry = {"text": text, "audience": audience, "expires_at": self._host.now() + KEPT}
        await self._heard.update_one({"_id": message}, {"$setOnInsert": entry}, upsert=True)
