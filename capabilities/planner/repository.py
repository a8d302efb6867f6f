"""Every query of the planner. All filter by audience, but for the delivery of reminders, which serves everybody."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic

from bson.codec_options import CodecOptions
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from capabilities.planner.records import EventRecord, NoteRecord, Past, R, Record, ReminderRecord, TaskRecord

REMEMBERED_CHANGES = 12  # of each object: how far repeats are recognised and undo reaches
PURGE_AFTER = timedelta(days=30)  # what was deleted can come back until then
Filter = Mapping[str, Any]
Order = Sequence[tuple[str, int]]


class Repository(Generic[R]):
    """One kind of object."""

    indexes: Sequence[IndexModel] = ()

    def __init__(self, collection: Documents, record: type[R]) -> None:
        options: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True)
        self.documents = collection.with_options(codec_options=options)
        self.record = record

    async def prepare(self) -> None:
        common = [
            IndexModel([("audience", ASCENDING), ("_id", ASCENDING)]),  # else one by id reads all of the audience's
            IndexModel([("audience", ASCENDING), ("changes.key", ASCENDING)]),
            IndexModel([("audience", ASCENDING), ("updated_at", DESCENDING)]),
            IndexModel([("deleted_at", ASCENDING)], expireAfterSeconds=int(PURGE_AFTER.total_seconds())),
        ]
        await self.documents.create_indexes([*self.indexes, *common])

    async def add(self, record: R) -> tuple[R, bool]:
        """Store a new object; an earlier one with its id is returned instead. True: it is new."""
        try:
            await self.documents.insert_one(to_document(record))
        except DuplicateKeyError:
            found = await self.documents.find_one({"_id": record.id, "audience": record.audience})
            return self._read(found or {}), False
        return record, True

    async def get(self, audience: str, id: str, *, deleted: bool = False) -> R | None:
        """One object with its history; those the person deleted only on request."""
        wanted = {"_id": id, "audience": audience}
        found = await self.documents.find_one(wanted if deleted else {**wanted, "deleted_at": None})
        return self._read(found) if found else None

    async def changed_by(self, audience: str, key: str) -> R | None:
        """What the call with this key changed, deleted things too."""
        found = await self.documents.find_one({"audience": audience, "changes.key": key})
        return self._read(found) if found else None

    async def find(self, audience: str, filter: Filter, order: Order, limit: int) -> list[R]:
        """Matches without their history."""
        wanted = {**filter, "audience": audience, "deleted_at": None}
        found = self.documents.find(wanted, {"changes": 0}).sort(list(order)).limit(limit)
        return [self._read(document) async for document in found]

    async def count(self, audience: str, filter: Filter) -> int:
        return await self.documents.count_documents({**filter, "audience": audience, "deleted_at": None})

    async def change(self, record: R, key: str, fields: Mapping[str, Any]) -> R | None:
        """Set `fields` if the stored object still is at the revision of `record`; None if it is not."""
        past = Past(key=key, before={name: getattr(record, name) for name in (*fields, "updated_at", "revision")})
        return await self._replace(record, past, {"revision": key, **fields})

    async def restore(self, record: R, past: Past, key: str) -> R | None:
        """Put the values before `past` back if it is the last change; None if something came after it."""
        return await self._replace(record, Past(key=key, before={}), past.before)

    async def _replace(self, record: R, past: Past, fields: Mapping[str, Any]) -> R | None:
        changed = await self.documents.find_one_and_update(
            {"_id": record.id, "audience": record.audience, "revision": record.revision},
            {"$set": fields, "$push": {"changes": {"$each": [past.model_dump()], "$slice": -REMEMBERED_CHANGES}}},
            return_document=ReturnDocument.AFTER,
        )
        return self._read(changed) if changed else None

    def _read(self, document: Mapping[str, Any]) -> R:
        return self.record.model_validate({**document, "id": document["_id"]})


def to_document(record: Record) -> dict[str, Any]:
    return {"_id": record.id, **record.model_dump(exclude={"id"})}


def words_in(query: str, *fields: str) -> Filter:
    """Every word of `query` stands in at least one of the fields, in any letter case."""
    patterns = [{"$regex": re.escape(word), "$options": "i"} for word in query.split()]
    if not patterns:
        return {}
    return {"$and": [{"$or": [{name: pattern} for name in fields]} for pattern in patterns]}


class TaskRepository(Repository[TaskRecord]):
    indexes = (
        IndexModel([("audience", ASCENDING), ("status", ASCENDING), ("due", ASCENDING)]),
        IndexModel([("user_id", ASCENDING), ("status", ASCENDING)]),
        IndexModel([("updated_at", DESCENDING)]),
    )

    @staticmethod
    def filter(status: str, query: str = "", since: datetime | None = None, before: datetime | None = None) -> Filter:
        wanted = dict(words_in(query, "title", "description", "tags"))
        if status != "all":
            wanted["status"] = status
        span = {"$gte": since, "$lt": before}
        if since or before:
            wanted["due"] = {"$ne": None, **{bound: moment for bound, moment in span.items() if moment}}
        return wanted


class NoteRepository(Repository[NoteRecord]):
    @staticmethod
    def filter(query: str) -> Filter:
        return words_in(query, "title", "content", "tags")


class ReminderRepository(Repository[ReminderRecord]):
    indexes = (
        IndexModel([("status", ASCENDING), ("wake_at", ASCENDING)]),
        IndexModel([("audience", ASCENDING), ("status", ASCENDING), ("time", ASCENDING)]),
    )

    @staticmethod
    def filter(status: str, since: datetime | None = None, before: datetime | None = None) -> Filter:
        wanted: dict[str, Any] = {} if status == "all" else {"status": status}
        if since and before:
            wanted["time"] = {"$gte": since, "$lt": before}
        return wanted

    async def claim_due(self, now: datetime, until: datetime) -> ReminderRecord | None:
        """Take the next due reminder of anybody; nobody else gets it before `until`."""
        claimed = await self.documents.find_one_and_update(
            {"status": "scheduled", "deleted_at": None, "wake_at": {"$lte": now}},
            {"$set": {"wake_at": until}},
            sort=[("wake_at", ASCENDING)],
            return_document=ReturnDocument.AFTER,
        )
        return self._read(claimed) if claimed else None

    async def next_wake(self) -> datetime | None:
        """When the delivery next has something to do for anybody."""
        wanted = {"status": "scheduled", "deleted_at": None}
        found = await self.documents.find_one(wanted, {"wake_at": 1}, sort=[("wake_at", ASCENDING)])
        return found["wake_at"] if found else None


class EventRepository(Repository[EventRecord]):
    indexes = (IndexModel([("audience", ASCENDING), ("start", ASCENDING)]),)

    @staticmethod
    def filter(start: datetime, end: datetime, calendar_id: str | None = None) -> Filter:
        """Confirmed events that touch the time from `start` up to `end`."""
        wanted: dict[str, Any] = {"status": "confirmed", "start": {"$lt": end}, "end": {"$gt": start}}
        return {**wanted, "calendar_id": calendar_id} if calendar_id else wanted

    @staticmethod
    def pools(now: datetime) -> tuple[Filter, Filter]:
        """Where to look for an event somebody names: among those to come, then among all."""
        return {"status": "confirmed", "end": {"$gt": now}}, {}
