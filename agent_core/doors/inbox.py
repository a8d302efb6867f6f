"""What came in through a door, kept until it is handled: each message once, in order within its chat.

A message is received once it is stored here; its id makes a second delivery nothing. Only the oldest message of a chat
can be claimed, so a chat keeps its order over any number of processes. `fence` grows with every claim, and whoever
lost the lease changes nothing. After kill -9 the claim runs out, or is ours again when nobody else can have it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from time import time_ns
from typing import Any

import structlog
from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.doors.lanes import Lanes
from agent_core.doors.port import Handler, Received, RetryLater
from agent_core.errors import PASSING

LEASE = timedelta(seconds=60)
KEPT = timedelta(days=7)  # how long a second delivery is known to be one
KEPT_ASIDE = timedelta(days=30)
MOST_FAILURES = 5
MOST_DEATHS = 20  # of a process while it handled the message
LOOK = 30.0  # seconds between looks for what another process left
SLOWEST = 60.0  # seconds between attempts

log = structlog.get_logger(__name__)


class Kept(BaseModel):
    """A message in the inbox. `order` grows with each that is stored."""

    id: str = Field(alias="_id")
    door: str
    chat: str
    payload: dict[str, Any] = {}
    order: int
    status: str = "waiting"  # waiting, done, aside
    received_at: datetime
    next_at: datetime
    holder: str = ""
    until: datetime | None = None  # end of the holder's claim
    fence: int = 0
    ended: int = 0  # claims of which the outcome is known; the process died in the others
    failures: int = 0
    error: str = ""


SetAside = Callable[[Kept], Awaitable[None]]


class Inbox:
    """Of one door. `holder` names this process in claims; `set_aside` tells of a message that could not be handled."""

    def __init__(
        self, messages: Documents, door: str, holder: str, clock: Callable[[], datetime], set_aside: SetAside
    ) -> None:
        self._messages = messages
        self._door = door
        self._holder = holder
        self._clock = clock
        self._set_aside = set_aside
        self._lanes = Lanes(f"inbox {door}", self._step)
        self._last = 0
        self._handler: Handler = _unhandled
        self._started = False
        self._looking: asyncio.Task[None] | None = None

    async def put(self, update_id: str, chat: str, payload: Mapping[str, Any]) -> bool:
        """Keep it; from then on it is received. False when it was before."""
        now = self._clock()
        kept = Kept(
            _id=f"{self._door}:{update_id}", door=self._door, chat=chat, payload=dict(payload),
            order=await self._next_order(), received_at=now, next_at=now,
        )  # fmt: skip
        try:
            await self._messages.insert_one(kept.model_dump(by_alias=True))
        except DuplicateKeyError:
            return False
        self._wake(chat)
        return True

    async def start(self, handler: Handler) -> None:
        """Handle what is there and what comes."""
        self._handler, self._started = handler, True
        await self._look()
        self._looking = asyncio.create_task(self._keep_looking())

    async def close(self, grace: float = 0.0) -> None:
        if self._looking:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self._lanes.close(grace)

    async def _next_order(self) -> int:
        """Above all that was stored, also when the clock was set back."""
        if not self._last:
            newest = await self._messages.find({"door": self._door}).sort("order", DESCENDING).limit(1).to_list()
            self._last = max(self._last, newest[0]["order"] if newest else 0)
        self._last = max(self._last + 1, time_ns())
        return self._last

    def _wake(self, chat: str) -> None:
        if self._started:
            self._lanes.wake(chat)

    async def _look(self) -> None:
        waiting = self._messages.find({"door": self._door, "status": "waiting"}, {"chat": 1})
        for chat in {each["chat"] async for each in waiting}:
            self._wake(chat)

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            with suppress(*PASSING):
                await self._look()

    async def _step(self, chat: str) -> float | None:
        head = await self._head(chat)
        if head is None:
            return None
        if (pause := self._pause(head)) > 0:
            return pause
        if head.fence - head.ended >= MOST_DEATHS:
            await self._leave(head, "the server died each time that this was handled")
        elif claimed := await self._claim(head):
            await self._handle(claimed)
        return 0.0

    async def _head(self, chat: str) -> Kept | None:
        mine = {"door": self._door, "chat": chat, "status": "waiting"}
        found = await self._messages.find(mine).sort("order", ASCENDING).limit(1).to_list()
        return Kept.model_validate(found[0]) if found else None

    def _pause(self, head: Kept) -> float:
        """Seconds until it can be claimed."""
        free_at = head.next_at
        if head.until and head.holder != self._holder:
            free_at = max(free_at, head.until)
        return (free_at - self._clock()).total_seconds()

    async def _claim(self, head: Kept) -> Kept | None:
        change = {"holder": self._holder, "until": self._clock() + LEASE, "fence": head.fence + 1}
        if not await self._change(head, change):
            return None
        return head.model_copy(update=change)

    async def _change(self, kept: Kept, values: Mapping[str, Any]) -> bool:
        """False when somebody claimed it since."""
        wanted = {"_id": kept.id, "fence": kept.fence, "status": "waiting"}
        return (await self._messages.update_one(wanted, {"$set": dict(values)})).matched_count == 1

    async def _handle(self, kept: Kept) -> None:
        handling = asyncio.current_task()
        renewing = asyncio.create_task(self._renew(kept, handling))
        try:
            await self._handler(_received(kept))
        except asyncio.CancelledError:
            with suppress(Exception):  # else the claim runs out
                await self._change(kept, _let_go(kept))
            raise
        except Exception as error:
            await self._failed(kept, error)
        else:
            await self._done(kept)
        finally:
            renewing.cancel()

    async def _renew(self, kept: Kept, handling: "asyncio.Task[Any] | None") -> None:
        """Keep the claim while it is worked on; when it is lost, so is the work."""
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            with suppress(*PASSING):
                if not await self._change(kept, {"until": self._clock() + LEASE}) and handling:
                    log.warning("inbox.lost_claim", door=self._door)
                    handling.cancel()

    async def _done(self, kept: Kept) -> None:
        """What was said is not kept here; that it was received is."""
        done: dict[str, Any] = {"status": "done", "payload": {}, "until": None, "expires_at": self._clock() + KEPT}
        await self._change(kept, done)

    async def _failed(self, kept: Kept, error: Exception) -> None:
        log.warning("inbox.failed", door=self._door, fence=kept.fence, error=f"{type(error).__name__}: {error}")
        failures = kept.failures + (not isinstance(error, (*PASSING, RetryLater)))
        reason = f"{type(error).__name__}: {error}"[:500]
        if failures >= MOST_FAILURES:
            return await self._leave(kept, reason)
        again = self._clock() + timedelta(seconds=_wait(error) or min(SLOWEST, 2.0 ** min(kept.ended, 6) / 2))
        await self._change(kept, {**_let_go(kept), "next_at": again, "failures": failures, "error": reason})
        return None

    async def _leave(self, kept: Kept, reason: str) -> None:
        """The chat goes on without it. Told first: a crash in between tells it again, under the same key."""
        await self._set_aside(kept.model_copy(update={"error": reason}))
        aside = {"status": "aside", "error": reason, "until": None, "expires_at": self._clock() + KEPT_ASIDE}
        await self._change(kept, aside)


async def _unhandled(message: Received) -> None:
    raise RetryLater("Nothing handles messages yet.")


def _received(kept: Kept) -> Received:
    return Received(
        id=kept.id, chat=kept.chat, payload=kept.payload, attempt=kept.fence, received_at=kept.received_at
    )  # fmt: skip


def _let_go(kept: Kept) -> dict[str, Any]:
    return {"until": None, "holder": "", "ended": kept.ended + 1}


def _wait(error: Exception) -> float | None:
    return error.seconds if isinstance(error, RetryLater) else None
