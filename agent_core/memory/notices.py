"""What a person should see, kept until they have: stored once per key, then shown live."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field
from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Action, Documents
from agent_core.errors import NotFound
from agent_core.ids import new_id
from agent_core.queue.bus import Bus, user_topic

SHOWN = {"id", "title", "text", "link", "actions", "created_at"}


class Notice(BaseModel):
    """`link` is a path of the web page, "" for none; `via` a platform on which it is shown in any case."""

    id: str = Field(alias="_id")
    user_id: str
    key: str
    title: str
    text: str = ""
    link: str = ""
    via: str = ""
    actions: list[Action] = []
    created_at: datetime
    read_at: datetime | None = None


class Notices:
    """Every query names the person."""

    def __init__(self, notifications: Documents, bus: Bus) -> None:
        self._notifications = notifications
        self._bus = bus

    async def add(
        self, user_id: str, *, key: str, title: str, text: str = "", link: str = "", via: str = "",
        actions: Sequence[Action] = (),
    ) -> bool:  # fmt: skip
        """Store and show it. False, and nothing is shown again, when this person has one with the same key."""
        notice = Notice(
            _id=new_id(), user_id=user_id, key=key, title=title, text=text, link=link, via=via, actions=list(actions),
            created_at=datetime.now(UTC),
        )  # fmt: skip
        try:
            await self._notifications.insert_one(notice.model_dump(by_alias=True))
        except DuplicateKeyError:
            return False
        shown = notice.model_dump(mode="json", include=SHOWN)
        self._bus.publish(user_topic(user_id), {"topic": "notification", "payload": shown})
        return True

    async def list(
        self, user_id: str, *, unread: bool = False, limit: int = 30, before: str | None = None
    ) -> list[Notice]:
        """The newest first; `before` is the id of the last one seen."""
        query: dict[str, Any] = {"user_id": user_id}
        if unread:
            query["read_at"] = None
        if before:
            query["_id"] = {"$lt": before}
        cursor = self._notifications.find(query).sort("_id", DESCENDING).limit(limit)
        return [Notice.model_validate(each) async for each in cursor]

    async def get(self, user_id: str, notice_id: str) -> Notice:
        """Raises NotFound, also for somebody else's."""
        found = await self._notifications.find_one({"_id": notice_id, "user_id": user_id})
        if found is None:
            raise NotFound("There is no such notification.")
        return Notice.model_validate(found)

    async def by_key(self, user_id: str, key: str) -> Notice | None:
        found = await self._notifications.find_one({"user_id": user_id, "key": key})
        return Notice.model_validate(found) if found else None

    async def mark_read(self, user_id: str, notice_id: str) -> None:
        """The first reading counts. Raises NotFound, also for somebody else's."""
        mine = {"_id": notice_id, "user_id": user_id}
        change = {"$set": {"read_at": datetime.now(UTC)}}
        if (await self._notifications.update_one(mine | {"read_at": None}, change)).matched_count:
            return
        if not await self._notifications.count_documents(mine, limit=1):
            raise NotFound("There is no such notification.")
