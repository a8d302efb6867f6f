"""The Telegram door: connects the bot, receives by polling or webhook, and hands on what comes."""

import asyncio
import hashlib
import hmac
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import structlog

from agent_core.doors.port import Door, DoorHost, HookAnswer, HookRequest
from agent_core.errors import ConfigurationError, InvalidInput, NotAuthenticated, NotFound, Unavailable
from interfaces.bridge import Bridge
from interfaces.telegram.api import KINDS, bot_of
from interfaces.telegram.channel import TelegramChannel
from interfaces.telegram.commands import COMMANDS, ONLY_GROUP
from interfaces.telegram.conversing import Conversing
from interfaces.telegram.groups import Groups
from interfaces.telegram.handling import Handling
from interfaces.telegram.intake import Intake
from interfaces.telegram.memory import ChatMemory
from interfaces.telegram.polling import poll, said, until_it_works
from interfaces.telegram.reading import Me
from interfaces.telegram.settings import TelegramSettings
from interfaces.telegram.talking import Parts

if TYPE_CHECKING:
    from telegram import Bot

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  # a name
INSTRUCTIONS = "Open the bot and press Start, or send it {code}."
FIRST_TRY = 10.0  # seconds
log = structlog.get_logger(__name__)


class TelegramDoor(Door):
    name = "telegram"
    title = "Telegram"
    about = "A bot that people talk to. Make one with @BotFather, and enter its token."
    Settings = TelegramSettings

    _bot: "Bot"
    _settings: TelegramSettings
    _host: DoorHost
    _http: httpx.AsyncClient
    _intake: Intake | None = None

    async def open(self, host: DoorHost) -> bool:
        self._settings = host.settings(TelegramSettings)
        if self._settings.token is None:
            return False
        if self._settings.mode == "webhook" and not host.public_url.startswith("https://"):
            raise ConfigurationError("AGENTIC_TELEGRAM_MODE=webhook needs AGENTIC_PUBLIC_URL, an https:// address.")
        self._host, self._intake = host, None
        self._bot = await asyncio.to_thread(bot_of, self._settings)
        await self._check_token()
        self._http = httpx.AsyncClient(base_url=host.base_url, timeout=60, trust_env=False)
        self.channel = TelegramChannel(self._bot)
        host.spawn("listen", self._listen())
        return True

    async def _check_token(self) -> None:
        """Told at once when it is wrong. Telegram need not be reachable now: that is waited for."""
        from telegram.error import InvalidToken, TelegramError

        try:
            async with asyncio.timeout(FIRST_TRY):
                await self._bot.initialize()
        except InvalidToken as error:
            await self._bot.request.shutdown()
            raise ConfigurationError(said(error)) from None
        except (TelegramError, TimeoutError) as error:
            log.warning("telegram.fault", error=said(error))

    async def close(self) -> None:
        self.channel = None
        await self._bot.shutdown()
        await self._bot.request.shutdown()  # which the bot leaves open when it was never connected
        await self._http.aclose()

    async def hook(self, request: HookRequest) -> HookAnswer:
        """An update that Telegram sends, with the secret that it was given."""
        if self._settings.mode != "webhook":
            raise NotFound("Nothing is received here.")
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret().encode()):
            raise NotAuthenticated("The secret is wrong.")
        if self._intake is None:
            raise Unavailable("The bot is not connected yet.")
        try:
            update = json.loads(request.body)
            int(update["update_id"])
        except (ValueError, KeyError, TypeError):
            raise InvalidInput("This is not an update.") from None
        await self._intake.take(update)
        return HookAnswer()

    def _secret(self) -> str:
        """The same each time, and known to nobody who does not have the token."""
        token = self._settings.token.get_secret_value() if self._settings.token else ""
        return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()

    # connecting

    async def _listen(self) -> None:
        await until_it_works(self._connect)
        if self._intake and self._settings.mode == "polling":
            await poll(self._bot, self._intake.take)

    async def _connect(self) -> None:
        await self._bot.initialize()
        me = self._bot.bot
        await self._start(Me(me.id, me.username or ""))
        if self._settings.mode == "webhook":
            url = f"{self._host.public_url}/api/hooks/{self.name}"
            await self._bot.set_webhook(url, secret_token=self._secret(), allowed_updates=KINDS)
        else:
            await self._bot.delete_webhook()
        await self._present(me.username or "")
        log.info("telegram.connected", bot=me.username, mode=self._settings.mode)

    async def _start(self, me: Me) -> None:
        """Begin to handle what is in the inbox; once, however often connecting fails."""
        if self._intake:
            return
        bridge = Bridge(self._host, self._http)
        groups = Groups(self._host, bridge.gateway, self._http, self._bot)
        memory = ChatMemory(self._host, self._host.collection("chats"), self._host.collection("heard"))
        await memory.open()
        parts = Parts(
            bridge=bridge, conversing=Conversing(bridge, self._bot, self._settings.edit_seconds), groups=groups,
            memory=memory, bot=self._bot, me=me, folder=_emptied(self._host.data_dir / "incoming"),
        )  # fmt: skip
        await self._host.inbox.start(Handling(parts, self._settings).handle)
        self._intake = Intake(self._host, self._settings, me, groups.counted)

    async def _present(self, username: str) -> None:
        """What people see of the bot: its commands, the button that opens the web page, how to connect."""
        from telegram import BotCommand, BotCommandScopeAllGroupChats, MenuButtonWebApp, WebAppInfo

        private = [BotCommand(each.name, each.about) for each in COMMANDS if each.name not in ONLY_GROUP]
        group = [BotCommand(each.name, each.about) for each in COMMANDS if each.group]
        await self._bot.set_my_commands(private)
        await self._bot.set_my_commands(group, scope=BotCommandScopeAllGroupChats())
        if self._host.public_url.startswith("https://"):
            page = MenuButtonWebApp("Open", WebAppInfo(self._host.public_url))
            await self._bot.set_chat_menu_button(menu_button=page)
        gateway = Bridge(self._host, self._http).gateway
        await gateway.announce(self.title, INSTRUCTIONS, f"https://t.me/{username}?start={{code}}")


def _emptied(folder: Path) -> Path:
    """What a life that was ended left of files on their way is of no use: they are fetched again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
