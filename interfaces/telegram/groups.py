"""Groups: whether the bot takes part, and what happens in those that want their activity counted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from agent_core.channels import OutFile, Outgoing
from agent_core.doors.port import DoorHost
from agent_core.errors import Unavailable
from interfaces.acting import Gateway, Place
from interfaces.client import ServerError, checked, reachable
from interfaces.telegram.reading import Coming, Note

if TYPE_CHECKING:
    from telegram import Bot

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KNOWN = timedelta(minutes=10)  # for how long it is remembered that a group is not counted
CHIEFS = ("creator", "administrator")
KEPT = timedelta(days=2)  # of workbooks that were sent


class Groups:
    def __init__(self, host: DoorHost, gateway: Gateway, http: httpx.AsyncClient, bot: "Bot") -> None:
        self._host = host
        self._gateway = gateway
        self._http = http
        self._bot = bot
        self._off: dict[str, datetime] = {}

    def counted(self, chat: str) -> bool:
        """Whether what happens there may be wanted; what is surely not wanted is not even stored."""
        until = self._off.get(chat)
        return until is None or self._host.now() >= until

    async def tell_message(self, note: Note) -> None:
        if place := note.sender.place:
            event = {"id": f"m{note.number}", "kind": "message", "member": note.sender.external_id, "text": note.text}
            await self._tell(place, event, note.at)

    async def tell_coming(self, coming: Coming) -> None:
        stamp = int(coming.at.timestamp())
        event = {"id": f"{coming.kind}{coming.who.external_id}at{stamp}", "kind": coming.kind}
        await self._tell(coming.place, event | {"member": coming.who.external_id}, coming.at)

    async def _tell(self, place: Place, event: dict[str, Any], at: datetime) -> None:
        if not self.counted(place.id):
            return
        body = {"group": _group(place), "events": [{**event, "at": at.isoformat()}]}
        try:
            observed = await self._gateway.as_service("POST", "/api/activity/events", body)
        except ServerError as error:
            if error.code != "not_found":  # no package that counts is installed
                raise Unavailable(error.message) from error
            observed = {"on": False}
        if not observed["on"]:
            self._off[place.id] = self._host.now() + KNOWN

    async def command(self, note: Note, place: Place, key: str) -> Outgoing:
        """The answer to /activity, with its workbook when a report was asked for."""
        self._off.pop(place.id, None)
        body = {"group": _group(place), "member": note.sender.external_id, "words": note.text[:200]}
        admin = await self.chief(note)
        try:
            reply = await self._gateway.as_service("POST", "/api/activity/commands", {**body, "admin": admin})
        except ServerError as error:
            return _answer(note, error.message)
        files = [await self._report(place, reply["period"], key)] if reply["period"] else []
        return _answer(note, reply["text"], files)

    async def chief(self, note: Note) -> bool:
        """Whether Telegram calls the sender an administrator of the group."""
        member = await self._bot.get_chat_member(note.to.chat, int(note.sender.external_id))
        return member.status in CHIEFS

    async def _report(self, place: Place, period: str, key: str) -> OutFile:
        wanted = {"platform": self._gateway.platform, "group": place.id, "period": period}
        headers = {"Authorization": f"Bearer {await self._host.token()}"}
        with reachable(self._http.base_url):
            answer = await self._http.get("/api/activity/report", params=wanted, headers=headers)
        if answer.is_error:
            checked(answer)
        folder = self._host.data_dir / "reports"
        return _kept(folder, key, answer.content, self._host.now)


def _kept(folder: Path, key: str, content: bytes, now: Callable[[], datetime]) -> OutFile:
    """On disk until it was sent; those of some days ago were."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < (now() - KEPT).timestamp():
            old.unlink(missing_ok=True)
    path = folder / f"{key.replace(':', '-')}.xlsx"
    path.write_bytes(content)
    return OutFile(path=path, name="activity.xlsx", type=EXCEL)


def _group(place: Place) -> dict[str, str]:
    return {"platform": "telegram", "id": place.id, "title": place.title[:255]}


def _answer(note: Note, text: str, files: list[OutFile] | None = None) -> Outgoing:
    return Outgoing(to=str(note.to), text=text, files=files or [], reply_to=str(note.number))
