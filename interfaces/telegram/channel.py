"""Messages to Telegram: text with its markup, buttons and files; and changing what was sent."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent_core.channels import Button, OutFile, Outgoing
from agent_core.doors.port import Refused, Uncertain
from interfaces.telegram.api import understood
from interfaces.telegram.markup import render
from interfaces.telegram.parts import parts

if TYPE_CHECKING:
    from telegram import Bot, InlineKeyboardMarkup

WIDE = 24  # characters of labels that stand side by side
UPLOAD = 120.0  # seconds that sending a file may take


@dataclass(frozen=True)
class Address:
    """A chat, and a topic in it where the group has topics: `CHAT` or `CHAT/TOPIC`."""

    chat: int
    topic: int | None = None

    @classmethod
    def of(cls, text: str) -> "Address":
        """Raises Refused for what is no address of Telegram."""
        chat, _, topic = text.partition("/")
        try:
            return cls(int(chat), int(topic) if topic else None)
        except ValueError:
            raise Refused(f"{text!r} is not the number of a Telegram chat.") from None

    def __str__(self) -> str:
        return str(self.chat) if self.topic is None else f"{self.chat}/{self.topic}"


class TelegramChannel:
    platform = "telegram"

    def __init__(self, bot: "Bot") -> None:
        self._bot = bot

    async def send(self, message: Outgoing, *, key: str) -> str:
        """The id of the first message. What follows an accepted one is uncertain when it fails, since that stays."""
        to, ids = Address.of(message.to), list[int]()
        texts = parts(message.text)
        for number, text in enumerate(texts, start=1):
            last = number == len(texts)
            async with _part(ids):
                ids.append(await self._text(to, text, message, buttons=message.buttons if last else []))
        for file in message.files:
            async with _part(ids):
                ids.append(await self._file(to, file))
        if not ids:
            raise Refused("There is nothing in this message.")
        return str(ids[0])

    async def edit(self, receipt: str, message: Outgoing) -> None:
        """No text takes the message away. Only what fits into one message is shown: the rest has keys of its own."""
        chat, number = Address.of(message.to).chat, int(receipt)
        async with _calling(safe=True):
            if not (texts := parts(message.text)):
                await self._bot.delete_message(chat, number)
                return
            await self._change(chat, number, texts[0], keyboard(message.buttons))

    async def _change(self, chat: int, number: int, text: str, buttons: "InlineKeyboardMarkup | None") -> None:
        from telegram.error import BadRequest

        try:
            html = render(text).html
            await self._bot.edit_message_text(html, chat, number, reply_markup=buttons, **_how(html=True))
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                raise

    async def _text(self, to: Address, text: str, message: Outgoing, buttons: Sequence[Button]) -> int:
        from telegram import ReplyParameters
        from telegram.error import BadRequest

        reply = int(message.reply_to) if message.reply_to.isdecimal() else 0
        rest: dict[str, Any] = {
            "message_thread_id": to.topic,
            "reply_markup": keyboard(buttons),
            "reply_parameters": ReplyParameters(reply, allow_sending_without_reply=True) if reply else None,
        }
        shown = render(text)
        try:
            sent = await self._bot.send_message(to.chat, shown.html, **_how(html=True), **rest)
        except BadRequest as error:
            if "parse entities" not in error.message.lower():
                raise
            sent = await self._bot.send_message(to.chat, shown.text, **_how(html=False), **rest)
        return sent.message_id

    async def _file(self, to: Address, file: OutFile) -> int:
        sent = await self._bot.send_document(
            to.chat, file.path, filename=file.name, message_thread_id=to.topic, write_timeout=UPLOAD
        )
        return sent.message_id


def keyboard(buttons: Sequence[Button]) -> "InlineKeyboardMarkup | None":
    """Short labels side by side, a long one in a line of its own."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    rows: list[list[InlineKeyboardButton]] = []
    room = 0
    for each in buttons:
        if len(each.label) > room:
            rows.append([])
            room = WIDE
        made = InlineKeyboardButton(each.label, url=each.link or None, callback_data=each.data or None)
        rows[-1].append(made)
        room -= len(each.label)
    return InlineKeyboardMarkup(rows) if rows else None


def _how(*, html: bool) -> dict[str, Any]:
    from telegram import LinkPreviewOptions

    return {"parse_mode": "HTML" if html else None, "link_preview_options": LinkPreviewOptions(is_disabled=True)}


@asynccontextmanager
async def _part(sent: Sequence[int]) -> AsyncIterator[None]:
    """A call of several for one message: after the first, a failure leaves it half sent."""
    try:
        async with _calling():
            yield
    except Exception as error:
        if sent:
            raise Uncertain("Only the first part of this message was sent.") from error
        raise


@asynccontextmanager
async def _calling(*, safe: bool = False) -> AsyncIterator[None]:
    from telegram.error import TelegramError

    try:
        yield
    except TelegramError as error:
        raise understood(error, safe=safe) from error
