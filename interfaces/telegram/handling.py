"""What is in the inbox, handed to who deals with it."""

from collections.abc import Mapping
from typing import Any

import structlog

from agent_core.channels import Outgoing
from agent_core.doors.port import Received
from interfaces.acting import Place, Sender
from interfaces.bridge import Said
from interfaces.telegram.conversing import Turn
from interfaces.telegram.pressing import Pressing
from interfaces.telegram.reading import Coming, Note, Press, read
from interfaces.telegram.settings import TelegramSettings
from interfaces.telegram.talking import Heard, Parts, Talking

GREETING = "Hello! I answer people whose account is connected, when you mention me or reply to me. /help tells more."
log = structlog.get_logger(__name__)


class Handling:
    def __init__(self, parts: Parts, settings: TelegramSettings) -> None:
        self._p = parts
        self._settings = settings
        self._talking = Talking(parts)
        self._pressing = Pressing(parts)

    async def handle(self, received: Received) -> None:
        """Deal with one update, or with news of a run that went on. It may have been begun before."""
        from telegram import Update

        if news := received.payload.get("follow"):
            return await self._follow(news, received)
        match read(Update.de_json(received.payload["update"], self._p.bot), self._p.me):
            case Note() as note:
                await self._talking.hear(Heard.of(note, received.id, received.attempt > 1))
            case Press() as press:
                await self._pressing.press(press, received)
            case Coming() as coming:
                await self._came(coming, received.id)
        return None

    async def _follow(self, news: Mapping[str, Any], received: Received) -> None:
        sender = Sender(news["external_id"], place=Place(news["place"]) if news.get("place") else None)
        acting = await self._p.bridge.gateway.act(sender)
        if acting:
            said = Said(id=received.id, to=news["to"], sender=sender, text="")
            turn = Turn(said, acting, again=received.attempt > 1, late=True)
            await self._p.conversing.follow(turn, news["run_id"])

    async def _came(self, coming: Coming, key: str) -> None:
        if not coming.myself:
            await self._p.groups.tell_coming(coming)
        elif coming.kind == "join" and not self._stays(coming):
            log.info("telegram.left_group", group=coming.place.id)
            await self._p.bot.leave_chat(coming.to.chat)
        elif coming.kind == "join":
            message = Outgoing(to=str(coming.to), text=GREETING)
            await self._p.bridge.post(f"{key}:hello", message, Sender(coming.by.external_id, place=coming.place), None)

    def _stays(self, coming: Coming) -> bool:
        allowed = self._settings.allowed_groups
        return self._settings.groups and (not allowed or coming.to.chat in allowed)
