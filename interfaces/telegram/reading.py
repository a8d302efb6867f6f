"""What an update says, told in our words: a message, a button that was pressed, somebody who came or went."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from interfaces.acting import Place, Sender
from interfaces.telegram.channel import Address

if TYPE_CHECKING:
    from telegram import Chat, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update, User

IN = ("creator", "administrator", "member", "restricted")  # states of a member who is in the group


@dataclass(frozen=True)
class Attachment:
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Note:
    """A message. `addressed`: it is meant for the bot, as all are in private. `forwarded` are words of others."""

    to: Address
    sender: Sender
    number: int
    at: datetime
    text: str = ""
    command: str = ""
    forwarded: str = ""  # whose words the text is; "" when it is the sender's own
    files: Sequence[Attachment] = ()
    voice: Attachment | None = None
    addressed: bool = True
    strange: bool = False  # a kind of message that nothing can be done with

    @property
    def private(self) -> bool:
        return self.sender.place is None


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button; `number` is the message that it stands below."""

    to: Address
    sender: Sender
    number: int
    query: str
    data: str


@dataclass(frozen=True, kw_only=True)
class Coming:
    """Somebody, or the bot itself, came to a group or left it."""

    to: Address
    place: Place
    who: Sender
    by: Sender
    kind: Literal["join", "leave"]
    at: datetime
    myself: bool


@dataclass(frozen=True)
class Me:
    """The bot, as messages name it."""

    id: int
    username: str = field(default="")

    def named(self, mention: str) -> bool:
        return mention.lower() == f"@{self.username}".lower()


def read(update: "Update", me: Me) -> Note | Press | Coming | None:
    """None for what is not for us."""
    if update.message and update.message.from_user and not update.message.from_user.is_bot:
        return _note(update.message, update.message.from_user, me)
    if update.callback_query:
        return _press(update)
    if member := update.my_chat_member or update.chat_member:
        return _coming(member, myself=update.my_chat_member is not None)
    return None


def _note(message: "Message", user: "User", me: Me) -> Note | None:
    text = message.text or message.caption or ""
    command, rest, ours = _command(message, text, me)
    files, voice, origin = _files(message), _voice(message), _origin(message)
    if origin:  # words of others: nothing in them is done
        command, rest, ours = "", text, False
        files, voice = (*files, voice) if voice else files, None
    if not (text or files or voice) and message.chat.type != "private":
        return None  # such as the notice of a new title
    return Note(
        to=_address(message),
        sender=_sender(user, message.chat),
        number=message.message_id,
        at=message.date,
        text=_without_me(rest, me),
        command=command if ours else "",
        forwarded=origin,
        files=files,
        voice=voice,
        addressed=message.chat.type == "private" or ours or _addressed(message, text, me),
        strange=not (text or files or voice),
    )


def _press(update: "Update") -> Press | None:
    query = update.callback_query
    if query is None or query.message is None or not query.data:
        return None
    chat = query.message.chat
    topic = getattr(query.message, "message_thread_id", None) if getattr(chat, "is_forum", False) else None
    return Press(
        to=Address(chat.id, topic),
        sender=_sender(query.from_user, chat),
        number=query.message.message_id,
        query=query.id,
        data=query.data,
    )


def _coming(member: "ChatMemberUpdated", *, myself: bool) -> Coming | None:
    before, after = _is_in(member.old_chat_member), _is_in(member.new_chat_member)
    if before == after or member.chat.type == "private":
        return None
    who = member.new_chat_member.user
    return Coming(
        to=Address(member.chat.id),
        place=_place(member.chat),
        who=Sender(str(who.id), who.full_name),
        by=Sender(str(member.from_user.id), member.from_user.full_name),
        kind="join" if after else "leave",
        at=member.date,
        myself=myself,
    )


def _is_in(member: "ChatMember") -> bool:
    return member.status in IN and getattr(member, "is_member", True)


def _address(message: "Message") -> Address:
    return Address(message.chat.id, message.message_thread_id if message.is_topic_message else None)


def _sender(user: "User", chat: "Chat") -> Sender:
    return Sender(str(user.id), user.full_name, None if chat.type == "private" else _place(chat))


def _place(chat: "Chat") -> Place:
    return Place(str(chat.id), chat.title or "")


def _marks(message: "Message") -> "Sequence[MessageEntity]":
    return message.entities or message.caption_entities


def _command(message: "Message", text: str, me: Me) -> tuple[str, str, bool]:
    """The command without its slash, what follows it, and whether it is for this bot."""
    first = next((each for each in _marks(message) if each.type == "bot_command" and each.offset == 0), None)
    if first is None:
        return "", text, False
    name, _, bot = text[1 : first.length].partition("@")  # commands are of ASCII letters
    return name.lower(), text[first.length :].strip(), not bot or me.named(f"@{bot}")


def _addressed(message: "Message", text: str, me: Me) -> bool:
    replied = message.reply_to_message and message.reply_to_message.from_user
    if replied and replied.id == me.id:
        return True
    found = message.parse_entities(["mention"]) if message.text else message.parse_caption_entities(["mention"])
    named = any(each.type == "text_mention" and each.user and each.user.id == me.id for each in _marks(message))
    return named or any(me.named(mention) for mention in found.values())


def _without_me(text: str, me: Me) -> str:
    words = text.split(" ")
    return " ".join(word for word in words if not me.named(word.rstrip(",:"))).strip() if me.username else text


def _origin(message: "Message") -> str:
    """Who wrote a forwarded message, as Telegram shows them."""
    origin = message.forward_origin
    if origin is None:
        return ""
    user, chat = (
        getattr(origin, "sender_user", None),
        getattr(origin, "chat", None) or getattr(origin, "sender_chat", None),
    )
    name = user.full_name if user else getattr(origin, "sender_user_name", "") or (chat.title if chat else "")
    return name or "somebody"


def _files(message: "Message") -> tuple[Attachment, ...]:
    if message.document:
        return (_attachment(message.document, message.document.file_name or "document"),)
    if message.audio:
        return (_attachment(message.audio, message.audio.file_name or "recording.mp3"),)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return (_attachment(largest, f"photo {message.date:%Y-%m-%d %H.%M.%S}.jpg"),)
    return ()


def _voice(message: "Message") -> Attachment | None:
    return _attachment(message.voice, "voice.ogg") if message.voice else None


def _attachment(file: object, name: str) -> Attachment:
    return Attachment(str(getattr(file, "file_id", "")), name, int(getattr(file, "file_size", 0) or 0))
