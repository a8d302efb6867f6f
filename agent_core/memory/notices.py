"""What the assistant tells a person unasked: stored once per key, shown on the web page, live when it is open."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import NotFound
from agent_core.ids import new_id
from agent_core.queue.bus import Bus, user_topic


class Notice(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    id: str = Field(alias="_id")
    user_id: str
    key: str
    title: str
    text: str = ""
    link: str = Field(default="", description="path of the web page to open")
    created_at: datetime
    read_at: datetime | None = None


class Notices:
    def __init__(self, notifications: Documents, bus: Bus) -> None:
        self._notifications = notifications
        self._bus = bus

    async def add(self, user_id: str, *, key: str, title: str, text: str = "", link: str = "") -> bool:
        """True when this call stored it; False when the person has it under that key already."""
        notice = Notice(
            id=new_id(), user_id=user_id, key=key, title=title, text=text, link=link, created_at=datetime.now(UTC)
        )
        try:
            await self._notifications.insert_one(notice.model_dump(by_alias=True))
        except DuplicateKeyError:
            return False
        payload = notice.model_dump(mode="json", exclude={"user_id", "key"})
        self._bus.publish(user_topic(user_id), {"topic": "notification", "payload": payload})
        return True

    async def page(self, user_id: str, *, limit: int, unread: bool = False, before: str | None = None) -> list[Notice]:
        """The newest first; `before` is the id of the last one seen."""
        query: dict[str, Any] = {"user_id": user_id}
        if unread:
            query["read_at"] = None
        if before:
            query["_id"] = {"$lt": before}
        cursor = self._notifications.find(query).sort("_id", DESCENDING).limit(limit)
        return [Notice.model_validate(each) async for each in cursor]

    async def mark_read(self, notice_id: str, user_id: str) -> None:
        """Raises NotFound, also for somebody else's."""
        change = {"$set": {"read_at": datetime.now(UTC)}}
        marked = await self._notifications.update_one({"_id": notice_id, "user_id": user_id}, change)
        if not marked.matched_count:
            raise NotFound("There is no such notification.")
