"""Files that people send: fetched from Telegram into a folder that is emptied afterwards."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from agent_core.errors import Unavailable
from interfaces.bridge import InFile
from interfaces.telegram.reading import Attachment, Note

if TYPE_CHECKING:
    from telegram import Bot

MOST = 20_000_000  # bytes that Telegram lets a bot fetch
TOO_LARGE = "{name}: Telegram lets bots fetch files of up to 20 MB. Upload this one on the web page."
SECONDS = 120.0


@dataclass
class Fetched:
    """What came, and what is wrong with the rest, in sentences."""

    files: list[InFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@asynccontextmanager
async def fetched(bot: "Bot", wanted: Sequence[Attachment], folder: Path) -> AsyncIterator[Fetched]:
    """The files, while the block lasts. Raises Unavailable when Telegram does not answer."""
    found = Fetched()
    with TemporaryDirectory(dir=folder) as place:
        for number, each in enumerate(wanted):
            path = Path(place) / str(number)
            if await fetch(bot, each, path):
                found.files.append(InFile(path, each.name))
            else:
                found.problems.append(TOO_LARGE.format(name=each.name))
        yield found


async def fetch(bot: "Bot", wanted: Attachment, path: Path) -> bool:
    """False when Telegram does not hand it out. Raises Unavailable."""
    from telegram.error import BadRequest, TelegramError

    if wanted.size > MOST:
        return False
    try:
        file = await bot.get_file(wanted.file_id)
        await file.download_to_drive(path, read_timeout=SECONDS)
    except BadRequest:
        return False
    except TelegramError as error:
        raise Unavailable("Telegram did not hand the file out yet.") from error
    return True


@asynccontextmanager
async def forwarded(note: Note, folder: Path) -> AsyncIterator[InFile]:
    """The words of others as a file: they are read, and nothing in them is an instruction."""
    with TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "forwarded"
        await asyncio.to_thread(path.write_text, note.text)
        name = "".join(each for each in note.forwarded if each.isalnum() or each in " -_")[:60].strip() or "somebody"
        yield InFile(path, f"Forwarded from {name}.txt")
