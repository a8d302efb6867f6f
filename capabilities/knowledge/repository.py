"""Documents, their passages and their text in the database. Every query of a person's names the audience."""

import re
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from capabilities.knowledge.chunking import Chunk
from capabilities.knowledge.records import REMEMBERED_CHANGES, Document, from_row, to_row

UNFINISHED = ("queued", "reading", "indexing")
QUEUED: Mapping[str, Any] = {"status": "queued", "progress": 0.0, "error": None, "tries": 0}
TEXT_PIECE = 200_000  # characters of one stored piece of a text: far below the limit of a database document


@dataclass(frozen=True)
class Passage:
    """A stored chunk."""

    id: str
    document_id: str
    start: int
    end: int
    page: int | None
    section: str | None
    text: str


@dataclass(frozen=True)
class Page:
    items: list[Document]
    total: int
    next: str | None


class Repository:
    def __init__(self, documents: Documents, chunks: Documents, texts: Documents) -> None:
        self._documents = documents
        self._chunks = chunks
        self._texts = texts

    async def create_indexes(self) -> None:
        await self._documents.create_index([("audience", 1), ("deleted_at", 1), ("created_at", -1), ("_id", -1)])
        await self._documents.create_index([("status", 1), ("created_at", 1)])
        await self._documents.create_index([("audience", 1), ("_id", 1)])
        await self._documents.create_index([("audience", 1), ("changes.key", 1)])
        await self._chunks.create_index(
            [("audience", 1), ("_id", 1)]
        )  # else one passage costs a scan of the audience's
        await self._chunks.create_index([("audience", 1), ("document_id", 1), ("start", 1)])
        await self._texts.create_index([("audience", 1), ("document_id", 1), ("start", 1)])

    # -- documents of an audience --------------------------------------------------------------------------------------

    async def add(self, document: Document) -> Document | None:
        """None when the same content was there before, deleted or not."""
        try:
            await self._documents.insert_one(to_row(document))
        except DuplicateKeyError:
            return None
        return document

    async def get(self, audience: str, document_id: str, *, deleted: bool = False) -> Document | None:
        wanted = {"_id": document_id, "audience": audience} if deleted else _of(audience, _id=document_id)
        row = await self._documents.find_one(wanted)
        return from_row(row) if row else None

    async def find_title(self, audience: str, words: Sequence[str], *, limit: int = 10) -> list[Document]:
        """Whose title has all these words, in any order."""
        matching = {"$and": [{"title": _containing(word)} for word in words]}
        rows = self._documents.find(_of(audience, **matching)).sort("created_at", -1).limit(limit)
        return [from_row(row) async for row in rows]

    async def page(self, audience: str, query: str, limit: int, cursor: str) -> Page:
        """Newest first."""
        wanted = _of(audience, **({"$or": [{"title": _containing(query)}, {"tags": query}]} if query else {}))
        skip = int(cursor) if cursor.isdecimal() else 0
        rows = self._documents.find(wanted).sort([("created_at", -1), ("_id", -1)]).skip(skip).limit(limit)
        items = [from_row(row) async for row in rows]
        total = await self._documents.count_documents(wanted)
        return Page(items, total, str(skip + limit) if skip + limit < total else None)

    async def ready(
        self, audience: str, *, ids: Collection[str] | None = None, kind: str = "", tag: str = ""
    ) -> dict[str, Document]:
        """The documents that can be searched, by id."""
        more: dict[str, Any] = {name: value for name, value in (("type", kind), ("tags", tag)) if value}
        if ids is not None:
            more["_id"] = {"$in": list(ids)}
        rows = self._documents.find(_of(audience, status="ready", **more))
        return {row["_id"]: from_row(row) async for row in rows}

    async def count_unfinished(self, audience: str) -> int:
        return await self._documents.count_documents(_of(audience, status={"$in": list(UNFINISHED)}))

    async def change(self, document: Document, key: str, fields: Mapping[str, Any]) -> Document | None:
        """Set `fields` under `key` and remember what they replace; None when it was changed meanwhile."""
        row = to_row(document)
        past = {"key": key, "before": {name: row[name] for name in (*fields, "revision")}}
        return await self._replace(document, past, {"revision": key, **fields})

    async def restore(self, document: Document, before: Mapping[str, Any], key: str) -> Document | None:
        """Put earlier values back; None when it was changed meanwhile."""
        return await self._replace(document, {"key": key, "before": {}}, before)

    async def _replace(self, document: Document, past: Mapping[str, Any], fields: Mapping[str, Any]) -> Document | None:
        """One that goes stops being worked on, one that comes back is read anew."""
        back = QUEUED if fields.get("deleted_at", document) is None else {}
        moved = {"$inc": {"attempt": 1}} if "deleted_at" in fields else {}
        remembered = {"changes": {"$each": [past], "$slice": -REMEMBERED_CHANGES}}
        unchanged = {"$in": [document.revision, None]}  # None: a row of an earlier release, which had no revisions
        wanted = {"_id": document.id, "audience": document.audience, "revision": unchanged}
        return await self._update(wanted, {"$set": {**back, **fields}, "$push": remembered, **moved})

    async def requeue(self, audience: str, document_id: str) -> Document | None:
        """Have it read anew."""
        return await self._update(_of(audience, _id=document_id), {"$set": QUEUED, "$inc": {"attempt": 1}})

    async def changed_by(self, audience: str, key: str) -> Document | None:
        """What the call with this key changed, deleted documents too."""
        row = await self._documents.find_one({"audience": audience, "changes.key": key})
        return from_row(row) if row else None

    async def _update(self, wanted: Mapping[str, Any], change: Mapping[str, Any]) -> Document | None:
        row = await self._documents.find_one_and_update(wanted, change, return_document=ReturnDocument.AFTER)
        return from_row(row) if row else None

    # -- passages and text of an audience ------------------------------------------------------------------------------

    async def store_text(self, document: Document, text: str, chunks: Sequence[Chunk]) -> list[Passage]:
        owner = {"audience": document.audience, "document_id": document.id}
        pieces = [
            {"_id": f"{document.id}:{start}", **owner, "start": start, "text": text[start : start + TEXT_PIECE]}
            for start in range(0, len(text), TEXT_PIECE)
        ]
        rows = [
            {"_id": f"{document.id}:{number}", **owner, **vars(chunk), "text": text[chunk.start : chunk.end]}
            for number, chunk in enumerate(chunks)
        ]
        await self._texts.insert_many(pieces)
        for first in range(0, len(rows), 1000):
            await self._chunks.insert_many(rows[first : first + 1000])
        return [_passage(row) for row in rows]

    async def passages(self, audience: str, ids: Collection[str]) -> dict[str, Passage]:
        rows = self._chunks.find({"audience": audience, "_id": {"$in": list(ids)}})
        return {row["_id"]: _passage(row) async for row in rows}

    async def passages_of(self, audience: str, document_id: str, *, limit: int) -> list[Passage]:
        rows = self._chunks.find({"audience": audience, "document_id": document_id}).sort("start", 1).limit(limit)
        return [_passage(row) async for row in rows]

    async def text(self, audience: str, document_id: str, start: int, end: int) -> str:
        wanted = {"audience": audience, "document_id": document_id, "start": {"$gt": start - TEXT_PIECE, "$lt": end}}
        rows = [row async for row in self._texts.find(wanted).sort("start", 1)]
        if not rows:
            return ""
        text = "".join(row["text"] for row in rows)
        offset = rows[0]["start"]
        return text[max(0, start - offset) : end - offset]

    async def forget_text(self, audience: str, document_id: str) -> None:
        await self._chunks.delete_many({"audience": audience, "document_id": document_id})
        await self._texts.delete_many({"audience": audience, "document_id": document_id})

    # -- background work, over all audiences ---------------------------------------------------------------------------

    async def next_unfinished(self, busy: Collection[str]) -> Document | None:
        """The one that has waited longest."""
        wanted = {"status": {"$in": list(UNFINISHED)}, "deleted_at": None, "_id": {"$nin": list(busy)}}
        row = await self._documents.find_one(wanted, sort=[("created_at", 1)])
        return from_row(row) if row else None

    async def advance(self, document: Document, *, tries: int = 0, **fields: Any) -> Document | None:
        """Note progress of this attempt; None when another attempt has begun or the document is deleted."""
        wanted = _of(document.audience, _id=document.id, attempt=document.attempt)
        return await self._update(wanted, {"$set": fields, "$inc": {"tries": tries}})

    async def deleted_before(self, moment: datetime) -> AsyncIterator[Document]:
        async for row in self._documents.find({"deleted_at": {"$ne": None, "$lt": moment}}):
            yield from_row(row)

    async def purge(self, document: Document) -> bool:
        """False when somebody brought it back meanwhile."""
        wanted = {"_id": document.id, "audience": document.audience, "attempt": document.attempt}
        return (await self._documents.delete_one(wanted)).deleted_count == 1


def _of(audience: str, **more: Any) -> dict[str, Any]:
    return {"audience": audience, "deleted_at": None, **more}


def _containing(words: str) -> dict[str, str]:
    return {"$regex": re.escape(words), "$options": "i"}


def _passage(row: Mapping[str, Any]) -> Passage:
    names = ("document_id", "start", "end", "page", "section", "text")
    return Passage(row["_id"], *(row[name] for name in names))
