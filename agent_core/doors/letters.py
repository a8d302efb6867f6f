"""What goes out through doors, as it is stored: every change of a letter names the state that it was read in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from time import time_ns
from typing import Any

from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.channels import Delivery, Outgoing, State
from agent_core.contract import Documents
from agent_core.errors import NotFound

KEPT = timedelta(days=30)  # how long one that is over can be looked at, and its key is known


class Letter(BaseModel):
    """One message to one address. `open`: something is still to be done for it; `fence` grows with each try."""

    key: str = Field(alias="_id")
    platform: str
    to: str
    user_id: str
    audience: str
    message: Outgoing
    status: State = "queued"
    open: bool = True
    order: int
    quiet: bool = False
    ask: bool = False
    fence: int = 0
    tries: int = 0  # that certainly sent nothing, one after the other
    holder: str = ""
    until: datetime | None = None  # end of the holder's try
    next_at: datetime
    receipt: str = ""
    reason: str = ""
    edit: Outgoing | None = None  # what it is to be changed to, once it is sent
    edits: int = 0
    said: Outgoing | None = None  # what it was changed to
    created_at: datetime
    changed_at: datetime

    @property
    def lane(self) -> str:
        return lane_of(self.platform, self.to)

    @property
    def last(self) -> Outgoing:
        """As it reads now, or will."""
        return self.edit or self.said or self.message

    def delivery(self) -> Delivery:
        return Delivery(
            key=self.key, platform=self.platform, to=self.to, state=self.status, receipt=self.receipt,
            reason=self.reason, at=self.changed_at,
        )  # fmt: skip


def lane_of(platform: str, to: str) -> str:
    return f"{platform}\n{to}"


class Letters:
    def __init__(self, outbox: Documents) -> None:
        self._outbox = outbox
        self._last = 0

    async def add(self, letter: Letter) -> bool:
        """False when there is one under its key."""
        try:
            await self._outbox.insert_one(letter.model_dump(by_alias=True, mode="python") | _plain(letter))
        except DuplicateKeyError:
            return False
        return True

    async def next_order(self) -> int:
        """Above all that was stored, also when the clock was set back."""
        if not self._last:
            newest = await self._outbox.find({"open": True}, {"order": 1}).sort("order", DESCENDING).limit(1).to_list()
            self._last = max(self._last, newest[0]["order"] if newest else 0)
        self._last = max(self._last + 1, time_ns())
        return self._last

    async def get(self, key: str) -> Letter:
        """Raises NotFound."""
        found = await self._outbox.find_one({"_id": key})
        if not found:
            raise NotFound("There is no such message.")
        return Letter.model_validate(found)

    async def head(self, lane: str) -> Letter | None:
        """The first of a lane for which something is to be done."""
        platform, _, to = lane.partition("\n")
        query = {"platform": platform, "to": to, "open": True}
        found = await self._outbox.find(query).sort("order", ASCENDING).limit(1).to_list()
        return Letter.model_validate(found[0]) if found else None

    async def lanes(self) -> set[str]:
        """Those in which something is to be done."""
        cursor = self._outbox.find({"open": True}, {"platform": 1, "to": 1})
        return {lane_of(each["platform"], each["to"]) async for each in cursor}

    async def change(self, letter: Letter, values: Mapping[str, Any]) -> bool:
        """False when it is not as it was read any more."""
        wanted = {"_id": letter.key, "status": letter.status, "fence": letter.fence, "edits": letter.edits}
        return (await self._outbox.update_one(wanted, {"$set": dict(values)})).matched_count == 1

    async def beginning(self, start: str, user_id: str) -> Sequence[Letter]:
        """A person's letters whose key begins so."""
        query = {"_id": {"$gte": start, "$lt": f"{start}\uffff"}, "user_id": user_id}
        return [Letter.model_validate(each) async for each in self._outbox.find(query)]

    async def recent(self, user_id: str | None, limit: int) -> Sequence[Letter]:
        """The newest first; of one person, or of everybody."""
        query = {} if user_id is None else {"user_id": user_id}
        cursor = self._outbox.find(query).sort("created_at", DESCENDING).limit(limit)
        return [Letter.model_validate(each) async for each in cursor]


def _plain(letter: Letter) -> dict[str, Any]:
    """Paths of files as text, which is what the database keeps."""
    return {"message": letter.message.model_dump(mode="json"), "edit": None}
