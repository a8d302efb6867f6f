"""What reading made of documents, in the database: text, its spans and passages, each of one generation.

A passage's id is `document:generation:number`. Every query of a person's names the audience.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from agent_core.contract import Documents
from capabilities.knowledge.chunking import Chunk
from capabilities.knowledge.reading import ReadDocument
from capabilities.knowledge.records import Document

TEXT_PIECE = 200_000  # characters of one stored piece of a text: far below the limit of a database document
ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class Passage:
    """A stored chunk."""

    id: str
    document_id: str
    generation: int
    number: int
    start: int
    end: int
    page: int | None
    section: str | None
    text: str
    header: str = ""  # of a table that began in an earlier passage
    digest: str = ""  # of what was embedded, and by which model


@dataclass(frozen=True)
class Excerpt:
    """A part of a text, with the pages, tables and sections that touch it."""

    text: str
    pages: list[Mapping[str, Any]]
    tables: list[Mapping[str, Any]]
    sections: list[Mapping[str, Any]]


class Passages:
    def __init__(self, chunks: Documents, texts: Documents) -> None:
        self._chunks = chunks
        self._texts = texts

    async def create_indexes(self) -> None:
        # the first: else one passage costs a scan of the audience's
        await self._chunks.create_index([("audience", 1), ("_id", 1)])
        await self._chunks.create_index([("audience", 1), ("document_id", 1), ("generation", 1), ("start", 1)])
        await self._texts.create_index([("audience", 1), ("document_id", 1), ("generation", 1), ("start", 1)])

    async def store_text(self, document: Document, generation: int, read: ReadDocument) -> None:
        """In pieces, each with what touches it."""
        pieces = [
            {
                "_id": f"{document.id}:{generation}:{start}", **_owner(document, generation), "start": start,
                "text": read.text[start : start + TEXT_PIECE],
                "pages": _touching(read.pages, start, start + TEXT_PIECE),
                "tables": _touching(read.tables, start, start + TEXT_PIECE),
                "sections": _touching(read.sections, start, start + TEXT_PIECE),
            }
            for start in range(0, len(read.text), TEXT_PIECE)
        ]  # fmt: skip
        if pieces:
            await self._texts.insert_many(pieces)

    async def store(self, document: Document, passages: Sequence[Passage]) -> None:
        for first in range(0, len(passages), ROWS_AT_ONCE):
            rows = [{**vars(each), "audience": document.audience} for each in passages[first : first + ROWS_AT_ONCE]]
            for row in rows:
                row["_id"] = row.pop("id")
            await self._chunks.insert_many(rows)

    async def get(self, audience: str, ids: Collection[str]) -> dict[str, Passage]:
        rows = self._chunks.find({"audience": audience, "_id": {"$in": list(ids)}})
        return {row["_id"]: _passage(row) async for row in rows}

    async def of(self, document: Document, *, limit: int, skip: int = 0) -> list[Passage]:
        """Those that may be seen, in order."""
        rows = self._chunks.find(_seen(document)).sort("start", 1).skip(skip).limit(limit)
        return [_passage(row) async for row in rows]

    async def digests(self, document: Document) -> dict[str, str]:
        """Ids of the passages that may be seen, by what was embedded of them."""
        rows = self._chunks.find(_seen(document), {"digest": 1})
        return {row["digest"]: row["_id"] async for row in rows}

    async def text(self, document: Document, start: int, end: int) -> Excerpt:
        wanted = _seen(document) | {"start": {"$gt": start - TEXT_PIECE, "$lt": end}}
        rows = [row async for row in self._texts.find(wanted).sort("start", 1)]
        if not rows:
            return Excerpt("", [], [], [])
        offset = rows[0]["start"]
        text = "".join(row["text"] for row in rows)[max(0, start - offset) : end - offset]
        pages, tables, sections = (_within(rows, kind, start, end) for kind in ("pages", "tables", "sections"))
        return Excerpt(text, pages, tables, sections)

    async def forget(self, audience: str, document_id: str, *, keep: int | None = None) -> None:
        """All generations, or all but one."""
        wanted = {"audience": audience, "document_id": document_id}
        # not `$ne`, for which the embedded database reads all passages of the audience
        others = [{}] if keep is None else [{"generation": {"$lt": keep}}, {"generation": {"$gt": keep}}]
        for other in others:
            await self._chunks.delete_many({**wanted, **other})
            await self._texts.delete_many({**wanted, **other})


def cut(document: Document, generation: int, text: str, chunks: Iterable[Chunk]) -> list[Passage]:
    """The passages that the chunks become."""
    return [
        Passage(
            id=f"{document.id}:{generation}:{number}", document_id=document.id, generation=generation, number=number,
            text=text[chunk.start : chunk.end], **vars(chunk),
        )
        for number, chunk in enumerate(chunks)
    ]  # fmt: skip


def _owner(document: Document, generation: int) -> dict[str, Any]:
    return {"audience": document.audience, "document_id": document.id, "generation": generation}


def _seen(document: Document) -> dict[str, Any]:
    return _owner(document, document.generation)


def _touching(spans: Iterable[Any], start: int, end: int) -> list[dict[str, Any]]:
    return [span.model_dump() for span in spans if span.start < end and span.end > start]


def _within(rows: Iterable[Mapping[str, Any]], kind: str, start: int, end: int) -> list[Mapping[str, Any]]:
    """Each once, although several pieces may know of it."""
    spans = (span for row in rows for span in row.get(kind, ()))  # not all kinds were kept from the beginning
    return list({span["start"]: span for span in spans if span["start"] < end and span["end"] > start}.values())


_NAMES = tuple(each.name for each in fields(Passage) if each.name != "id")


def _passage(row: Mapping[str, Any]) -> Passage:
    return Passage(id=row["_id"], **{name: row[name] for name in _NAMES if name in row})
