"""Conversations in the database; every query names the person."""

import re
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field
from pymongo import DESCENDING, ReturnDocument

from agent_core.contract import Documents
from agent_core.errors import InvalidInput, NotFound
from agent_core.ids import new_id

TITLE = 80  # characters


class Conversation(BaseModel):
    """The runs that share it are its messages; here is only what lists need."""

    id: str = Field(alias="_id")
    user_id: str
    audience: str
    title: str
    active: bool = True
    interfaces_used: list[str] = []
    last_run_id: str | None = None
    created_at: datetime
    updated_at: datetime


class Found(BaseModel):
    """A hit of a search: `snippet` shows where, when it was not in the title."""

    conversation: Conversation
    snippet: str | None = None


class Conversations:
    def __init__(self, conversations: Documents, runs: Documents) -> None:
        self._conversations = conversations
        self._runs = runs

    async def start(
        self, user_id: str, audience: str, text: str, interface: str, run_id: str, now: datetime
    ) -> Conversation:
        """A new conversation titled by its first message, which is the run `run_id`."""
        started = Conversation(
            _id=new_id(), user_id=user_id, audience=audience, title=title_of(text), interfaces_used=[interface],
            last_run_id=run_id, created_at=now, updated_at=now,
        )  # fmt: skip
        await self._conversations.insert_one(started.model_dump(by_alias=True))
        return started

    async def append(
        self, conversation_id: str, user_id: str, interface: str, run_id: str, now: datetime
    ) -> Conversation:
        """Note that the message `run_id` came; the conversation as it was before, with the run it continues.

        Raises NotFound, also for somebody else's conversation.
        """
        noted = {"updated_at": now, "active": True, "last_run_id": run_id}
        change = {"$set": noted, "$addToSet": {"interfaces_used": interface}}
        before = await self._conversations.find_one_and_update({"_id": conversation_id, "user_id": user_id}, change)
        return _or_not_found(before)

    async def rename(self, conversation_id: str, user_id: str, title: str) -> Conversation:
        if not title.strip():
            raise InvalidInput("A conversation needs a title of at least one character.")
        return await self._change(conversation_id, user_id, {"$set": {"title": title.strip()[:TITLE]}})

    async def set_active(self, conversation_id: str, user_id: str, active: bool) -> Conversation:
        return await self._change(conversation_id, user_id, {"$set": {"active": active}})

    async def _change(self, conversation_id: str, user_id: str, change: dict[str, Any]) -> Conversation:
        found = await self._conversations.find_one_and_update(
            {"_id": conversation_id, "user_id": user_id}, change, return_document=ReturnDocument.AFTER
        )
        return _or_not_found(found)

    async def get(self, conversation_id: str, user_id: str) -> Conversation:
        return _or_not_found(await self._conversations.find_one({"_id": conversation_id, "user_id": user_id}))

    async def delete(self, conversation_id: str, user_id: str) -> None:
        """Remove it with its runs. Raises NotFound."""
        removed = await self._conversations.delete_one({"_id": conversation_id, "user_id": user_id})
        if not removed.deleted_count:
            raise NotFound("There is no such conversation.")
        await self._runs.delete_many({"conversation_id": conversation_id, "user_id": user_id})

    async def search(self, user_id: str, query: str, *, limit: int) -> list[Found]:
        """Conversations whose title or messages hold the words of `query`, the most recently used first."""
        pattern = {"$regex": re.escape(query.strip()), "$options": "i"}
        said = {"user_id": user_id, "$or": [{"text": pattern}, {"answer.text": pattern}]}
        snippets: dict[str, str] = {}
        async for run in self._runs.find(said).sort("_id", DESCENDING).limit(10 * limit):
            snippets.setdefault(run["conversation_id"], _snippet(run, query))
        wanted = {"user_id": user_id, "$or": [{"title": pattern}, {"_id": {"$in": list(snippets)}}]}
        cursor = self._conversations.find(wanted).sort("updated_at", DESCENDING).limit(limit)
        return [Found(conversation=each, snippet=snippets.get(each["_id"])) async for each in cursor]

    async def list(self, user_id: str, *, limit: int, before: datetime | None = None) -> list[Conversation]:
        """The most recently used first; `before` is the `updated_at` of the last one seen."""
        query: dict[str, Any] = {"user_id": user_id}
        if before:
            query["updated_at"] = {"$lt": before}
        cursor = self._conversations.find(query).sort("updated_at", DESCENDING).limit(limit)
        return [Conversation.model_validate(each) async for each in cursor]


def title_of(text: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "Conversation")
    return first if len(first) <= TITLE else first[: TITLE - 1].rstrip() + "…"


def _or_not_found(document: dict[str, Any] | None) -> Conversation:
    if document is None:
        raise NotFound("There is no such conversation.")
    return Conversation.model_validate(document)


def _snippet(run: dict[str, Any], query: str, around: int = 60) -> str:
    texts = [run["text"], (run.get("answer") or {}).get("text", "")]
    text = next((each for each in texts if query.strip().lower() in each.lower()), texts[0])
    at = max(0, text.lower().find(query.strip().lower()) - around)
    return ("…" if at else "") + " ".join(text[at : at + 2 * around + len(query)].split())
