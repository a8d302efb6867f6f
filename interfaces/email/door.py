"""The e-mail door."""

import asyncio
from pathlib import Path
from typing import ClassVar

import httpx
import structlog

from agent_core.doors.port import Door, DoorHost, Received
from agent_core.errors import ConfigurationError
from interfaces.acting import Sender
from interfaces.bridge import Bridge, InFile, Said
from interfaces.email.imap import Mailbox
from interfaces.email.reading import Letter, read_letter
from interfaces.email.settings import EmailSettings
from interfaces.email.smtp import EmailChannel

SLOWEST = 600.0  # seconds between looks while the mailbox cannot be reached
NO_AUTHSERV = (
    "AGENTIC_EMAIL_AUTHSERV is needed to read letters: the name with which your mail server begins the header "
    "Authentication-Results. Without it nobody knows who a letter is really from."
)
log = structlog.get_logger(__name__)


class EmailDoor(Door):
    name = "email"
    title = "E-mail"
    about = (
        "Sends letters through your mail server. With a mailbox to read as well, people can write to the assistant; "
        "letters are believed only when the receiving server has checked their sender."
    )
    Settings: ClassVar[type[EmailSettings]] = EmailSettings

    async def open(self, host: DoorHost) -> bool:
        settings = host.settings(EmailSettings)
        if not settings.ready:
            return False
        self.channel = EmailChannel(settings)
        self._host, self._settings = host, settings
        self._http = httpx.AsyncClient(base_url=host.base_url, trust_env=False, timeout=60)
        self._bridge = Bridge(host, self._http)
        await host.inbox.start(self._handle)
        if settings.imap_host:
            await self._listen(host, settings)
        return True

    async def close(self) -> None:
        await self._http.aclose()

    async def _listen(self, host: DoorHost, settings: EmailSettings) -> None:
        if not settings.authserv:
            raise ConfigurationError(NO_AUTHSERV)
        address = settings.sender
        await self._bridge.gateway.announce("E-mail", f"Write a letter to {address} with only {{code}} in it.")
        host.spawn("mailbox", self._fetch(Mailbox(settings)))

    async def _fetch(self, mailbox: Mailbox) -> None:
        """Until cancelled."""
        pause = self._settings.imap_seconds
        while True:
            try:
                await self._take(mailbox)
                pause = self._settings.imap_seconds
            except Exception as error:
                log.warning("email.mailbox", error=f"{type(error).__name__}: {error}")
                pause = min(SLOWEST, 2 * pause)
            await asyncio.sleep(pause)

    async def _take(self, mailbox: Mailbox) -> None:
        """Store each letter, then note it, then mark it as seen: a crash in between takes it again, and knows it."""
        letters = await asyncio.to_thread(mailbox.unseen)
        for letter_id, raw in letters:
            path = self._path(letter_id)
            await asyncio.to_thread(path.write_bytes, raw)
            letter = await asyncio.to_thread(read_letter, raw, self._settings.authserv)
            await self._host.inbox.put(letter_id, letter.address or "unknown", {"letter": letter_id})
        if letters:
            await asyncio.to_thread(mailbox.mark, [letter_id for letter_id, _ in letters])

    def _path(self, letter_id: str) -> Path:
        return self._host.data_dir / f"{letter_id}.eml"

    async def _handle(self, received: Received) -> None:
        if await self._bridge.took(received):
            return
        path = self._path(received.payload["letter"])
        if await asyncio.to_thread(path.exists):
            raw = await asyncio.to_thread(path.read_bytes)
            letter = await asyncio.to_thread(read_letter, raw, self._settings.authserv)
            await self._answer(letter, received, path.with_suffix(""))
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def _answer(self, letter: Letter, received: Received, folder: Path) -> None:
        """Letters of machines, and those whose sender nobody vouches for, are not answered at all."""
        if letter.machine or not letter.proved:
            log.info("email.not_answered", machine=letter.machine, proved=letter.proved)
            return
        subject = letter.subject if letter.subject.lower().startswith("re:") else f"Re: {letter.subject}".strip()
        files = await asyncio.to_thread(_unpacked, letter, folder)
        try:
            said = Said(
                id=received.id, to=letter.address, sender=Sender(letter.address, letter.name),
                text=letter.text or (letter.subject if not files else ""), files=files,
                reply_to=letter.message_id, subject=subject,
            )  # fmt: skip
            await self._bridge.received(said)
        finally:
            await asyncio.to_thread(_removed, folder)


def _unpacked(letter: Letter, folder: Path) -> list[InFile]:
    """Each file under a number: its name is the sender's, and no path of ours."""
    if not letter.files:
        return []
    folder.mkdir(exist_ok=True)
    files = [InFile(folder / str(number), each.name) for number, each in enumerate(letter.files)]
    for kept, each in zip(files, letter.files, strict=True):
        kept.path.write_bytes(each.data)
    return files


def _removed(folder: Path) -> None:
    if folder.is_dir():
        for each in folder.iterdir():
            each.unlink()
        folder.rmdir()
