"""Brings what a person should see to their chats: notices, due reminders, questions that wait; and takes it back.

It listens to what is published, which may be lost, so it also looks around at the start and when a door opens. Keys
are made from what is told, so that telling it again tells nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog

from agent_core.channels import Button, Outgoing
from agent_core.doors.asking import LONGEST, approval_key, approval_message, plain
from agent_core.doors.doors import Doors
from agent_core.doors.outbox import Outbox
from agent_core.errors import NotFound
from agent_core.events import ApprovalView
from agent_core.memory.links import Link, Links
from agent_core.memory.notices import Notice, Notices
from agent_core.memory.people import People
from agent_core.queue.bus import EVERYBODY, Bus, Message
from agent_core.runs import Run, RunStore

RECENT = timedelta(hours=1)  # notices that old are still brought after a crash or once a door opens
ASKED = timedelta(hours=48)  # runs that old may still be answered where they came from
LOOK = 300.0  # seconds between looks around
OWN = "delivery:"  # keys of notices about deliveries, which are not delivered

log = structlog.get_logger(__name__)


class Notifying:
    """`public_url` is where buttons that open the web page lead."""

    def __init__(
        self, *, outbox: Outbox, doors: Doors, links: Links, notices: Notices, people: People, runs: RunStore, bus: Bus,
        clock: Callable[[], datetime], public_url: str,
    ) -> None:  # fmt: skip
        self._outbox = outbox
        self._doors = doors
        self._links = links
        self._notices = notices
        self._people = people
        self._runs = runs
        self._bus = bus
        self._clock = clock
        self._public_url = public_url

    async def run(self) -> None:
        """Until cancelled."""
        looking = asyncio.create_task(self._keep_looking())
        try:
            async with self._bus.subscribe(EVERYBODY) as messages:
                async for message in messages:
                    await self._safely(self._heard(message))
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    async def _keep_looking(self) -> None:
        while True:
            self._doors.changed.clear()
            await self._safely(self.look())
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._doors.changed.wait()

    async def _safely(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception:
            log.exception("notifying.fault")  # the next look brings it

    async def look(self) -> None:
        """Bring what was not brought: of people with accounts on platforms that are open."""
        open_now = self._doors.platforms()
        people = {link.user_id for platform in open_now for link in await self._links.on(platform)}
        for user_id in people:
            for notice in await self._notices.list(user_id, limit=20):
                if notice.created_at > self._clock() - RECENT:
                    await self._tell(notice)
            for run in await self._runs.waiting(user_id):
                await self._ask(run)
        for run in await self._runs.asked_since(_id_at(self._clock() - ASKED), open_now) if open_now else []:
            await self._ask(run)

    async def _heard(self, message: Message) -> None:
        if not self._doors.platforms():
            return
        user_id, payload = str(message["user_id"]), message.get("payload") or {}
        if message["topic"] == "notification":
            await self._tell(await self._notices.get(user_id, payload["id"]))
        elif message["topic"] == "approval":
            await self._ask(await self._runs.get(payload["run_id"], user_id))
        elif message["topic"] == "run" and payload["status"] != "running":
            with suppress(NotFound):  # removed meanwhile
                await self._ask(await self._runs.get(payload["run_id"], user_id))

    # notices

    async def _tell(self, notice: Notice) -> None:
        if notice.key.startswith(OWN):
            return
        for platform, to in await self._addresses(notice):
            message = notice_message(notice, to, self._public_url)
            key = notice_key(notice.id, f"{platform}:{to}")
            await self._outbox.post(key, platform, message, user_id=notice.user_id, quiet=not notice.via)

    async def _addresses(self, notice: Notice) -> list[tuple[str, str]]:
        links = [each for each in await self._links.of(notice.user_id) if _wanted(each, notice)]
        found = [(each.platform, each.external_id) for each in links]
        if notice.via == "email" and not any(each.platform == "email" for each in links):
            found.append(("email", (await self._people.get(notice.user_id)).email))
        open_now = self._doors.platforms()
        return [each for each in found if each[0] in open_now]

    # questions

    async def _ask(self, run: Run) -> None:
        """Ask what waits, change what was asked once it is answered, and send the answer to where the run came from."""
        if not run.approvals:
            return
        for platform, to in await self._chats(run):
            for approval in run.approvals.values():
                await self._ask_one(run, approval, platform, to)
        if run.finished and run.interface in self._doors.platforms():
            await self._bring_answer(run)

    async def _ask_one(self, run: Run, approval: ApprovalView, platform: str, to: str) -> None:
        key = approval_key(approval, platform, to)
        message = approval_message(approval, to, self._public_url)
        if approval.status == "pending":
            audience = run.audience
            await self._outbox.post(key, platform, message, user_id=run.user_id, audience=audience, quiet=True)
            return
        with suppress(NotFound):  # it was never asked there
            letter = await self._outbox.letters.get(key)
            if letter.last != message:
                await self._outbox.revise(key, message)

    async def _chats(self, run: Run) -> list[tuple[str, str]]:
        """Those in which the person wants notices, and the one in which the run began."""
        links = await self._links.of(run.user_id)
        chats = {(each.platform, each.external_id) for each in links if each.notify}
        if run.audience.startswith("group:"):
            chats.add(_group(run.audience))
        else:
            chats |= {(each.platform, each.external_id) for each in links if each.platform == run.interface}
        return sorted(each for each in chats if each[0] in self._doors.platforms())

    async def _bring_answer(self, run: Run) -> None:
        """The door sends it as its other answers; the inbox keeps the errand, and knows it when it comes again."""
        inbox = self._doors.inbox(run.interface)
        links = [each for each in await self._links.of(run.user_id) if each.platform == run.interface]
        if inbox is None or not links:
            return
        place = _group(run.audience)[1] if run.audience.startswith("group:") else ""
        link = max(links, key=lambda each: each.last_used_at)
        news: dict[str, Any] = {"run_id": run.id, "external_id": link.external_id, "place": place}
        to = place or link.external_id
        await inbox.put(f"follow:{run.id}", to, {"follow": {**news, "to": to}})


def notice_key(notice_id: str, address: str) -> str:
    return f"notice:{notice_id}:{address}"


def notice_message(notice: Notice, to: str, public_url: str) -> Outgoing:
    buttons = [Button(label=each.label, data=f"act:{notice.id}:{place}") for place, each in enumerate(notice.actions)]
    if notice.link and public_url:
        buttons.append(Button(label="Open", link=f"{public_url}{notice.link}"))
    text = f"**{plain(notice.title)}**\n\n{plain(notice.text)}".strip()
    fitting = [each for each in buttons if len(each.data.encode()) <= LONGEST]
    return Outgoing(to=to, text=text, subject=notice.title, buttons=fitting)


async def take_back(outbox: Outbox, notice: Notice, text: str) -> None:
    """A button of it was pressed somewhere: everywhere the buttons go, and what came of it is said."""
    for letter in await outbox.letters.beginning(notice_key(notice.id, ""), notice.user_id):
        shown = notice_message(notice.model_copy(update={"actions": [], "link": ""}), letter.to, "")
        await outbox.revise(letter.key, shown.model_copy(update={"text": f"{shown.text}\n\n{plain(text)}"}))


def _wanted(link: Link, notice: Notice) -> bool:
    """Not what was there before it was linked, nor that it was linked."""
    news = link.linked_at <= notice.created_at and link.session_id not in notice.key
    return news and (link.notify or link.platform == notice.via)


def _group(audience: str) -> tuple[str, str]:
    platform, _, external_id = audience.removeprefix("group:").partition(":")
    return platform, external_id


def _id_at(moment: datetime) -> str:
    """The least id of what was made at that moment or later: ids begin with the milliseconds."""
    return f"{int(moment.timestamp() * 1000):012x}".ljust(32, "0")
