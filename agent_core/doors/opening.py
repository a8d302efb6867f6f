"""Puts the parts of the doors together. The doors themselves are opened later, by the server once it listens."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from agent_core.doors.configs import Configs
from agent_core.doors.doors import Doors
from agent_core.doors.inbox import Inbox, Kept
from agent_core.doors.letters import Letter, Letters
from agent_core.doors.notifying import OWN, Notifying
from agent_core.doors.outbox import Outbox
from agent_core.doors.sending import Sending
from agent_core.memory.links import Links
from agent_core.memory.notices import Notices
from agent_core.memory.people import People
from agent_core.memory.platforms import title_of
from agent_core.queue.bus import Bus
from agent_core.runs import RunStore
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.vault import open_vault

PAGE = "/channels"


@dataclass(frozen=True)
class DoorParts:
    doors: Doors
    outbox: Outbox
    sending: Sending


@asynccontextmanager
async def open_door_parts(
    settings: Settings, database: Database, *, holder: str, links: Links, notices: Notices, runs: RunStore, bus: Bus,
    clock: Callable[[], datetime],
) -> AsyncIterator[DoorParts]:  # fmt: skip
    """What goes out is kept and taken up from now on; `holder` names this process in claims."""
    people = People(database.collection("users"))
    telling = Telling(notices, people)
    outbox = Outbox(Letters(database.collection("outbox")), holder, clock, telling.of_letter)
    doors = Doors(
        outbox=outbox,
        configs=Configs(database.collection("door_settings"), lambda: open_vault(settings)),
        inbox_of=lambda name: Inbox(database.collection("inbox"), name, holder, clock, telling.of_message),
        folder=settings.data_dir / "doors",
        collection=database.collection,
        embedded=settings.mongodb_uri is None,
    )
    notifying = Notifying(
        outbox=outbox, doors=doors, links=links, notices=notices, people=people, runs=runs, bus=bus, clock=clock,
        public_url=settings.public_url.rstrip("/"),
    )  # fmt: skip
    await outbox.start()
    bringing = asyncio.create_task(notifying.run())
    try:
        yield DoorParts(doors, outbox, Sending(outbox, doors, links, people, notices))
    finally:
        bringing.cancel()
        await asyncio.gather(bringing, return_exceptions=True)
        await outbox.close()


class Telling:
    """Makes notices of what did not go well."""

    def __init__(self, notices: Notices, people: People) -> None:
        self._notices = notices
        self._people = people

    async def of_letter(self, letter: Letter) -> None:
        """To who had it sent. Each try that ends so is told once."""
        if not letter.user_id:
            return
        where = f"by {title_of(letter.platform)} to {letter.to}"
        failed = letter.status == "failed"
        title = f"A message {where} was not sent" if failed else f"A message {where} may not have arrived"
        key = f"{OWN}{letter.key}:{letter.fence}"
        text = f"{letter.reason} You can have it sent again."
        await self._notices.add(letter.user_id, key=key, title=title, text=text, link=PAGE)

    async def of_message(self, kept: Kept) -> None:
        """To the administrators: something that came in could not be handled, and was set aside."""
        title = f"A message from {title_of(kept.door)} could not be handled"
        text = f"It was set aside, and its chat goes on. What went wrong: {kept.error}"
        for admin in await self._people.admins():
            await self._notices.add(admin.id, key=f"aside:{kept.id}", title=title, text=text, link=PAGE)
