"""Conversations in the database; every query names the person.

The embedded database reads the whole collection for a find-and-modify and for a filter with an `$or`: so a change is an
update that names `_id` first, and an `$or` is a stage of its own, behind the one that narrows to the person.
"""

import builtins
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field
from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_core.memory.search import Hit, Search, pattern, words_of

TITLE = 80  # characters
LATELY, EVER = timedelta(days=7), datetime(2000, 1, 1, tzinfo=UTC)
ELSEWHERE = "This conversation belongs to another place: go on with it there, or begin a new one here."
RECENT_FIRST = {"updated_at": DESCENDING, "_id": DESCENDING}


class Summary(BaseModel):
    """Of all that was said up to and including the run `through`."""

    through: str
    text: str
    by: Literal["extract", "model"]
    origin: Literal["trusted", "untrusted"] = "trusted"


class Conversation(BaseModel):
    """The runs that share it are its messages; here is only what lists need."""

    id: str = Field(alias="_id")
    user_id: str
    audience: str
    title: str
    active: bool = True
    interfaces_used: list[str] = []
    last_run_id: str | None = None
    late_run_ids: list[str] = Field(default=[], description="runs that waited, and ended behind later messages")
    summary: Summary | None = None
    created_at: datetime
    updated_at: datetime


class Found(BaseModel):
    """A hit of a search: `hit` is where it was said last, None when it stands in the title only."""

    conversation: Conversation
    hit: Hit | None = None

    @property
    def snippet(self) -> str | None:
        return self.hit.snippet if self.hit else None


