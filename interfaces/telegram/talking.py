"""What the bot does with each message: a command, a question to the assistant, a file, a recording."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from agent_core.channels import Button, Outgoing
from interfaces.acting import Acting
from interfaces.bridge import STRANGER, Bridge, Said
from interfaces.client import ServerError
from interfaces.telegram.commands import BY_NAME, GROUP_HELP, HELP, ONLY_GROUP, commands_text, words_of
from interfaces.telegram.conversing import Conversing, Turn
from interfaces.telegram.files import TOO_LARGE, fetch, fetched, forwarded
from interfaces.telegram.groups import Groups
from interfaces.telegram.memory import ChatMemory
from interfaces.telegram.reading import Attachment, Me, Note

if TYPE_CHECKING:
    from telegram import Bot

STRANGE = "I can read text, photos, documents and voice messages; with this I can do nothing."
GROUP_STRANGER = "I answer people whose account is connected to this assistant. Connect yours, then ask me again."
CODE_WANTED = "Open the web page, choose Settings → Connected accounts → Get a code, and send me that code."
NEW = "A new conversation. What can I do for you?"
NOTHING_RUNS = "I am not doing anything right now."
UNLINK = "Disconnect this account? I will not know any more who you are here."
WELCOME_BACK = "Hello {name}. Write to me, or see /help."


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What talking needs."""

    bridge: Bridge
    conversing: Conversing
    groups: Groups
    memory: ChatMemory
    bot: "Bot"
    me: Me
    folder: Path  # for files on their way


@dataclass(frozen=True)
class Heard:
    """A note with its place in the inbox. `again`: it was begun before, in a life that ended."""

    note: Note
    said: Said
    again: bool

    @classmethod
    def of(cls, note: Note, key: str, again: bool) -> "Heard":
        reply = "" if note.private else str(note.number)
        text = "" if note.forwarded else note.text
        said = Said(id=key, to=str(note.to), sender=note.sender, text=text, reply_to=reply)
        return cls(note, said, again)


