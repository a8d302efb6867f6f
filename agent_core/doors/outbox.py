"""What goes out, kept until there is a receipt: each message once, in order for each address.

queued   to be sent
sending  the intent: it is about to be handed over; found later, it says that the process ended before it knew
sent     it was, and `receipt` is the platform's id of it
failed   it certainly was not, and will not be by itself
unknown  nobody can tell; it is sent again only when the person says so

The intent is written before the channel is called and the receipt after it, so a crash in between loses nothing and
repeats nothing: the person is asked. What a channel surely did not send is tried again, later each time.
"""

import asyncio
from contextlib import suppress

from agent_core.channels import Delivery, Outgoing
from agent_core.doors.delivering import OVER as OVER
from agent_core.doors.delivering import PATIENCE as PATIENCE
from agent_core.doors.delivering import Delivering
from agent_core.doors.port import Channel
from agent_core.errors import PASSING, Conflict, NotFound

LOOK = 30.0  # seconds between looks for what another process left


class Outbox(Delivering):
    """Keeps what goes out, and knows what became of it."""

    async def wait(self, key: str, seconds: float) -> Delivery:
        """Until it is over, or for so long. Raises NotFound."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while await self._goes_on(key, changed := self._changed.setdefault(key, asyncio.Event())):
                    with suppress(TimeoutError):
                        async with asyncio.timeout(1.0):  # another process may have it
                            await changed.wait()
        return (await self.letters.get(key)).delivery()

    async def _goes_on(self, key: str, changed: asyncio.Event) -> bool:
        if (await self.letters.get(key)).status not in OVER:
            return True
        if self._changed.get(key) is changed:
            del self._changed[key]
        return False

    async def revise(self, key: str, message: Outgoing) -> None:
        """Change it: before it goes out, or where it was sent to. The last change counts.

        What failed or is not known stays so; when it is sent again, it is what it was last changed to.
        """
        new = message.model_dump(mode="json")
        while True:
            letter = await self.letters.get(key)
            gone = letter.status in ("sending", "sent")
            change = {"edit": new, "open": True, "tries": 0} if gone else {"message": new}
            if await self.letters.change(letter, change | {"edits": letter.edits + 1}):
                return self._lanes.wake(letter.lane)

    async def heed(self, key: str) -> Delivery:
        """From now on a notice tells what becomes of it. What became of it, if that came first."""
        while (letter := await self.letters.get(key)).status not in OVER:
            if await self.letters.change(letter, {"quiet": False}):
                break
        return letter.delivery()

    async def again(self, key: str, user_id: str | None) -> Delivery:
        """Send what failed or is not known once more, because the person says so. None: an administrator says so.

        Raises NotFound, also for somebody else's, and Conflict when there is nothing to repeat.
        """
        letter = await self.letters.get(key)
        if user_id not in (None, letter.user_id):
            raise NotFound("There is no such message.")
        now = self._clock()
        anew = {"status": "queued", "open": True, "next_at": now, "tries": 0, "created_at": now, "reason": "",
                "expires_at": None}  # fmt: skip
        queued = {**anew, "changed_at": now, "order": await self.letters.next_order()}
        if letter.status not in ("failed", "unknown") or not await self.letters.change(letter, queued):
            raise Conflict("This was sent, or is about to be; there is nothing to repeat.")
        self._lanes.wake(letter.lane)
        return (await self.letters.get(key)).delivery()

    async def start(self) -> None:
        """Take up what an earlier life left; messages for a platform wait until its channel is there."""
        await self._look()
        self._looking = asyncio.create_task(self._keep_looking())

    async def open(self, channel: Channel) -> None:
        self._channels[channel.platform] = channel
        await self._look()

    def shut(self, platform: str) -> None:
        self._channels.pop(platform, None)

    def channel(self, platform: str) -> Channel | None:
        return self._channels.get(platform)

    async def close(self, grace: float = 3.0) -> None:
        if self._looking:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self._lanes.close(grace)

    async def _look(self) -> None:
        for lane in await self.letters.lanes():
            self._lanes.wake(lane)

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            with suppress(*PASSING):
                await self._look()
