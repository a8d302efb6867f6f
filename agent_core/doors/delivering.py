"""Hands letters to channels, one after the other for each address: the intent before, the receipt after."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from random import uniform
from typing import Any

import structlog

from agent_core.channels import Button, Delivery, Outgoing
from agent_core.doors.lanes import Lanes
from agent_core.doors.letters import KEPT, Letter, Letters
from agent_core.doors.port import Channel, Editable, Refused, RetryLater, Uncertain
from agent_core.errors import PASSING

SECONDS = 90.0  # that a channel may take to send one message
LEASE = timedelta(seconds=SECONDS + 30)
PATIENCE = timedelta(hours=24)  # after which a message that could never be handed over has failed
SLOWEST = 300.0  # seconds between tries
MOST_EDITS = 6  # tries to change what was sent; then it stays as it is
OVER = ("sent", "failed", "unknown")
DIED = "The server stopped while this was being sent. It may have arrived."
TOO_LATE = "It could not be sent for a whole day, so it was not sent any more."
MAYBE = "My last message to you may not have arrived."
AGAIN = Button(label="Show it again")

log = structlog.get_logger(__name__)
Tell = Callable[[Letter], Awaitable[None]]


class Delivering:
    """`holder` names this process in tries; `tell` makes a notice of what failed or is not known."""

    def __init__(self, letters: Letters, holder: str, clock: Callable[[], datetime], tell: Tell) -> None:
        self.letters = letters
        self._holder = holder
        self._clock = clock
        self._tell = tell
        self._channels: dict[str, Channel] = {}
        self._lanes = Lanes("outbox", self._step)
        self._changed: dict[str, asyncio.Event] = {}
        self._looking: asyncio.Task[None] | None = None

    async def post(
        self, key: str, platform: str, message: Outgoing, *, user_id: str, audience: str = "", quiet: bool = False,
        ask: bool = False,
    ) -> Delivery:  # fmt: skip
        """Send it as soon as it can be. Under a key that was used before: what became of that message."""
        now = self._clock()
        letter = Letter(
            _id=key, platform=platform, to=message.to, user_id=user_id, audience=audience or f"user:{user_id}",
            message=message, order=await self.letters.next_order(), quiet=quiet, ask=ask, next_at=now, created_at=now,
            changed_at=now,
        )  # fmt: skip
        if not await self.letters.add(letter):
            return (await self.letters.get(key)).delivery()
        self._lanes.wake(letter.lane)
        return letter.delivery()

    async def _step(self, lane: str) -> float | None:
        letter = await self.letters.head(lane)
        if letter is None:
            return None
        if letter.status == "sending":
            return await self._found_sending(letter)
        if letter.status == "queued" and self._clock() > letter.created_at + PATIENCE:
            await self._fail(letter, TOO_LATE)
            return 0.0
        channel = self._channels.get(letter.platform)
        if channel is None:
            return None  # `open` wakes it
        if (pause := (letter.next_at - self._clock()).total_seconds()) > 0:
            return pause
        if letter.edit and letter.status == "sent":
            await self._edit(letter, letter.edit, channel)
        else:
            await self._send(letter, channel)
        return 0.0

    async def _found_sending(self, letter: Letter) -> float:
        """Of another process, until its time is over; ours is of an earlier life, for this lane does one at a time."""
        if letter.holder != self._holder and letter.until and (left := letter.until - self._clock()) > timedelta():
            return left.total_seconds()
        await self._doubt(letter, DIED)
        return 0.0

    async def _send(self, letter: Letter, channel: Channel) -> None:
        if not await self._intend(letter):
            return
        trying = letter.model_copy(update={"status": "sending", "fence": letter.fence + 1})
        try:
            async with asyncio.timeout(SECONDS):
                receipt = await channel.send(letter.message, key=letter.key)
        except RetryLater as error:
            await self._later(trying, error)
        except Refused as error:
            await self._fail(trying, error.message)
        except asyncio.CancelledError:
            await self._doubt(trying, DIED)
            raise
        except Exception as error:
            log.warning("outbox.uncertain", platform=letter.platform, error=type(error).__name__)
            await self._doubt(trying, _said(error))
        else:
            await self._settle(trying, {"status": "sent", "receipt": receipt, "reason": ""})

    async def _intend(self, letter: Letter) -> bool:
        """Write down that it is about to be sent. False when another process was first, or it was changed."""
        until = self._clock() + LEASE
        change = {"status": "sending", "fence": letter.fence + 1, "holder": self._holder, "until": until}
        return await self.letters.change(letter, change)

    async def _later(self, letter: Letter, error: RetryLater) -> None:
        now = self._clock()
        pause = _backoff(letter.tries) if error.seconds is None else error.seconds
        if now + timedelta(seconds=pause) > letter.created_at + PATIENCE:
            return await self._fail(letter, f"It could not be handed over in time: {error.message}")
        again = {"status": "queued", "tries": letter.tries + 1, "next_at": now + timedelta(seconds=pause)}
        return await self._settle(letter, again | {"reason": error.message})

    async def _fail(self, letter: Letter, reason: str) -> None:
        await self._settle(letter, {"status": "failed", "reason": reason}, told=True)

    async def _doubt(self, letter: Letter, reason: str) -> None:
        await self._settle(letter, {"status": "unknown", "reason": reason}, told=True)

    async def _settle(self, letter: Letter, values: Mapping[str, Any], *, told: bool = False) -> None:
        """Write the outcome of a try; for some time also while the database is away, for nobody else knows it."""
        change = {**values, "changed_at": self._clock(), "until": None}
        for pause in (0.2, 1, 2, 4, 8, None):
            try:
                if told:  # first, so that a crash in between cannot leave it untold
                    await self._surface(letter.model_copy(update=dict(values)))
                await self._write(letter, change)
                break
            except PASSING:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        if changed := self._changed.pop(letter.key, None):
            changed.set()

    async def _write(self, letter: Letter, change: Mapping[str, Any]) -> None:
        """Beside a change of its text that came meanwhile, which goes out afterwards."""
        while not await self.letters.change(letter, {**change, **_openness(letter, change, self._clock())}):
            now = await self.letters.get(letter.key)
            if (now.status, now.fence) != (letter.status, letter.fence):
                return  # another process had it
            letter = now

    async def _surface(self, letter: Letter) -> None:
        if not letter.quiet:
            await self._tell(letter)
        if letter.ask and letter.status == "unknown":  # also while its channel is not open yet, as after a crash
            ask = Outgoing(to=letter.to, text=MAYBE, buttons=[AGAIN.model_copy(update={"data": f"again:{letter.key}"})])
            key = f"{letter.key}:maybe:{letter.fence}"
            await self.post(key, letter.platform, ask, user_id=letter.user_id, audience=letter.audience, quiet=True)

    async def _edit(self, letter: Letter, message: Outgoing, channel: Channel) -> None:
        """Changing a message twice does no harm, so there is no intent."""
        over: dict[str, Any] = {"edit": None, "said": message.model_dump(mode="json"), "open": False}
        try:
            if isinstance(channel, Editable):
                async with asyncio.timeout(SECONDS):
                    await channel.edit(letter.receipt, message)
        except Refused as error:
            log.info("outbox.not_edited", platform=letter.platform, reason=error.message)
        except (RetryLater, Uncertain, TimeoutError, OSError) as error:
            if letter.tries < MOST_EDITS:
                wait = error.seconds if isinstance(error, RetryLater) else None
                next_at = self._clock() + timedelta(seconds=_backoff(letter.tries) if wait is None else wait)
                over = {"tries": letter.tries + 1, "next_at": next_at}
        except Exception:
            log.exception("outbox.not_edited", platform=letter.platform)
        await self.letters.change(letter, over)  # not when a newer change came: then that one follows


def _openness(letter: Letter, change: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Whether anything is left to do, and from when on it need not be kept."""
    if change["status"] == "queued":
        return {}
    waits = change["status"] == "sent" and letter.edit is not None
    return {"open": waits, "next_at": now, "tries": 0, "expires_at": now + KEPT}


def _backoff(tries: int) -> float:
    return uniform(0.5, 1.0) * min(SLOWEST, 2.0 ** min(tries, 10))


def _said(error: Exception) -> str:
    if isinstance(error, Uncertain):
        return error.message
    if isinstance(error, TimeoutError):
        return "There was no answer in time. It may have arrived."
    return "The connection broke while this was being sent. It may have arrived."
