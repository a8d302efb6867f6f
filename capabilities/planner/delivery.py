"""Shows reminders when they are due: each once, none lost.

Claim, notify, mark. A crash after the claim leaves the reminder scheduled, and it is taken again when the claim runs
out; the key of the notification makes a second showing nothing. What was due while nothing ran is shown once, late.
"""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from agent_core.contract import Action, Host
from capabilities.planner.editing import Editor
from capabilities.planner.moments import spoken, stamp, zone_called
from capabilities.planner.records import ReminderRecord
from capabilities.planner.recurrence import next_after
from capabilities.planner.repository import ReminderRepository

POLL = 30.0  # seconds; a safety net, for normally `wake` or the due time ends the sleep
CLAIM = timedelta(seconds=15)
RETRY = 5.0  # seconds after a fault of the database
LATE = timedelta(minutes=2)  # from here on the notification says when it was due
LINK = "/planner"
SNOOZE = (("In 10 minutes", 10), ("In an hour", 60), ("Tomorrow", 24 * 60))

AWAKE = datetime.max.replace(tzinfo=UTC)  # anything that comes while we look around is looked at next

log = structlog.get_logger(__name__)


class Delivery:
    def __init__(self, host: Host, repository: ReminderRepository, editor: Editor[ReminderRecord]) -> None:
        self._host = host
        self._repository = repository
        self._editor = editor
        self._woken = asyncio.Event()
        self._asleep_until = AWAKE

    def wake(self, due: datetime) -> None:
        """A reminder was set or moved to `due`. Looks again, unless it will have done so by then anyway."""
        if due < self._asleep_until:
            self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            try:
                await self.deliver_due()
                pause = await self._pause()
            except Exception:
                log.exception("reminders.fault")
                pause = RETRY
            await self._sleep(pause)

    async def deliver_due(self) -> int:
        """Show everything that is due now; returns how many. One that fails is tried again when its claim runs out."""
        shown = 0
        while due := await self._repository.claim_due(now := stamp(self._host.now()), now + CLAIM):
            try:
                await self._deliver(due)
                shown += 1
            except Exception:
                log.exception("reminder.not_delivered", reminder_id=due.id)
        return shown

    async def _deliver(self, reminder: ReminderRecord) -> None:
        now = stamp(self._host.now())
        key = f"reminder:{reminder.id}:{reminder.time.isoformat()}"
        via = "" if reminder.notification_method == "web" else reminder.notification_method
        await self._host.notify(
            reminder.user_id, key=key, title=reminder.title, text=_text(reminder, now), link=LINK, via=via,
            actions=_buttons(reminder),
        )  # fmt: skip
        marked = await self._repository.change(reminder, key, {**_shown(reminder, now), "notice_key": key})
        if marked:  # else it was changed meanwhile, and the change stands
            await self._editor.publish(reminder.user_id, marked, "delivered")

    async def _pause(self) -> float:
        now = self._host.now()
        next_wake = await self._repository.next_wake(now + timedelta(seconds=POLL))
        return POLL if next_wake is None else max(0.0, (next_wake - now).total_seconds())

    async def _sleep(self, seconds: float) -> None:
        self._asleep_until = self._host.now() + timedelta(seconds=seconds)
        # not `wait_for`: on Python 3.11 it loses a cancellation that comes together with the wake, and close would hang
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        self._asleep_until = AWAKE


def _buttons(reminder: ReminderRecord) -> list[Action]:
    return [
        Action(
            label=label, capability="planner.snooze_reminder", arguments={"reminder": reminder.id, "minutes": minutes}
        )
        for label, minutes in SNOOZE
    ]


def _text(reminder: ReminderRecord, now: datetime) -> str:
    if now - reminder.time < LATE:
        return reminder.description
    was_due = f"It was due on {spoken(reminder.time, zone_called(reminder.zone))}."
    return f"{reminder.description}\n{was_due}".strip()


def _shown(reminder: ReminderRecord, now: datetime) -> dict[str, Any]:
    """One that repeats moves on to its next time after now, so that a long absence is caught up once."""
    fields = {"delivered_at": now, "updated_at": now}
    if reminder.recurrence:
        zone, after = zone_called(reminder.zone), max(now, reminder.time)
        if time := next_after(reminder.recurrence, reminder.anchor, zone, after):
            return {**fields, "time": time, "wake_at": time}
    return {**fields, "status": "delivered"}
