"""Questions kept with the document in which the answer stands, so that search is not made worse unnoticed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from agent_core.contract import Call, Documents, Origin, Result
from agent_core.errors import Conflict, NotFound
from capabilities.knowledge import trace_schemas as t
from capabilities.knowledge.finding import find_document
from capabilities.knowledge.labelled import RANKED, ndcg
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.search import Hit, Searcher

MOST = 200  # cases checked at once
Row = dict[str, Any]


@dataclass(frozen=True)
class Cases:
    """A deleted case is hidden, so that it can be brought back."""

    rows: Documents
    repository: Repository
    searcher: Searcher

    async def create_indexes(self) -> None:
        await self.rows.create_index([("audience", 1), ("deleted_at", 1), ("created_at", -1)])

    async def keep(self, call: Call, wanted: t.KeepCase) -> t.CaseResult:
        document = await find_document(self.repository, call.audience, wanted.document)
        row: Row = {
            "_id": _id(call.audience, wanted.question, document.id), "audience": call.audience, "key": call.key,
            "question": wanted.question.strip(), "document_id": document.id, "title": document.title,
            "passages": [place.model_dump() for place in wanted.passages], "created_at": _stored(call.now),
            "origin": call.origin.value, "deleted_at": None, "deleted_by": None,
        }  # fmt: skip
        kept = await self._insert(row)
        created = kept["key"] == call.key
        said = "I keep this question as a case." if created else "This question is kept as a case already."
        return t.CaseResult(
            text=said, case=_view(kept), created=created, change=call.key if created else None, origin=_origin(kept)
        )

    async def _insert(self, row: Row) -> Row:
        """What is kept then: this row, or the one of an earlier call."""
        try:
            await self.rows.insert_one(row)
        except DuplicateKeyError:
            mine = {"_id": row["_id"], "audience": row["audience"]}
            await self.rows.update_one({**mine, "deleted_at": {"$ne": None}, "key": {"$ne": row["key"]}}, {"$set": row})
            return await self.rows.find_one(mine) or row
        return row

    async def undo_keep(self, call: Call, result: t.CaseResult) -> Result:
        if result.change is None:
            return Result(text="It had been kept before, so nothing is taken back.")
        gone = {"$set": {"deleted_at": call.now, "deleted_by": call.key}}
        mine = {"_id": result.case.id, "audience": call.audience, "key": result.change}
        await self.rows.update_one({**mine, "deleted_at": None}, gone)
        return Result(text="The question is no case any more.")

    async def list(self, call: Call, arguments: t.ListCases) -> t.CaseList:
        wanted = {"audience": call.audience, "deleted_at": None}
        skip = int(arguments.cursor) if arguments.cursor.isdecimal() else 0
        found = self.rows.find(wanted).sort([("created_at", -1), ("_id", -1)]).skip(skip).limit(arguments.limit)
        rows = [row async for row in found]
        total = await self.rows.count_documents(wanted)
        more = str(skip + arguments.limit) if skip + arguments.limit < total else None
        text = f"{total or 'No'} {'case' if total == 1 else 'cases'}."
        return t.CaseList(
            text=text, items=[_view(row) for row in rows], total=total, next=more, origin=Origin.UNTRUSTED
        )

    async def delete(self, call: Call, arguments: t.CaseId) -> t.CaseResult:
        mine = {"_id": arguments.case, "audience": call.audience}
        gone = {"$set": {"deleted_at": call.now, "deleted_by": call.key}}
        await self.rows.update_one({**mine, "deleted_at": None}, gone)
        row = await self.rows.find_one({**mine, "deleted_by": call.key})
        if row is None:
            raise NotFound("There is no such case.")
        return t.CaseResult(text="The case is deleted.", case=_view(row), change=call.key, origin=_origin(row))

    async def undo_delete(self, call: Call, result: t.CaseResult) -> Result:
        mine = {"_id": result.case.id, "audience": call.audience, "deleted_by": result.change}
        await self.rows.update_one(mine, {"$set": {"deleted_at": None, "deleted_by": None}})
        if await self.rows.find_one({"_id": result.case.id, "audience": call.audience, "deleted_at": None}) is None:
            raise Conflict("The case has been deleted anew since.")
        return Result(text="The case is back.")

    async def check(self, call: Call, arguments: t.CheckCases) -> t.CasesChecked:
        """Asks every case now."""
        found = self.rows.find({"audience": call.audience, "deleted_at": None}).sort("created_at", 1).limit(MOST)
        items = [await self._checked(call.audience, row) async for row in found]
        ranks = [item.rank for item in items]
        gains = [ndcg([str(place) for place in range(1, RANKED + 1)], frozenset([str(rank)])) for rank in ranks]
        share = sum(item.found for item in items) / len(items) if items else 0.0
        gain = sum(gains) / len(gains) if gains else 0.0
        text = f"{sum(item.found for item in items)} of {len(items)} cases are found among the first {RANKED} passages."
        return t.CasesChecked(
            text=text if items else "No cases are kept yet.", cases=len(items), recall_at_10=round(share, 4),
            ndcg_at_10=round(gain, 4), items=items, origin=Origin.UNTRUSTED,
        )  # fmt: skip

    async def _checked(self, audience: str, row: Row) -> t.CheckedCase:
        hits = await self.searcher.find(audience, row["question"], limit=RANKED)
        rank = next((place for place, hit in enumerate(hits, 1) if _is_expected(hit, row)), None)
        return t.CheckedCase(case=_view(row), rank=rank, found=rank is not None)


def _is_expected(hit: Hit, row: Mapping[str, Any]) -> bool:
    if hit.document.id != row["document_id"]:
        return False
    places = row["passages"]
    return not places or any(place["start"] < hit.passage.end and hit.passage.start < place["end"] for place in places)


def _id(audience: str, question: str, document_id: str) -> str:
    asked = " ".join(question.casefold().split())
    return hashlib.sha256(f"{audience}\n{document_id}\n{asked}".encode()).hexdigest()[:24]


def _stored(moment: datetime) -> datetime:
    """As the database gives it back: to the millisecond."""
    return moment.astimezone(UTC).replace(microsecond=moment.microsecond // 1000 * 1000)


def _origin(row: Mapping[str, Any]) -> Origin:
    return Origin(row["origin"])


def _view(row: Mapping[str, Any]) -> t.CaseView:
    names = ("question", "document_id", "title", "passages", "created_at")
    return t.CaseView(id=row["_id"], **{name: row[name] for name in names})
