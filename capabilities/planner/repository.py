"""Every query of the planner. All filter by audience, but for the delivery of reminders, which serves everybody.

The embedded database answers a find-and-modify, and a filter that has an `$and` or `$or`, by reading the whole
collection; of a filter without, it takes the first condition that has an index. So a change is an update that names
`_id` first, and a search narrows to the audience first.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic

from bson.codec_options import CodecOptions
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from capabilities.planner.records import EventRecord, NoteRecord, Past, R, Record, ReminderRecord, TaskRecord

REMEMBERED_CHANGES = 12  # of each object: how far repeats are recognised and undo reaches
PURGE_AFTER = timedelta(days=30)  # what was deleted can come back until then
Filter = Mapping[str, Any]
Order = Sequence[tuple[str, int]]
WAITING: Filter = {"status": "scheduled", "deleted_at": None}  # reminders that the delivery has to look at


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
        shown: list[Filter] = [{"$sort": dict(order)}, {"$limit": limit}, {"$project": {"changes": 0}}]
        found = await self.documents.aggregate([*_narrowed(audience, filter), *shown])
        return [self._read(document) async for document in found]

    async def count(self, audience: str, filter: Filter) -> int:
        counted = await self.documents.aggregate([*_narrowed(audience, filter), {"$count": "count"}])
        return sum([each["count"] async for each in counted])

    async def change(self, record: R, key: str, fields: Mapping[str, Any]) -> R | None:
        """Set `fields` if the stored object still is at the revision of `record`; None if it is not."""
        past = Past(key=key, before={name: getattr(record, name) for name in (*fields, "updated_at", "revision")})
        return await self._replace(record, past, {"revision": key, **fields})

    async def restore(self, record: R, past: Past, key: str) -> R | None:
        """Put the values before `past` back if it is the last change; None if something came after it."""
        return await self._replace(record, Past(key=key, before={}), past.before)

    async def _replace(self, record: R, past: Past, fields: Mapping[str, Any]) -> R | None:
        """As it is right after: made of what was there before, for a read afterwards might find a later change."""
        seen = {"_id": record.id, "audience": record.audience, "revision": record.revision}
        before, pushed = await self.documents.find_one(seen), past.model_dump()
        remembered = {"changes": {"$each": [pushed], "$slice": -REMEMBERED_CHANGES}}
        change = {"$set": fields, "$push": remembered}
        if before is None or not (await self.documents.update_one(seen, change)).matched_count:
            return None
        changes = [*before.get("changes", []), pushed][-REMEMBERED_CHANGES:]
        return self._read({**before, **fields, "changes": changes})

    def _read(self, document: Mapping[str, Any]) -> R:
        return self.record.model_validate({**document, "id": document["_id"]})


def to_document(record: Record) -> dict[str, Any]:
    return {"_id": record.id, **record.model_dump(exclude={"id"})}


def _narrowed(audience: str, filter: Filter) -> list[dict[str, Any]]:
    """Stages that match what is theirs and not deleted by the conditions of fields, then by `$and` and `$or`."""
    own = {"audience": audience, "deleted_at": None}
    fields = {name: value for name, value in filter.items() if not name.startswith("$")}
    combined = {name: value for name, value in filter.items() if name.startswith("$")}
    return [{"$match": {**own, **fields, **own}}, {"$match": combined}]


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
        IndexModel([("status", ASCENDING), ("deleted_at", ASCENDING), ("wake_at", ASCENDING)]),
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
        due = {**WAITING, "wake_at": {"$lte": now}}
        while found := await self.documents.find_one(due, sort=[("wake_at", ASCENDING)]):
            seen = {**{name: found[name] for name in ("_id", "wake_at", "revision")}, **WAITING}
            if (await self.documents.update_one(seen, {"$set": {"wake_at": until}})).matched_count:
                return self._read({**found, "wake_at": until})
        return None

    async def next_wake(self, before: datetime) -> datetime | None:
        """When the delivery next has something to do for anybody, if that is before the moment given."""
        wanted = {**WAITING, "wake_at": {"$lt": before}}
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
