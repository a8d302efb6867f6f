"""What others keep does not make the planner slower."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from agent_core.storage.database import Database
from capabilities.planner.records import NoteRecord, ReminderRecord
from capabilities.planner.repository import NoteRepository, ReminderRepository, to_document
from tests.support.cost import grown

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANA = {"id": "1", "audience": "user:ana", "user_id": "ana", "revision": "0", "created_at": NOON, "updated_at": NOON}
BOBS = {"_id": "#", "audience": "user:bob", "user_id": "bob"}


async def test_changing_and_searching_notes_costs_the_same_among_thousands_of_others(
    database: Database, mongodb_uri: str
) -> None:
    notes = NoteRepository(database.collection("notes"), NoteRecord)
    await notes.prepare()
    note = NoteRecord.model_validate({**ANA, "title": "Shopping", "content": "milk and eggs", "tags": []})
    await notes.add(note)
    keys = count(1)

    async def change() -> None:
        stored = await notes.get("user:ana", "1")
        assert stored is not None
        assert await notes.change(stored, f"key {next(keys)}", {"title": f"Shopping {next(keys)}"})

    async def search() -> None:
        assert len(await notes.find("user:ana", notes.filter("milk shopping"), [("updated_at", -1)], 5)) == 1
        assert await notes.count("user:ana", notes.filter("milk shopping")) == 1

    theirs = {**to_document(note), **BOBS}
    assert await grown(mongodb_uri, [change, search], [(notes.documents, theirs)]) == {}


async def test_delivering_reminders_costs_the_same_among_thousands_that_wait(
    database: Database, mongodb_uri: str
) -> None:
    reminders = ReminderRepository(database.collection("reminders"), ReminderRecord)
    await reminders.prepare()
    times = {"time": NOON, "wake_at": NOON, "anchor": NOON, "recurrence": None, "zone": "UTC"}
    more = {"title": "Rent", "description": "", "status": "scheduled", "notification_method": "web"}
    reminder = ReminderRecord.model_validate({**ANA, **times, **more})
    await reminders.add(reminder)
    minutes = count(1)

    async def claim() -> None:
        now = NOON + timedelta(minutes=next(minutes))
        claimed = await reminders.claim_due(now, now + timedelta(seconds=30))
        assert claimed is not None
        assert (claimed.id, claimed.wake_at) == ("1", now + timedelta(seconds=30))
        assert await reminders.claim_due(now, now) is None

    async def look_ahead() -> None:
        assert await reminders.next_wake(NOON) is None

    async def show() -> None:
        assert len(await reminders.find("user:ana", reminders.filter("scheduled"), [("time", 1)], 5)) == 1

    theirs = {**to_document(reminder), **BOBS, "wake_at": NOON + timedelta(days=300)}
    assert await grown(mongodb_uri, [claim, look_ahead, show], [(reminders.documents, theirs)]) == {}
