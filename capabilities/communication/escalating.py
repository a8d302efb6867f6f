"""A decision that a named person takes: they are asked where they are, and the answer comes back."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from pymongo import ASCENDING, DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Action, Call, Documents, Host, Origin
from agent_core.errors import CapabilityFailed, Conflict, NotFound
from capabilities.communication.recipients import Recipients
from capabilities.communication.schemas import Escalate, Escalated, EscalationList, EscalationView

LOOK = 60.0  # seconds between looks for those that nobody answered
PAGE = "/notifications"
GONE = "somebody who left"
SHOWN = 200  # characters of a question in a heading

log = structlog.get_logger(__name__)


class Escalating:
    def __init__(self, host: Host, recipients: Recipients, wait: timedelta) -> None:
        self._host = host
        self._recipients = recipients
        self._wait = wait
        self._asked: Documents = host.collection("escalations")

    async def prepare(self) -> None:
        await self._asked.create_index([("audience", ASCENDING), ("asked_at", DESCENDING)], name="mine")
        await self._asked.create_index([("status", ASCENDING), ("until", ASCENDING)], name="overdue")

    async def ask(self, call: Call, wanted: Escalate) -> Escalated:
        """Ask them; under the same key they are asked once."""
        person = await self._recipients.person(call, wanted.person, "person")
        asker = await self._host.channels.contact(call.user_id)
        escalation_id = call.key.replace(":", "-")
        asked: dict[str, Any] = {
            "user_id": call.user_id, "audience": call.audience, "to": person.user_id, "person": person.name,
            "asker": asker.name, "question": wanted.question, "options": wanted.options, "status": "waiting",
            "answer": "", "asked_at": call.now, "until": call.now + self._wait, "answered_at": None,
            "origin": call.origin.value,
        }  # fmt: skip
        with suppress(DuplicateKeyError):
            await self._asked.insert_one({"_id": escalation_id, **asked})
        await self._host.notify(
            person.user_id, key=f"escalation:{escalation_id}", title=f"{asker.name} asks you to decide",
            text=wanted.question, link=PAGE, via=wanted.platform, actions=_buttons(escalation_id, wanted.options),
        )  # fmt: skip
        view = _view({"_id": escalation_id, **asked})
        return Escalated(text=f"{person.name} was asked; you will hear what they answer.", escalation=view)

    async def answer(self, call: Call, escalation_id: str, answer: str) -> Escalated:
        """By the person who was asked, once. Raises NotFound for anybody else, Conflict for a second answer."""
        found = await self._asked.find_one({"_id": escalation_id, "to": call.user_id})
        if found is None:
            raise NotFound("There is no such question to you.")
        if found["status"] == "waiting":
            answered = {"status": "answered", "answer": answer, "answered_at": call.now, "answered_under": call.key}
            await self._asked.update_one({"_id": escalation_id, "status": "waiting"}, {"$set": answered})
            found = await self._asked.find_one({"_id": escalation_id}) or found
        if found.get("answered_under") != call.key:
            raise Conflict(f"This was answered before: {found['answer'] or 'nobody is waiting for it any more'}.")
        await self._tell(found, f"{found['person']} answered: {answer}"[:SHOWN])
        return Escalated(text=f"{found['asker']} is told: {answer}", escalation=_view(found), origin=_origin(found))

    async def list(self, call: Call) -> EscalationList:
        """What the person asked others."""
        rows = await self._asked.find({"audience": call.audience}).sort("asked_at", DESCENDING).limit(30).to_list()
        items = [_view(each) for each in rows]
        lines = [f"- {each.person}: {each.question[:SHOWN]}: {each.answer or each.status}" for each in items]
        text = "\n".join(["You asked:", *lines]) if lines else "You asked nobody to decide anything."
        return EscalationList(text=text, items=items, origin=Origin.UNTRUSTED if items else Origin.TRUSTED)

    async def forget(self, user_id: str) -> None:
        """Who asked them keeps the question and the answer, not whose it was."""
        await self._asked.update_many({"to": user_id}, {"$set": {"to": "", "person": GONE}})

    async def watch(self) -> None:
        """Tell who waits that nobody answered; until cancelled."""
        while True:
            try:
                await self.expire(self._host.now())
            except Exception:
                log.exception("escalations.fault")
            await asyncio.sleep(LOOK)

    async def expire(self, now: datetime) -> None:
        """The notice first: its key makes a second one nothing, and a crash in between tells it then."""
        async for each in self._asked.find({"status": "waiting", "until": {"$lte": now}}):
            await self._tell(each, f"{each['person']} has not answered")
            await self._asked.update_one({"_id": each["_id"], "status": "waiting"}, {"$set": {"status": "expired"}})

    async def _tell(self, asked: dict[str, Any], title: str) -> None:
        key, text = f"escalated:{asked['_id']}:{asked['answer'][:40]}", f"You had asked: {asked['question']}"
        await self._host.notify(asked["user_id"], key=key, title=title, text=text, link=PAGE)


def check_options(options: list[str]) -> None:
    if len({each.casefold() for each in options}) < len(options):
        raise CapabilityFailed("The same answer is offered twice.")


def _buttons(escalation_id: str, options: list[str]) -> list[Action]:
    name = "communication.answer_escalation"
    return [
        Action(label=each, capability=name, arguments={"escalation": escalation_id, "answer": each}) for each in options
    ]


def _origin(asked: dict[str, Any]) -> Origin:
    return Origin(asked["origin"])


def _view(asked: dict[str, Any]) -> EscalationView:
    return EscalationView(
        id=asked["_id"], **{name: asked[name] for name in EscalationView.model_fields if name != "id"}
    )
