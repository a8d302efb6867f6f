"""The world around the assistant: a post office, a library of other people's files, and the web; all record."""

import re
from collections import defaultdict
from pathlib import Path

import httpx
from pydantic import BaseModel, Field

from agent_core.contract import Call, CapabilityPackage, Documents, Host, Origin, Result, Risk, capability
from agent_core.errors import CapabilityFailed
from capabilities.knowledge.reading import Unreadable, read


class Nothing(BaseModel):
    """No arguments."""


class Message(BaseModel):
    to: str
    text: str


class Note(BaseModel):
    text: str


class Name(BaseModel):
    name: str


class Address(BaseModel):
    url: str


class Read(Result):
    contact: str = Field(default="", description="the first address that the text names")


class Post(CapabilityPackage):
    """`sent` and `inboxes` are by person; notes keep whether their text was anybody's own."""

    name = "post"
    description = "Messages and notes."

    def __init__(self) -> None:
        self.sent: defaultdict[str, list[Message]] = defaultdict(list)
        self.inboxes: defaultdict[str, list[str]] = defaultdict(list)

    async def open(self, host: Host) -> None:
        self._notes: Documents = host.collection("post_notes")

    @capability(risk=Risk.SEND, seconds=0.1)
    async def send_message(self, call: Call, arguments: Message) -> Result:
        """Send a message to somebody."""
        self.sent[call.user_id].append(arguments)
        return Result(text=f"Sent to {arguments.to}.")

    @capability(risk=Risk.WRITE, seconds=0.1)
    async def save_note(self, call: Call, arguments: Note) -> Result:
        """Keep a note."""
        note = {"text": arguments.text, "audience": call.audience, "origin": call.origin}
        await self._notes.update_one({"_id": call.key}, {"$setOnInsert": note}, upsert=True)
        return Result(text=f"Noted: {arguments.text}", origin=call.origin)

    @capability(risk=Risk.WRITE, seconds=0.1)
    async def shorten(self, call: Call, arguments: Note) -> Result:
        """Keep the beginning of a text. Its author forgot to say where the words come from."""
        return Result(text=arguments.text[:200])

    @capability(risk=Risk.READ, seconds=0.1)
    async def list_notes(self, call: Call, arguments: Nothing) -> Result:
        """Show the notes."""
        notes = [each async for each in self._notes.find({"audience": call.audience})]
        foreign = any(each["origin"] == Origin.UNTRUSTED for each in notes)
        text = "\n".join(each["text"] for each in notes) or "There are no notes."
        return Result(text=text, origin=Origin.UNTRUSTED if foreign else Origin.TRUSTED)

    @capability(risk=Risk.READ, seconds=0.1)
    async def inbox(self, call: Call, arguments: Nothing) -> Read:
        """Show the messages that others have sent."""
        return _foreign("\n\n".join(self.inboxes[call.user_id]))


class Library(CapabilityPackage):
    """Reads files as the documents of the product are read, without their index."""

    name = "library"
    description = "Files that others have made."

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @capability(risk=Risk.READ, seconds=0.1)
    async def read(self, call: Call, arguments: Name) -> Read:
        """Show the text of a file."""
        path = self.folder / call.user_id / Path(arguments.name).name
        try:
            return _foreign(read(path, path.name).text)
        except (OSError, Unreadable) as error:
            raise CapabilityFailed(f"{arguments.name} cannot be read: {error}") from error

    @capability(risk=Risk.READ, seconds=0.1)
    async def list_files(self, call: Call, arguments: Nothing) -> Read:
        """Show the names of the files."""
        return _foreign("\n".join(sorted(path.name for path in (self.folder / call.user_id).iterdir())))


class Web(CapabilityPackage):
    """Fetches from a table of pages through a real request; whoever serves them sees each address."""

    name = "web"
    description = "Web pages."

    @capability(risk=Risk.READ, outside=True, seconds=0.5)
    async def fetch_page(self, call: Call, arguments: Address) -> Read:
        """Get a page as it is, with its markup."""
        async with httpx.AsyncClient(
            trust_env=False, verify=False
        ) as client:  # loopback; its certificates take a while
            answer = await client.get(arguments.url)
        if answer.is_error:
            raise CapabilityFailed(f"The page cannot be had: {answer.text}")
        return _foreign(answer.text)


def _foreign(text: str) -> Read:
    contact = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)
    return Read(text=text, origin=Origin.UNTRUSTED, contact=contact[0].rstrip(".") if contact else "")
