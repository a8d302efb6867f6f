"""Reminders: set, put off, called off. `delivery` shows them when their time comes."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from agent_core.contract import Call, Channels
from agent_core.errors import InvalidInput, NotFound
from capabilities.planner.arguments import ListReminders, SetReminder
from capabilities.planner.editing import Edited, Editor
from capabilities.planner.moments import meant, spoken, stamp, zone_name
from capabilities.planner.phrasing import counted, listing
from capabilities.planner.records import ReminderRecord, origin_of
from capabilities.planner.recurrence import first_from, normal
from capabilities.planner.repository import ReminderRepository
from capabilities.planner.schemas import Receipt, ReminderList, ReminderResult, ReminderView, Shown

GRACE = timedelta(minutes=1)  # "now" may have passed by the time we get to it
JUST_SHOWN = timedelta(hours=12)  # for so long, putting off a repeating reminder means the one just shown
SCHEDULED, DELIVERED = ReminderRepository.filter("scheduled"), ReminderRepository.filter("delivered")
HINT = "Ask for your reminders to see them."


class ReminderEditor(Editor[ReminderRecord]):
    def label(self, record: ReminderRecord, call: Call) -> str:
        return line(record, call)


class Reminders:
    """`wake` tells the delivery that the next time may have changed."""

    def __init__(
        self, editor: ReminderEditor, repository: ReminderRepository, wake: Callable[[datetime], None],
        channels: Channels,
    ) -> None:  # fmt: skip
        self._editor = editor
        self._repository = repository
        self._wake = wake
        self._channels = channels

    async def set(self, call: Call, wanted: SetReminder) -> ReminderResult:
        rule, asked = normal(wanted.recurrence), meant(call, wanted.time)
        time = first_from(rule, asked, call.zone, max(asked, stamp(call.now))) if rule else _ahead(call, asked)
        await self._check_reachable(call, wanted.notification_method)
        when = {"time": time, "wake_at": time, "anchor": asked, "recurrence": rule, "zone": zone_name(call)}
        fields = wanted.model_dump(include={"title", "description", "notification_method"})
        made = await self._editor.create(call, **fields, **when, status="scheduled")
        self._wake(made.record.wake_at)
        again = " and again after that" if rule else ""
        return _result(made, f"Reminder set for {spoken(made.record.time, call.zone)}{again}: {made.record.title}.")

    async def list(self, call: Call, wanted: ListReminders) -> ReminderList:
        filter = self._repository.filter(wanted.status)
        found = await self._repository.find(call.audience, filter, [("time", 1)], wanted.limit)
        total = await self._repository.count(call.audience, filter)
        kind = "reminder" if wanted.status == "all" else f"{wanted.status} reminder"
        heading = f"{counted(total, kind)}:" if total else f"There are no {kind}s."
        text = listing(heading, [line(reminder, call) for reminder in found], total)
        return ReminderList(
            items=[await self._with_receipts(reminder) for reminder in found],
            total=total,
            text=text,
            origin=origin_of(*found),
        )

    async def _check_reachable(self, call: Call, method: Shown) -> None:
        """Raises InvalidInput when the person cannot be reached there."""
        if method == "web":
            return
        known = {each.name for each in self._channels.platforms() if each.open}
        try:
            await self._channels.address(call.user_id, method)
        except NotFound:
            known.discard(method)
        if method not in known:
            raise InvalidInput(f"You cannot be reached by {method}: connect your account in the settings first.")

    async def _with_receipts(self, reminder: ReminderRecord) -> ReminderView:
        shown = view(reminder)
        if reminder.notification_method == "web" or not reminder.notice_key:
            return shown
        told = await self._channels.told(reminder.user_id, reminder.notice_key)
        receipts = [Receipt(platform=each.platform, to=each.to, state=each.state, at=each.at) for each in told]
        return shown.model_copy(update={"receipts": receipts})

    async def snooze(self, call: Call, reference: str, minutes: int) -> ReminderResult:
        edited = await self._editor.change(
            call,
            lambda: self._editor.find(call, reference, SCHEDULED, DELIVERED, hint=HINT),
            lambda reminder: _put_off(reminder, call, timedelta(minutes=minutes)),
            "snoozed",
        )
        reminder = edited.record
        self._wake(reminder.wake_at)
        return _result(edited, f"Reminder put off to {spoken(reminder.time, call.zone)}: {reminder.title}.")

    async def cancel(self, call: Call, reference: str) -> ReminderResult:
        edited = await self._editor.change(
            call, lambda: self._editor.find(call, reference, SCHEDULED, hint=HINT), _cancelled, "cancelled"
        )
        state = "cancelled" if edited.change else "was cancelled already"
        return _result(edited, f"Reminder {state}: {edited.record.title}.")

    async def between(self, call: Call, start: datetime, end: datetime) -> Sequence[ReminderRecord]:
        filter = self._repository.filter("scheduled", start, end)
        return await self._repository.find(call.audience, filter, [("time", 1)], 500)


def _ahead(call: Call, time: datetime) -> datetime:
    if time < call.now - GRACE:
        raise InvalidInput(f"{spoken(time, call.zone)} has passed already: say a later time.")
    return time


def _put_off(reminder: ReminderRecord, call: Call, delay: timedelta) -> dict[str, Any]:
    if reminder.status == "cancelled":
        raise InvalidInput(f"The reminder “{reminder.title}” was cancelled: set a new one.")
    now = stamp(call.now)
    shown = reminder.recurrence and reminder.delivered_at and now - reminder.delivered_at < JUST_SHOWN
    time = ((now if shown else max(now, reminder.time)) + delay).replace(microsecond=0)
    return {"time": time, "wake_at": time, "status": "scheduled"}


def _cancelled(reminder: ReminderRecord) -> dict[str, Any]:
    if reminder.status == "delivered":
        raise InvalidInput(f"The reminder “{reminder.title}” was shown already, so there is nothing to cancel.")
    return {"status": "cancelled"}


def view(reminder: ReminderRecord) -> ReminderView:
    return ReminderView.model_validate(reminder, from_attributes=True)


def line(reminder: ReminderRecord, call: Call) -> str:
    again = ", repeating" if reminder.recurrence else ""
    return f"{reminder.title}, {spoken(reminder.time, call.zone)}{again}"


def _result(edited: Edited[ReminderRecord], text: str) -> ReminderResult:
    return ReminderResult(
        text=text,
        origin=edited.record.origin,
        change=edited.change,
        reminder=view(edited.record),
        reminder_id=edited.record.id,
    )