class Conversations:
    def __init__(self, conversations: Documents, runs: Documents) -> None:
        self._conversations = conversations
        self._search = Search(runs)

    async def start(
        self, conversation_id: str, user_id: str, audience: str, title: str, interface: str, run_id: str, now: datetime
    ) -> Conversation:
        """A new conversation whose first message is the run `run_id`; the same id makes it once."""
        started = Conversation(
            _id=conversation_id, user_id=user_id, audience=audience, title=title_of(title),
            interfaces_used=[interface], last_run_id=run_id, created_at=now, updated_at=now,
        )  # fmt: skip
        try:
            await self._conversations.insert_one(started.model_dump(by_alias=True))
        except DuplicateKeyError:
            return await self.get(conversation_id, user_id)
        return started

    async def append(
        self, conversation_id: str, user_id: str, audience: str, interface: str, run_id: str, now: datetime
    ) -> Conversation:
        """Note that the message `run_id` came; the conversation as it was before, with the run it continues.

        Raises NotFound, also for somebody else's conversation, and NotAllowed for one that others hear or do not.
        """
        noted = {"updated_at": now, "active": True, "last_run_id": run_id}
        change = {"$set": noted, "$addToSet": {"interfaces_used": interface}, "$unset": {"late_run_ids": ""}}
        while True:  # not a find-and-modify, for which the embedded database reads the whole collection
            before = await self._conversations.find_one({"_id": conversation_id, "user_id": user_id})
            conversation = _or_not_found(before)
            if conversation.audience != audience:
                raise NotAllowed(ELSEWHERE)
            seen = {name: (before or {}).get(name) for name in ("last_run_id", "late_run_ids")}
            found = {"_id": conversation_id, "user_id": user_id, **seen}
            if (await self._conversations.update_one(found, change)).matched_count:
                return conversation

    async def latest(self, user_id: str, audience: str, now: datetime) -> str | None:
        """The id of the conversation used last, of those that are not put away.

        The embedded database reads all that it sorts, so it is looked for among the last days' first; and with
        `active` in the filter it would take the index that has no time (106 ms instead of 1 ms for one of 3,000).
        """
        for since in (now - LATELY, EVER):
            theirs = {"user_id": user_id, "updated_at": {"$gte": since}}
            found = self._conversations.find(theirs, {"audience": 1, "active": 1}).sort("updated_at", DESCENDING)
            async for each in found:
                if each["audience"] == audience and each["active"]:
                    return str(each["_id"])
        return None

    async def exists(self, conversation_id: str, user_id: str) -> bool:
        found = await self._conversations.find_one({"_id": conversation_id, "user_id": user_id}, {"_id": 1})
        return found is not None

    async def branch_off(self, source: Conversation, conversation_id: str, run_id: str, now: datetime) -> Conversation:
        """A new conversation that goes on from a copy of another's run."""
        branch = Conversation(
            _id=conversation_id, user_id=source.user_id, audience=source.audience, last_run_id=run_id,
            title=title_of(f"Copy of {source.title}"), interfaces_used=source.interfaces_used, created_at=now,
            updated_at=now,
        )  # fmt: skip
        await self._conversations.insert_one(branch.model_dump(by_alias=True))
        return branch

    async def rewind(self, conversation: Conversation, run_id: str | None, now: datetime) -> Conversation:
        """Let the next message continue the run `run_id`. Raises Conflict when a message came since."""
        seen = {"_id": conversation.id, "user_id": conversation.user_id, "last_run_id": conversation.last_run_id}
        change = {"$set": {"last_run_id": run_id, "updated_at": now, "summary": None}}
        if not (await self._conversations.update_one(seen, change)).matched_count:
            raise Conflict("A message came in this conversation just now; look at it, then try again.")
        return await self.get(conversation.id, conversation.user_id)

    async def sum_up(self, conversation: Conversation, summary: Summary) -> bool:
        """False when it was summed up, or taken back, meanwhile."""
        before = conversation.summary.through if conversation.summary else None
        seen = {"_id": conversation.id, "user_id": conversation.user_id, "summary.through": before}
        changed = await self._conversations.update_one(seen, {"$set": {"summary": summary.model_dump()}})
        return changed.matched_count == 1

    async def summary_of(self, conversation_id: str, user_id: str) -> Summary | None:
        found = await self._conversations.find_one({"_id": conversation_id, "user_id": user_id}, {"summary": 1})
        return Summary.model_validate(found["summary"]) if found and found.get("summary") else None

    async def note_late(self, conversation_id: str, user_id: str, run_id: str) -> None:
        """A run ended that later messages did not wait for; the next message is to know of it."""
        behind = {"_id": conversation_id, "user_id": user_id, "last_run_id": {"$ne": run_id}}
        await self._conversations.update_one(behind, {"$addToSet": {"late_run_ids": run_id}})

    async def rename(self, conversation_id: str, user_id: str, title: str) -> Conversation:
        if not title.strip():
            raise InvalidInput("A conversation needs a title of at least one character.")
        return await self._change(conversation_id, user_id, {"$set": {"title": title.strip()[:TITLE]}})

    async def set_active(self, conversation_id: str, user_id: str, active: bool) -> Conversation:
        return await self._change(conversation_id, user_id, {"$set": {"active": active}})

    async def _change(self, conversation_id: str, user_id: str, change: dict[str, Any]) -> Conversation:
        await self._conversations.update_one({"_id": conversation_id, "user_id": user_id}, change)
        return await self.get(conversation_id, user_id)

    async def get(self, conversation_id: str, user_id: str) -> Conversation:
        return _or_not_found(await self._conversations.find_one({"_id": conversation_id, "user_id": user_id}))

    async def delete(self, conversation_id: str, user_id: str) -> None:
        """Remove its entry in the list; its runs are the caller's to remove. Raises NotFound."""
        removed = await self._conversations.delete_one({"_id": conversation_id, "user_id": user_id})
        if not removed.deleted_count:
            raise NotFound("There is no such conversation.")

    async def search(self, user_id: str, query: str, *, limit: int) -> list[Found]:
        """Conversations whose title or messages hold all words of `query`, the most recently used first."""
        hits: dict[str, Hit] = {}
        async for hit in self._search.hits({"user_id": user_id}, query):
            hits.setdefault(hit.conversation_id, hit)  # where it was said last
            if len(hits) == limit:
                break
        titled = {"$and": [{"title": pattern(word)} for word in words_of(query)]}
        found = await self._recent(user_id, {"$or": [titled, {"_id": {"$in": list(hits)}}]}, limit)
        return [Found(conversation=each, hit=hits.get(each.id)) for each in found]

    async def list(
        self, user_id: str, *, limit: int, before: tuple[datetime, str] | None = None
    ) -> builtins.list[Conversation]:
        """The most recently used first; `before` is `updated_at` and id of the last one seen."""
        if before is None:
            return await self._recent(user_id, {}, limit)
        at, conversation_id = before
        earlier = [{"updated_at": {"$lt": at}}, {"updated_at": at, "_id": {"$lt": conversation_id}}]
        return await self._recent(user_id, {"$or": earlier}, limit)

    async def _recent(self, user_id: str, matching: dict[str, Any], limit: int) -> builtins.list[Conversation]:
        theirs = [{"$match": {"user_id": user_id}}, {"$match": matching}]
        found = await self._conversations.aggregate([*theirs, {"$sort": RECENT_FIRST}, {"$limit": limit}])
        return [Conversation.model_validate(each) async for each in found]


def title_of(text: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "Conversation")
    return first if len(first) <= TITLE else first[: TITLE - 1].rstrip() + "…"


def _or_not_found(document: dict[str, Any] | None) -> Conversation:
    if document is None:
        raise NotFound("There is no such conversation.")
    return Conversation.model_validate(document)
