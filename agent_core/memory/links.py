"""Accounts on other platforms that belong to a person: linked with a code of theirs, and unlinked from either side."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import BaseModel, Field
from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import Conflict, InvalidInput, NotFound
from agent_core.ids import new_id
from agent_core.memory.codes import Code, Codes
from agent_core.memory.notices import Notices
from agent_core.memory.platforms import title_of

PAGE = "/settings/accounts"  # where the person sees their links
USED_AGAIN = timedelta(minutes=1)  # a use that soon after the last one is not noted
PLATFORM = re.compile(r"[a-z][a-z0-9_]{0,31}")
EXTERNAL = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
NAME = 80  # characters
TAKEN = "This {title} account is linked to somebody already. Unlink it there first, or with /unlink here."
Clock = Callable[[], datetime]


class Link(BaseModel):
    """An account of a platform and the person it belongs to."""

    id: str = Field(alias="_id", description="platform:external_id")
    platform: str
    external_id: str
    name: str = Field(description="how the platform shows the account")
    user_id: str
    linked_at: datetime
    last_used_at: datetime
    notify: bool = Field(default=True, description="what the person should know is also sent there")
    session_id: str = Field(repr=False, description="new with each linking; the tokens made for the link name it")


class Links:
    """A query names the account of the platform, or the person."""

    def __init__(self, links: Documents, codes: Codes, notices: Notices, clock: Clock) -> None:
        self._links = links
        self._codes = codes
        self._notices = notices
        self._clock = clock

    async def code(self, user_id: str) -> Code:
        """A new code for the person; an older one of theirs ends."""
        return await self._codes.make(user_id, self._clock())

    async def claim(self, platform: str, external_id: str, name: str, code: str) -> Link:
        """Link the account to the person whose code it is.

        Raises NotFound for a code that is not good, RateLimited, and Conflict when it is somebody else's account; the
        code is used up then, too.
        """
        link_id, now = link_id_of(platform, external_id), self._clock()
        user_id = await self._codes.use(code, link_id, now)
        made = Link(
            _id=link_id, platform=platform, external_id=link_id.partition(":")[2], name=_shown(name, external_id),
            user_id=user_id, linked_at=now, last_used_at=now, session_id=new_id(),
        )  # fmt: skip
        try:
            await self._links.insert_one(made.model_dump(by_alias=True))
        except DuplicateKeyError:
            return await self._linked_before(made)
        await self._tell(made, "was linked", "Not you? Unlink it under “Connected accounts”.")
        return made

    async def _linked_before(self, made: Link) -> Link:
        theirs = {"_id": made.id, "user_id": made.user_id}
        if not (await self._links.update_one(theirs, {"$set": {"name": made.name}})).matched_count:
            raise Conflict(TAKEN.format(title=title_of(made.platform)))
        return await self.get(made.id, made.user_id)

    async def person_of(self, platform: str, external_id: str) -> Link | None:
        """The link of an account, which names the person."""
        found = await self._links.find_one({"_id": link_id_of(platform, external_id)})
        return Link.model_validate(found) if found else None

    async def used(self, link: Link) -> None:
        """Note that the person talks through it."""
        now = self._clock()
        if now - link.last_used_at >= USED_AGAIN:
            mine = {"_id": link.id, "session_id": link.session_id}
            await self._links.update_one(mine, {"$set": {"last_used_at": now}})

    async def stands(self, link_id: str, session_id: str, user_id: str) -> bool:
        """Whether the account is still linked by the very linking that a token was made for."""
        found = await self._links.find_one({"_id": link_id}, {"session_id": 1, "user_id": 1})
        return found is not None and (found["session_id"], found["user_id"]) == (session_id, user_id)

    async def of(self, user_id: str) -> list[Link]:
        """The person's links, in the order they were made."""
        found = self._links.find({"user_id": user_id}).sort("linked_at", ASCENDING)
        return [Link.model_validate(each) async for each in found]

    async def on(self, platform: str) -> list[Link]:
        """All accounts of a platform that are linked."""
        return [Link.model_validate(each) async for each in self._links.find({"platform": platform})]

    async def get(self, link_id: str, user_id: str) -> Link:
        """Raises NotFound, also for somebody else's."""
        found = await self._links.find_one({"_id": link_id, "user_id": user_id})
        if found is None:
            raise NotFound("There is no such connected account.")
        return Link.model_validate(found)

    async def set_notify(self, link_id: str, user_id: str, notify: bool) -> Link:
        await self._links.update_one({"_id": link_id, "user_id": user_id}, {"$set": {"notify": notify}})
        return await self.get(link_id, user_id)

    async def unlink(self, link_id: str, user_id: str) -> None:
        """From the person's side. Raises NotFound."""
        await self._remove(await self.get(link_id, user_id))

    async def release(self, platform: str, external_id: str) -> None:
        """From the platform's side. Raises NotFound when it is not linked."""
        link = await self.person_of(platform, external_id)
        if link is None:
            raise NotFound("This account is not linked.")
        await self._remove(link)

    async def _remove(self, link: Link) -> None:
        gone = await self._links.delete_one({"_id": link.id, "session_id": link.session_id})
        if gone.deleted_count:
            await self._tell(link, "was unlinked", "Messages from it do not reach you any more.")

    async def _tell(self, link: Link, what: str, text: str) -> None:
        title = f"{title_of(link.platform)} account {link.name} {what}"
        key = f"link:{link.session_id}:{what}"
        await self._notices.add(link.user_id, key=key, title=title, text=text, link=PAGE)


def link_id_of(platform: str, external_id: str) -> str:
    """The id of the link of an account. Raises InvalidInput for what names no account."""
    external_id = external_id.strip()
    if not PLATFORM.fullmatch(platform) or not EXTERNAL.fullmatch(external_id):
        raise InvalidInput("An account needs the name of its platform and its id there.")
    return f"{platform}:{external_id.lower() if platform == 'email' else external_id}"


def _shown(name: str, external_id: str) -> str:
    """The name in one line: it comes from the platform, where people choose it."""
    plain = " ".join("".join(each if each.isprintable() else " " for each in name).split())
    return (plain or external_id)[:NAME]
