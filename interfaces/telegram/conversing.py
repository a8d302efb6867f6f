"""A turn in a chat: said to the assistant, its answer written while it comes, and sent once over any crash.

An answer has keys of its run, so whoever delivers it, and however often, delivers the same messages. A run that asked
and went on answers under new keys, below the question; the count of its decided questions tells them apart.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_core.channels import Button, Outgoing
from agent_core.errors import NotFound
from agent_core.events import RunEvent, RunStarted
from interfaces.acting import Acting
from interfaces.answering import Outcome, answer_buttons, answer_text
from interfaces.bridge import Bridge, Said
from interfaces.telegram.channel import Address
from interfaces.telegram.parts import parts
from interfaces.telegram.writing import Writing

if TYPE_CHECKING:
    from telegram import Bot

WAITS = "⏸ I need your word before I go on."
GROUP_INTERVAL = 3.5  # seconds: a group takes 20 messages and changes in a minute


@dataclass
class Turn:
    """What one message leads to. `again`: it was begun in a life that ended. `late`: its run had asked before."""

    said: Said
    acting: Acting
    again: bool = False
    late: bool = False
    before: str = ""  # stands above the answer
    run_id: str = ""
    decided: int = 0
    shown: dict[int, Outgoing] = field(default_factory=dict)  # by the place of the part
    showing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def key(self, part: int) -> str:
        return f"{self.run_id}:{self.decided}:{part}" if self.run_id else f"{self.said.id}:{part}"

    def outgoing(self, text: str, buttons: Sequence[Button] = ()) -> Outgoing:
        return Outgoing(to=self.said.to, text=text, buttons=list(buttons), reply_to=self.said.reply_to)


class Conversing:
    """`running` are the runs that are being followed: by chat and person, so that /stop finds them."""

    def __init__(self, bridge: Bridge, bot: "Bot", interval: float) -> None:
        self._bridge = bridge
        self._bot = bot
        self._interval = interval
        self.running: dict[tuple[str, str], str] = {}

    async def say(
        self, turn: Turn, attachments: Sequence[str] = (), conversation: str | None = "current"
    ) -> None:  # fmt: skip
        """Say it, and deliver what comes of it."""
        writing = self._writing(turn)

        async def show(event: RunEvent) -> None:
            await self._take(turn, writing, event)

        async with writing:
            outcome = await self._bridge.turn(turn.acting, turn.said, attachments, show, conversation)
        await self._deliver(turn, outcome)

    async def follow(self, turn: Turn, run_id: str) -> None:
        """Deliver what came of a run that went on after it had asked."""
        writing = self._writing(turn)

        async def show(event: RunEvent) -> None:
            await self._take(turn, writing, event)

        async with writing:
            outcome = await self._bridge.follow(turn.acting, run_id, show)
        if outcome.status != "gone":
            await self._deliver(turn, outcome)

    def _writing(self, turn: Turn) -> Writing:
        address = Address.of(turn.said.to)

        async def typing() -> None:
            await self._bot.send_chat_action(address.chat, "typing", message_thread_id=address.topic)

        async def push(text: str) -> None:
            if turn.run_id:
                await asyncio.shield(self._show(turn, [turn.outgoing(each) for each in parts(turn.before + text)]))

        interval = max(self._interval, GROUP_INTERVAL) if turn.said.sender.place else self._interval
        return Writing(push, typing, interval)

    async def _take(self, turn: Turn, writing: Writing, event: RunEvent) -> None:
        if isinstance(event, RunStarted) and not turn.run_id:
            turn.decided = await self._decided(turn, event.run_id) if turn.again or turn.late else 0
            turn.run_id = event.run_id
            self.running[turn.said.to, turn.said.sender.external_id] = turn.run_id
        writing.take(event)

    async def _decided(self, turn: Turn, run_id: str) -> int:
        run = await turn.acting.request("GET", f"/api/runs/{run_id}")
        return sum(each["status"] != "pending" for each in run["approvals"])

    async def _deliver(self, turn: Turn, outcome: Outcome) -> None:
        """The whole answer instead of what was shown of it, and what the run asks."""
        self.running.pop((turn.said.to, turn.said.sender.external_id), None)
        await self._settle(turn)
        messages = self._answer(turn, outcome)
        if not messages and turn.shown:
            messages = [turn.outgoing(WAITS)]
        await self._show(turn, messages, whole=outcome.status != "waiting")
        await self._bridge.ask(outcome, turn.said.to, turn.said.sender, turn.acting)

    def _answer(self, turn: Turn, outcome: Outcome) -> list[Outgoing]:
        text = answer_text(outcome)
        texts = parts(turn.before + text) if text else []
        buttons = answer_buttons(outcome)
        return [turn.outgoing(each, buttons if each is texts[-1] else ()) for each in texts]

    async def _settle(self, turn: Turn) -> None:
        """A question may have been answered since this was begun; then the answer belongs below it."""
        if not turn.run_id or not (turn.again or turn.late):
            return
        if (decided := await self._decided(turn, turn.run_id)) != turn.decided:
            await self._show(turn, [], whole=True)
            turn.decided = decided

    async def _show(self, turn: Turn, messages: Sequence[Outgoing], *, whole: bool = False) -> None:
        """Make the chat show these. Once it is the whole answer, what is shown beyond it is taken away: not before, for
        what is gone cannot be changed any more."""
        async with turn.showing:
            for place, message in enumerate(messages):
                before = turn.shown.get(place)
                if before is None:
                    await self._bridge.post(turn.key(place), message, turn.said.sender, turn.acting, ask=True)
                if message != before and (before or turn.again):
                    await self._revise(turn, place, message)
                turn.shown[place] = message
            if whole:
                for place in range(len(messages), max(len(turn.shown), len(messages) + turn.again)):
                    await self._revise(turn, place, turn.outgoing(""))
                turn.shown = dict(enumerate(messages))

    async def _revise(self, turn: Turn, place: int, message: Outgoing) -> None:
        with suppress(NotFound):  # of an earlier life, when it had not come so far
            await self._bridge.host.outbox.revise(turn.key(place), message)
