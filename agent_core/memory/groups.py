"""Chats of several people on a platform. What is said there has the group as its audience, not a person."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, Field
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.memory.links import link_id_of

TITLE = 80  # characters


class Group(BaseModel):
    id: str = Field(alias="_id", description="platform:id of the chat there")
    platform: str
    title: str
    members: list[str] = Field(default=[], description="ids of the people who have talked to the assistant there")
    seen_at: datetime

    @property
    def audience(self) -> str:
        return audience_of(self.id)


class Groups:
    def __init__(self, groups: Documents) -> None:
        self._groups = groups

    async def seen(self, platform: str, external_id: str, title: str, user_id: str, now: datetime) -> Group:
        """Note that a person talks to the assistant in a group."""
        group_id = link_id_of(platform, external_id)
        shown = " ".join(title.split())[:TITLE] or external_id
        change = {"$set": {"title": shown, "seen_at": now}, "$addToSet": {"members": user_id}}
        if not (await self._groups.update_one({"_id": group_id}, change)).matched_count:
            made = Group(_id=group_id, platform=platform, title=shown, members=[user_id], seen_at=now)
            try:
                await self._groups.insert_one(made.model_dump(by_alias=True))
            except DuplicateKeyError:
                await self._groups.update_one({"_id": group_id}, change)
        return Group.model_validate(await self._groups.find_one({"_id": group_id}))

    async def get(self, group_id: str, user_id: str) -> Group | None:
        """A group in which the person has talked to the assistant."""
        found = await self._groups.find_one({"_id": group_id, "members": user_id})
        return Group.model_validate(found) if found else None

    async def titles(self, audiences: Sequence[str], user_id: str) -> dict[str, str]:
        """Audience → title, of those among them in which the person has talked to the assistant."""
        ids = [each.removeprefix("group:") for each in audiences if each.startswith("group:")]
        if not ids:
            return {}
        found = self._groups.find({"_id": {"$in": ids}, "members": user_id}, {"title": 1})
        return {audience_of(each["_id"]): each["title"] async for each in found}


def audience_of(group_id: str) -> str:
    """The audience of what a group says and keeps."""
    return f"group:{group_id}"
