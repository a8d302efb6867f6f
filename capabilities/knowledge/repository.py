"""Documents in the database. Every query of a person's names the audience.

Of a filter that no index covers, the embedded database takes the first condition that has one, and reads the whole
collection when there is an `$and` or `$or`. So filters name `_id` first, then the audience, and the others come after.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from capabilities.knowledge.passages import Passage, Passages
from capabilities.knowledge.records import FORMAT, REMEMBERED_CHANGES, Document, from_row, to_row
from capabilities.knowledge.schemas import Members
from capabilities.knowledge.selection import EVERYTHING, UNFINISHED, Selection, containing

__all__ = ["UNFINISHED", "Page", "Passage", "Repository", "Sums"]

QUEUED: Mapping[str, Any] = {"status": "queued", "progress": 0.0, "stage": "Waiting", "error": None, "tries": 0}


@dataclass(frozen=True)
class Page:
    items: list[Document]
    total: int
    next: str | None


@dataclass(frozen=True)
class Sums:
    """What an audience has."""

    documents: int = 0
    bytes: int = 0
    passages: int = 0
    unfinished: int = 0


class Repository:
    def __init__(self, documents: Documents, passages: Passages) -> None:
        self._documents = documents
        self.passages = passages

    async def create_indexes(self) -> None:
        await self._documents.create_index([("audience", 1), ("deleted_at", 1), ("created_at", -1), ("_id", -1)])
        await self._documents.create_index([("status", 1), ("created_at", 1)])
        await self._documents.create_index([("audience", 1), ("_id", 1)])
        await self._documents.create_index([("audience", 1), ("changes.key", 1)])
        await self._documents.create_index([("audience", 1), ("archive", 1)])
        await self.passages.create_indexes()

    # -- documents of an audience --------------------------------------------------------------------------------------

    async def add(self, document: Document) -> Document | None:
        """None when the same content was there before, deleted or not."""
        try:
            await self._documents.insert_one(to_row(document))
        except DuplicateKeyError:
            return None
        return document

    async def get(self, audience: str, document_id: str, *, deleted: bool = False) -> Document | None:
        one = {"_id": document_id, "audience": audience}
        row = await self._documents.find_one(one if deleted else {**one, "deleted_at": None})
        return from_row(row) if row else None

    async def several(self, audience: str, ids: Collection[str], *, deleted: bool = False) -> list[Document]:
        """In the order of the ids; without those that are not theirs."""
        wanted = {"_id": {"$in": list(ids)}, "audience": audience} | ({} if deleted else {"deleted_at": None})
        found = {row["_id"]: from_row(row) async for row in self._documents.find(wanted)}
        return [found[each] for each in dict.fromkeys(ids) if each in found]

    async def members(self, audience: str, archives: Collection[str]) -> list[Document]:
        """What came in these archives and is not deleted."""
        rows = self._documents.find(_of(audience, archive={"$in": list(archives)})).sort("title", 1)
        return [from_row(row) async for row in rows]

    async def gone_with(self, audience: str, archives: Collection[Document]) -> list[Document]:
        """The members that were deleted as a part of the deletion of these archives."""
        together = {(each.id, each.revision) for each in archives}
        wanted = {"audience": audience, "archive": {"$in": [each.id for each in archives]}, "deleted_at": {"$ne": None}}
        gone = [from_row(row) async for row in self._documents.find(wanted)] if together else []
        return [each for each in gone if (each.archive, each.revision) in together]

    async def find_title(self, audience: str, words: Sequence[str], *, limit: int = 10) -> list[Document]:
        """Whose title has all these words, in any order."""
        matching = {"$and": [{"title": containing(word)} for word in words]}
        newest: list[Mapping[str, Any]] = [{"$sort": {"created_at": -1}}, {"$limit": limit}]
        rows = await self._documents.aggregate([*_matching(_of(audience, **matching)), *newest])
        return [from_row(row) async for row in rows]

    async def page(self, audience: str, selection: Selection, limit: int, cursor: str) -> Page:
        """Newest first."""
        return await self._page(_of(audience, **selection.condition()), "created_at", limit, cursor)

    async def deleted(self, audience: str, limit: int, cursor: str) -> Page:
        """Those that can be brought back, the one deleted last first."""
        wanted = {"audience": audience, "deleted_at": {"$ne": None}, "purging": {"$ne": True}}
        return await self._page(wanted, "deleted_at", limit, cursor)

    async def _page(self, wanted: Mapping[str, Any], order: str, limit: int, cursor: str) -> Page:
        skip = int(cursor) if cursor.isdecimal() else 0
        part: list[Mapping[str, Any]] = [{"$sort": {order: -1, "_id": -1}}, {"$skip": skip}, {"$limit": limit}]
        items = [from_row(row) async for row in await self._documents.aggregate([*_matching(wanted), *part])]
        counted = await self._documents.aggregate([*_matching(wanted), {"$count": "count"}])
        total = sum([row["count"] async for row in counted])
        return Page(items, total, str(skip + limit) if skip + limit < total else None)

    async def ready(
        self, audience: str, *, ids: Collection[str] | None = None, selection: Selection = EVERYTHING
    ) -> dict[str, Document]:
        """The documents that can be searched, by id; also those that are just being read anew."""
        wanted = _of(audience, generation={"$gt": 0}, **selection.condition())
        if ids is not None:
            wanted["_id"] = {"$in": list(ids)}
        return {row["_id"]: from_row(row) async for row in await self._documents.aggregate(_matching(wanted))}

    async def has_any(self, audience: str) -> bool:
        return await self._documents.find_one(_of(audience), {"_id": 1}) is not None

    async def count_unfinished(self, audience: str) -> int:
        return await self._documents.count_documents(_of(audience, status={"$in": list(UNFINISHED)}))

    async def sums(self, audience: str) -> Sums:
        unfinished = {"$cond": [{"$in": ["$status", list(UNFINISHED)]}, 1, 0]}
        totals = {"documents": {"$sum": 1}, "bytes": {"$sum": "$size"}, "passages": {"$sum": "$chunks"}}
        group = {"$group": {"_id": None, **totals, "unfinished": {"$sum": unfinished}}}
        async for row in await self._documents.aggregate([{"$match": _of(audience)}, group]):
            return Sums(**{name: row[name] for name in Sums.__dataclass_fields__})
        return Sums()

    async def tags(self, audience: str) -> list[str]:
        return sorted(await self._documents.distinct("tags", _of(audience)), key=str.casefold)

    async def count_members(self, audience: str, archives: Collection[str]) -> dict[str, Members]:
        """What became of the files in each of these archives."""
        grouped = {"$group": {"_id": {"archive": "$archive", "status": "$status"}, "count": {"$sum": 1}}}
        match = {"$match": _of(audience, archive={"$in": list(archives)})}
        found: dict[str, Members] = {}
        async for row in await self._documents.aggregate([match, grouped]):
            members = found.setdefault(row["_id"]["archive"], Members())
            kind = row["_id"]["status"] if row["_id"]["status"] in ("ready", "failed") else "waiting"
            setattr(members, kind, getattr(members, kind) + row["count"])
            members.total += row["count"]
        return found

    # -- changes by people ---------------------------------------------------------------------------------------------

    async def change(self, document: Document, key: str, fields: Mapping[str, Any]) -> Document | None:
        """Set `fields` under `key` and remember what they replace; None when it was changed meanwhile."""
        row = to_row(document)
        past = {"key": key, "before": {name: row[name] for name in (*fields, "revision")}}
        return await self._replace(document, past, {"revision": key, **fields})

    async def restore(self, document: Document, before: Mapping[str, Any], key: str) -> Document | None:
        """Put earlier values back; None when it was changed meanwhile."""
        return await self._replace(document, {"key": key, "before": {}}, before)

    async def _replace(self, document: Document, past: Mapping[str, Any], fields: Mapping[str, Any]) -> Document | None:
        """One that goes stops being worked on and is not found any more, one that comes back is read anew."""
        back = QUEUED if fields.get("deleted_at", document) is None else {}
        gone = {"generation": 0, "leftovers": True} if "deleted_at" in fields else {}
        moved = {"$inc": {"attempt": 1}} if "deleted_at" in fields else {}
        remembered = {"changes": {"$each": [past], "$slice": -REMEMBERED_CHANGES}}
        unchanged = {"$in": [document.revision, None]}  # None: a row of an earlier release, which had no revisions
        wanted = {
            "_id": document.id,
            "audience": document.audience,
            "revision": unchanged,
            "purging": {"$ne": True},
        }
        return await self._update(wanted, {"$set": {**back, **gone, **fields}, "$push": remembered, **moved})

    async def requeue(self, audience: str, document_id: str) -> Document | None:
        """Have it read anew; what was read before stays to be seen until then."""
        wanted = {"_id": document_id, "audience": audience, "deleted_at": None}
        return await self._update(wanted, {"$set": QUEUED, "$inc": {"attempt": 1}})

    async def changed_by(self, audience: str, key: str) -> list[Document]:
        """What the call with this key changed, deleted documents too."""
        rows = self._documents.find({"audience": audience, "changes.key": key}).sort("_id", 1)
        return [from_row(row) async for row in rows]

    async def _update(self, wanted: Mapping[str, Any], change: Mapping[str, Any]) -> Document | None:
        """Not a find-and-modify, for which the embedded database reads the whole collection."""
        if not (await self._documents.update_one(wanted, change)).matched_count:
            return None
        row = await self._documents.find_one({"_id": wanted["_id"], "audience": wanted["audience"]})
        return from_row(row) if row else None

    # -- background work, over all audiences ---------------------------------------------------------------------------

    async def waiting_audiences(self, busy: Collection[str]) -> list[str]:
        return await self._documents.distinct("audience", _waiting(busy))

    async def next_unfinished(self, audience: str, busy: Collection[str]) -> Document | None:
        """The one that has waited longest."""
        row = await self._documents.find_one(
            _waiting(busy) | {"audience": audience}, sort=[("created_at", 1), ("_id", 1)]
        )
        return from_row(row) if row else None

    async def advance(self, document: Document, *, tries: int = 0, **fields: Any) -> Document | None:
        """Note progress of this attempt; None when another attempt has begun or the document is deleted."""
        wanted = {"_id": document.id, **_of(document.audience, attempt=document.attempt)}
        noted = await self._update(wanted, {"$set": fields, "$inc": {"tries": tries}})
        return noted if noted and noted.attempt == document.attempt else None

    async def begin_forgetting(self, audience: str) -> list[Document]:
        """What is theirs, and what a person brought into groups; from now on nobody finds or works on it."""
        everything = [{"audience": audience}]
        if audience.startswith("user:"):
            everything.append({"user_id": audience.removeprefix("user:")})
        found: dict[str, Document] = {}
        for wanted in everything:
            gone = {"deleted_at": datetime.now(UTC), "purging": True, "generation": 0}
            await self._documents.update_many(wanted, {"$set": gone, "$inc": {"attempt": 1}})
            found |= {row["_id"]: from_row(row) async for row in self._documents.find(wanted)}
        return list(found.values())

    async def requeue_old_formats(self) -> int:
        """Have what an earlier release stored read anew. How many there are."""
        wanted = {"format": {"$ne": FORMAT}}
        change = {"$set": {**QUEUED, "format": FORMAT, "leftovers": True}, "$inc": {"attempt": 1}}
        return (await self._documents.update_many(wanted, change)).modified_count

    async def with_leftovers(self) -> AsyncIterator[Document]:
        async for row in self._documents.find({"leftovers": True}):
            yield from_row(row)

    async def swept(self, document: Document) -> None:
        """Nothing is left of other generations, unless another attempt has begun since."""
        wanted = {"_id": document.id, "audience": document.audience, "attempt": document.attempt}
        await self._documents.update_one(wanted, {"$set": {"leftovers": False}})

    async def deleted_before(self, moment: datetime) -> AsyncIterator[Document]:
        async for row in self._documents.find({"deleted_at": {"$ne": None, "$lt": moment}}):
            yield from_row(row)

    async def begin_purge(self, document: Document) -> bool:
        """From now on it cannot be brought back. False when somebody did meanwhile."""
        wanted = {"_id": document.id, "audience": document.audience, "attempt": document.attempt}
        return await self._update(wanted, {"$set": {"purging": True}}) is not None

    async def end_purge(self, document: Document) -> None:
        await self._documents.delete_one({"_id": document.id, "audience": document.audience, "purging": True})


def _of(audience: str, **more: Any) -> dict[str, Any]:
    return {"audience": audience, "deleted_at": None, **more}


def _matching(wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Stages that match it: by `_id` when that is named, by the other fields, and then by `$and` and `$or`."""
    combined = {name: value for name, value in wanted.items() if name.startswith("$")}
    fields = {name: wanted[name] for name in sorted(wanted, key=lambda name: name != "_id") if name not in combined}
    return [{"$match": fields}, {"$match": combined}]


def _waiting(busy: Collection[str]) -> dict[str, Any]:
    return {"status": {"$in": list(UNFINISHED)}, "deleted_at": None, "_id": {"$nin": list(busy)}}
