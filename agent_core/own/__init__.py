"""The assistant's package about itself, written against the public contract like every other: undo and history."""

from datetime import datetime, timedelta

from pydantic import BaseModel, Field

from agent_core.contract import Call, CapabilityPackage, Result, Risk, capability
from agent_core.own import phrases
from agent_core.own.receipts import Entry, Receipts
from agent_core.undoing.report import Outcome, UndoReport
from agent_core.undoing.undo import Asker, Undo


class Nothing(BaseModel):
    """No arguments."""


class Since(BaseModel):
    since: datetime = Field(description="from when on; a time without an offset is one on the person's own clock")


class MaybeSince(BaseModel):
    since: datetime | None = Field(default=None, description="from when on; since midnight when not given")


class Undone(Result):
    outcomes: list[Outcome] = Field(description="what became of each thing, the newest first")


class Done(Result):
    items: list[Entry] = Field(description="what was done, the oldest first")


class Own(CapabilityPackage):
    name = "assistant"
    description = "What the assistant did: look at it, and take it back."

    def __init__(self, undo: Undo) -> None:
        self._undo = undo
        self._receipts = Receipts(undo)

    @capability(risk=Risk.WRITE, seconds=1.0, examples=phrases.UNDO_LAST)
    async def undo_last(self, call: Call, arguments: Nothing) -> Undone:
        """Take back the last thing that was done for the person, in this conversation or else anywhere."""
        return _undone(await self._undo.last(_asker(call), call.conversation_id))

    @capability(risk=Risk.WRITE, seconds=3.0, examples=phrases.UNDO_SINCE)
    async def undo_since(self, call: Call, arguments: Since) -> Undone:
        """Take back everything that was done for the person since a time."""
        return _undone(await self._undo.since(_asker(call), _past(arguments.since, call)))

    @capability(risk=Risk.READ, seconds=0.1, examples=phrases.HISTORY)
    async def history(self, call: Call, arguments: MaybeSince) -> Done:
        """Say what was done for the person, today or since a time, from the record of it."""
        midnight = call.now.replace(hour=0, minute=0, second=0, microsecond=0)
        since = _past(arguments.since, call) if arguments.since else midnight
        text, items, origin = await self._receipts.told(call.user_id, since, call.now, _heard_by(call))
        return Done(text=text, items=items, origin=origin)


def _asker(call: Call) -> Asker:
    return Asker(user_id=call.user_id, now=call.now, key=call.key, audience=_heard_by(call))


def _heard_by(call: Call) -> str | None:
    """The group that hears the answer, which is to hear of nothing else; None when only the person does."""
    return call.audience if call.audience.startswith("group:") else None


def _undone(report: UndoReport) -> Undone:
    return Undone(text=report.text, outcomes=report.outcomes)


def _past(moment: datetime, call: Call) -> datetime:
    """The instant meant, which is past: "3 pm", said in the morning, is yesterday's; "Monday" is last Monday."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=call.zone)
    for step in (timedelta(days=1), timedelta(days=7), timedelta(days=366)):
        if call.now < aware <= call.now + step:
            return aware - step
    return aware
