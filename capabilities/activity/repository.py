"""Every query of the package. All name the audience, but for the round of daily reports, which serves every group."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from bson.codec_options import CodecOptions
from pydantic import BaseModel
from pymongo import ASCENDING, IndexModel
from pymongo.errors import BulkWriteError, DuplicateKeyError

from agent_core.contract import Documents
from capabilities.activity.records import GroupRecord, MemberRecord, Row

DUPLICATE = 11000
R = TypeVar("R", bound=BaseModel)


def _aware(documents: Documents) -> Documents:
    options: CodecOptions[dict[str, Any]] = CodecOptions(tz_aware=True)
    return documents.with_options(codec_options=options)


async def _put(documents: Documents, record: BaseModel, changes: Mapping[str, Any]) -> None:
    """Make it, or change what is there."""
    made = record.model_dump(by_alias=True)
    try:
        await documents.insert_one({**made, **changes})
    except DuplicateKeyError:
        await documents.update_one({"_id": made["_id"], "audience": made["audience"]}, {"$set": dict(changes)})


class GroupRepository:
    def __init__(self, documents: Documents) -> None:
        self._documents = _aware(documents)

    async def prepare(self) -> None:
        indexes = [[("audience", ASCENDING)], [("on", ASCENDING), ("next_report_at", ASCENDING)]]
        await self._documents.create_indexes([IndexModel(keys) for keys in indexes])

    async def of(self, audience: str) -> GroupRecord | None:
        found = await self._documents.find_one({"audience": audience})
        return GroupRecord.model_validate(found) if found else None

    async def all_of(self, platforms: Iterable[str]) -> list[GroupRecord]:
        """To find those in which somebody is: the codes of members are only known group by group."""
        cursor = self._documents.find({"platform": {"$in": list(platforms)}})
        return [GroupRecord.model_validate(each) async for each in cursor]

    async def put(self, group: GroupRecord, **changes: Any) -> None:
        await _put(self._documents, group, changes)

    async def due(self, now: datetime) -> GroupRecord | None:
        wanted = {"on": True, "next_report_at": {"$lte": now}}
        found = await self._documents.find(wanted).sort("next_report_at", ASCENDING).to_list(100)
        free = (each for each in found if not each.get("claimed_until") or each["claimed_until"] <= now)
        return next((GroupRecord.model_validate(each) for each in free), None)

    async def next_due(self) -> datetime | None:
        found = await self._documents.find({"on": True}).sort("next_report_at", ASCENDING).limit(1).to_list(1)
        return found[0]["next_report_at"] if found else None

    async def move(self, group: GroupRecord, **changes: Any) -> bool:
        """Change the next report of a group that is as it was read; False when it is not."""
        seen = {"_id": group.id, "next_report_at": group.next_report_at, "claimed_until": group.claimed_until}
        return bool((await self._documents.update_one(seen, {"$set": changes})).matched_count)

    async def remove(self, audience: str) -> None:
        await self._documents.delete_many({"audience": audience})


class MemberRepository:
    def __init__(self, documents: Documents) -> None:
        self._documents = _aware(documents)

    async def prepare(self) -> None:
        await self._documents.create_indexes([IndexModel([("audience", ASCENDING), ("_id", ASCENDING)])])

    async def of(self, audience: str) -> dict[str, MemberRecord]:
        return self._by_code([each async for each in self._documents.find({"audience": audience})])

    async def among(self, audience: str, codes: Iterable[str]) -> dict[str, MemberRecord]:
        wanted = {"_id": {"$in": list(codes)}, "audience": audience}
        return self._by_code([each async for each in self._documents.find(wanted)])

    async def get(self, audience: str, code: str) -> MemberRecord | None:
        return (await self.among(audience, [code])).get(code)

    async def put(self, member: MemberRecord, **changes: Any) -> None:
        await _put(self._documents, member, changes)

    async def see(self, member: MemberRecord) -> None:
        """Whether somebody is inside, unless something later is known."""
        known = {"inside": member.inside, "seen_at": member.seen_at}
        try:
            await self._documents.insert_one(member.model_dump(by_alias=True))
        except DuplicateKeyError:
            older = {"_id": member.id, "audience": member.audience, "seen_at": {"$lte": member.seen_at}}
            await self._documents.update_one(older, {"$set": known})

    async def brief(self) -> list[MemberRecord]:
        """Those of any group who want to be kept for a shorter time."""
        cursor = self._documents.find({"keep_days": {"$ne": None}})
        return [MemberRecord.model_validate(each) async for each in cursor]

    async def remove(self, audience: str, codes: Sequence[str] | None = None) -> None:
        """Some of them, or all."""
        some = {"_id": {"$in": list(codes)}} if codes is not None else {}
        await self._documents.delete_many({**some, "audience": audience})

    @staticmethod
    def _by_code(found: Iterable[Mapping[str, Any]]) -> dict[str, MemberRecord]:
        return {each["_id"]: MemberRecord.model_validate(each) for each in found}


class RowRepository:
    def __init__(self, documents: Documents) -> None:
        self._documents = _aware(documents)

    async def prepare(self) -> None:
        by_time, by_member = ([("audience", ASCENDING), (name, ASCENDING)] for name in ("at", "member"))
        expiry = IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)
        await self._documents.create_indexes([IndexModel(by_time), IndexModel(by_member), expiry])

    async def add(self, rows: Sequence[Row]) -> int:
        """How many of them were new."""
        if not rows:
            return 0
        try:
            made = await self._documents.insert_many([row.model_dump(by_alias=True) for row in rows], ordered=False)
        except BulkWriteError as error:
            details = error.details or {}
            if any(each.get("code") != DUPLICATE for each in details.get("writeErrors", [])):
                raise
            return int(details["nInserted"])
        return len(made.inserted_ids)

    async def between(self, audience: str, start: datetime, end: datetime, *, words: bool = True) -> list[Row]:
        """From `start` on and before `end`."""
        wanted = {"audience": audience, "at": {"$gte": start, "$lt": end}}
        cursor = self._documents.find(wanted, None if words else {"words": 0})
        return [Row.model_construct(id=each.pop("_id"), **each) async for each in cursor]

    async def of_members(self, audience: str, members: Sequence[str]) -> list[dict[str, Any]]:
        """All that is kept of them, as it is kept."""
        shown = {"_id": 0, "kind": 1, "at": 1, "length": 1, "words": 1}
        cursor = self._documents.find({"audience": audience, "member": {"$in": list(members)}}, shown)
        return [each async for each in cursor.sort("at", ASCENDING)]

    async def remove(self, audience: str, members: Sequence[str] | None = None, before: datetime | None = None) -> None:
        """Those of some members or of all, the old ones or all."""
        some: dict[str, Any] = {"member": {"$in": list(members)}} if members is not None else {}
        old = {"at": {"$lt": before}} if before else {}
        await self._documents.delete_many({"audience": audience, **some, **old})
