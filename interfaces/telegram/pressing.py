"""What a button does. Those of approvals, notices and deliveries are the same on every platform: the bridge's."""

from contextlib import suppress
from dataclasses import replace

from agent_core.channels import Outgoing
from agent_core.doors.asking import VERBS
from agent_core.doors.port import Received
from agent_core.errors import InvalidInput
from interfaces.acting import Acting
from interfaces.bridge import STRANGER, Said
from interfaces.client import ServerError
from interfaces.telegram.conversing import Turn
from interfaces.telegram.intake import lane_of
from interfaces.telegram.reading import Press
from interfaces.telegram.talking import REVIEWS, Parts

LONGEST = 200  # characters that Telegram shows for a moment
UNLINKED = "Disconnected. I do not know any more who you are here."
ONCE = ("act", "again")  # verbs whose buttons go once they were pressed; those of questions go when it is decided
STAYS = "Nothing changed."
OVER = "We have talked of something else since. Ask me again."


class Pressing:
    def __init__(self, parts: Parts) -> None:
        self._p = parts
        self._bridge = parts.bridge

    async def press(self, press: Press, received: Received) -> None:
        said = Said(id=received.id, to=str(press.to), sender=press.sender, text="")
        verb, _, rest = press.data.partition(":")
        match verb:
            case "pick":
                await self._pick(press, said, rest, again=received.attempt > 1)
            case "set":
                await self._answer(press, await self._set(said, rest))
                await self._without_buttons(press)
            case "unlink":
                await self._answer(press, await self._unlink(said, rest))
                await self._without_buttons(press)
            case _:
                await self._answer(press, await self._bridge.pressed(said, press.data))
                if verb in ONCE:
                    await self._without_buttons(press)
        if verb in VERBS:
            await self._go_on(press, said, rest)

    async def _pick(self, press: Press, said: Said, rest: str, *, again: bool) -> None:
        """A choice is answered as if it had been written."""
        acting = await self._bridge.gateway.act(said.sender)
        if acting is None:
            return await self._answer(press, STRANGER)
        try:
            words = await self._bridge.choice(acting, rest)
            over = not again and press.sender.place is None and await self._is_over(acting, rest)
        except (ServerError, InvalidInput) as error:
            if isinstance(error, ServerError):
                self._bridge.check(error, acting)
            return await self._answer(press, error.message)
        await self._answer(press, OVER if over else words)
        await self._without_buttons(press)
        if over:
            return None
        turn = Turn(replace(said, text=words), acting, again=again, before=f"› {words}\n\n")
        return await self._p.conversing.say(turn)

    async def _is_over(self, acting: Acting, rest: str) -> bool:
        """Whether something was said since: then nobody knows any more what the choice is about."""
        run = await acting.request("GET", f"/api/runs/{rest.partition(':')[0]}")
        said = await acting.request("GET", f"/api/conversations/{run['conversation_id']}/messages?limit=1")
        return bool(said["items"]) and said["items"][-1]["id"] != run["id"]

    async def _go_on(self, press: Press, said: Said, rest: str) -> None:
        """The run that asked goes on; what comes of it is shown in the order of its chat."""
        place = press.sender.place
        news = {"run_id": rest.partition(".")[0], "external_id": press.sender.external_id, "to": said.to}
        news["place"] = place.id if place else ""
        lane = lane_of(press.to.chat, press.sender)
        await self._bridge.host.inbox.put(f"after:{said.id}", lane, {"follow": news})

    async def _set(self, said: Said, value: str) -> str:
        acting = await self._bridge.gateway.act(said.sender)
        if acting is None or value not in REVIEWS:
            return STRANGER
        await acting.request("PUT", "/api/preferences", json={"review_plans": value})
        return f"Plans are shown before they begin: {REVIEWS[value]}."

    async def _unlink(self, said: Said, answer: str) -> str:
        """Said before it is done: afterwards nobody is there to whom it could belong."""
        if answer != "yes":
            return STAYS
        try:
            await self._bridge.gateway.release(said.sender)
        except ServerError as error:
            return error.message
        await self._p.memory.forget(said.to)
        await self._bridge.post(f"{said.id}:unlinked", Outgoing(to=said.to, text=UNLINKED), said.sender, None)
        return UNLINKED

    async def _answer(self, press: Press, text: str) -> None:
        """For a moment, on the button: of no matter when it is too late for that."""
        with suppress(Exception):
            await self._p.bot.answer_callback_query(press.query, text[:LONGEST])

    async def _without_buttons(self, press: Press) -> None:
        with suppress(Exception):
            await self._p.bot.edit_message_reply_markup(press.to.chat, press.number)