class Talking:
    def __init__(self, parts: Parts) -> None:
        self._p = parts
        self._bridge = parts.bridge
        self._own: Mapping[str, Callable[[Heard], Awaitable[None]]] = {
            "start": self._start, "link": self._start, "help": self._help, "new": self._new, "stop": self._stop,
            "status": self._status, "settings": self._settings, "unlink": self._unlink, "activity": self._activity,
        }  # fmt: skip

    async def hear(self, heard: Heard) -> None:
        note = heard.note
        if not note.private:
            await self._p.groups.tell_message(note)
        if not note.addressed:
            return
        if own := self._own.get(note.command):
            await own(heard)
        elif note.strange:
            await self._say(heard, STRANGE)
        elif acting := await self._known(heard):
            await self._turn(heard, acting)

    # to the assistant

    async def _turn(self, heard: Heard, acting: Acting) -> None:
        note, command = heard.note, BY_NAME.get(heard.note.command)
        if command and command.says:
            await self._converse(heard, acting, words_of(command, note.text))
        elif note.voice:
            await self._listen(heard, acting, note.voice)
        elif note.forwarded and note.text:
            async with forwarded(note, self._p.folder) as file:
                uploaded = await self._bridge.upload(acting, [file])
            await self._converse(heard, acting, "", uploaded.ids)
        elif note.files:
            await self._read(heard, acting)
        else:
            slash = f"/{note.command} " if note.command else ""
            await self._converse(heard, acting, f"{slash}{note.text}".strip())

    async def _converse(
        self, heard: Heard, acting: Acting, text: str, files: list[str] | None = None, before: str = ""
    ) -> None:
        if not text.strip() and not files:
            return await self._help(heard)
        said = replace(heard.said, text=text)
        turn = Turn(said, acting, again=heard.again, before=before)
        conversation = await self._p.memory.conversation(said.to, said.id) if heard.note.private else "current"
        return await self._p.conversing.say(turn, files or [], conversation)

    async def _read(self, heard: Heard, acting: Acting) -> None:
        """Files become documents; what is said with them is said of them."""
        async with fetched(self._p.bot, heard.note.files, self._p.folder) as found:
            uploaded = await self._bridge.upload(acting, found.files)
        for number, problem in enumerate([*found.problems, *uploaded.problems]):
            await self._say(heard, problem, f"file{number}", acting)
        if uploaded.ids:
            await self._converse(heard, acting, "" if heard.note.forwarded else heard.note.text, uploaded.ids)

    async def _listen(self, heard: Heard, acting: Acting, voice: Attachment) -> None:
        text = await self._p.memory.heard(heard.said.id) or await self._transcribed(heard, acting, voice)
        if text:
            await self._converse(heard, acting, text, before=f"🎤 _{_emphasised(text)}_\n\n")

    async def _transcribed(self, heard: Heard, acting: Acting, voice: Attachment) -> str:
        """What is said in a recording; "" when that was answered with what is wrong with it."""
        with TemporaryDirectory(dir=self._p.folder) as place:
            path = Path(place) / "voice"
            if not await fetch(self._p.bot, voice, path):
                await self._say(heard, TOO_LARGE.format(name=voice.name), acting=acting)
                return ""
            try:
                answer = await self._sent(acting, path, voice.name)
            except ServerError as error:
                self._bridge.check(error, acting)
                await self._say(heard, error.message, acting=acting)
                return ""
        text = str(answer["text"]).strip()
        audience = self._bridge.audience(heard.note.sender, acting.person["id"])
        await self._p.memory.keep_heard(heard.said.id, text, audience)
        return text

    async def _sent(self, acting: Acting, path: Path, name: str) -> Any:
        with path.open("rb") as file:
            return await acting.request("POST", "/api/voice/transcribe", files={"audio": (name, file)}, timeout=None)

    # who it is

    async def _known(self, heard: Heard) -> Acting | None:
        """A stranger in a group is told once more where to connect: in private, where codes belong."""
        acting = await self._bridge.known(heard.said)
        if acting is None and not heard.note.private:
            connect = Button(label="Connect", link=f"https://t.me/{self._p.me.username}?start=connect")
            await self._say(heard, GROUP_STRANGER, buttons=[connect])
        return acting

    async def _start(self, heard: Heard) -> None:
        """/start, /start CODE from a link, and /link CODE."""
        code = heard.note.text.strip()
        if not heard.note.private:
            await self._help(heard)
        elif code and code != "connect":
            if await self._bridge.claim(heard.said, code):
                await self._help(heard)
        elif acting := await self._bridge.gateway.act(heard.said.sender):
            text = WELCOME_BACK.format(name=acting.person["name"])
            await self._say(heard, CODE_WANTED if heard.note.command == "link" else text, acting=acting)
        else:
            await self._say(heard, STRANGER)

    # the door's own commands

    async def _help(self, heard: Heard) -> None:
        private = heard.note.private
        parts = [HELP if private else GROUP_HELP, commands_text(private=private)]
        await self._say(heard, "\n\n".join(parts).replace("\n/", "\\\n/"), "help")

    async def _new(self, heard: Heard) -> None:
        await self._p.memory.begin_anew(heard.said.to)
        await self._say(heard, NEW)

    async def _stop(self, heard: Heard) -> None:
        """The answer that is being written ends, and says so itself."""
        acting = await self._known(heard)
        if acting is None:
            return
        run_id = self._p.conversing.running.get((heard.said.to, heard.said.sender.external_id))
        if run_id is None:
            await self._say(heard, NOTHING_RUNS, acting=acting)
        else:
            await acting.request("POST", f"/api/runs/{run_id}/cancel")

    async def _status(self, heard: Heard) -> None:
        acting = await self._known(heard)
        if acting is None:
            return
        asked = (await acting.request("GET", "/api/approvals"))["items"]
        runs = (heard.said.to, heard.said.sender.external_id) in self._p.conversing.running
        lines = [f"Connected as **{acting.person['name']}**, {acting.person['zone']}."]
        lines.append("I am working on your last message; /stop ends that." if runs else NOTHING_RUNS)
        lines.append(_waiting([each["title"] for each in asked]))
        await self._say(heard, "\n\n".join(lines), acting=acting)

    async def _settings(self, heard: Heard) -> None:
        acting = await self._known(heard)
        if acting is None or not heard.note.private:
            return
        reviews = (await acting.request("GET", "/api/preferences"))["review_plans"]
        person = acting.person
        text = (
            f"**{person['name']}** · {person['zone']} · language {person['language']}\n\n"
            f"Plans are shown before they begin: **{REVIEWS.get(reviews, reviews)}**."
        )
        buttons = [
            Button(label=f"Plans: {label}", data=f"set:{value}") for value, label in REVIEWS.items() if value != reviews
        ]
        if url := self._bridge.host.public_url:
            buttons.append(Button(label="All settings", link=f"{url}/settings"))
        await self._say(heard, text, acting=acting, buttons=buttons)

    async def _unlink(self, heard: Heard) -> None:
        if heard.note.private and (acting := await self._known(heard)):
            buttons = [Button(label="Disconnect", data="unlink:yes"), Button(label="Stay", data="unlink:no")]
            await self._say(heard, UNLINK, acting=acting, buttons=buttons)

    async def _activity(self, heard: Heard) -> None:
        place = heard.note.sender.place
        if place is None:
            return await self._say(heard, f"/{ONLY_GROUP[0]} is for groups: write it in one that I am in.")
        message = await self._p.groups.command(heard.note, place, heard.said.id)
        return await self._bridge.post(f"{heard.said.id}:activity", message, heard.said.sender, None)

    async def _say(
        self, heard: Heard, text: str, what: str = "said", acting: Acting | None = None,
        buttons: list[Button] | None = None,
    ) -> None:  # fmt: skip
        said = heard.said
        message = Outgoing(to=said.to, text=text, buttons=buttons or [], reply_to=said.reply_to)
        await self._bridge.post(f"{said.id}:{what}", message, said.sender, acting)


REVIEWS = {"never": "never", "acting": "when they act", "always": "always"}


def _waiting(titles: list[str]) -> str:
    if not titles:
        return "Nothing waits for your word."
    return "Waits for your word:\n\n" + "\n".join(f"- {title}" for title in titles)


def _emphasised(text: str) -> str:
    """What was heard, within underscores: in one line, and without marks that would end them."""
    return " ".join(text.replace("_", " ").replace("*", " ").split())
