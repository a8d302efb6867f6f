"""Takes down what happened: each thing once, nothing of those who do not want it, and never a text."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from agent_core.happenings import Group, Happening, Observed
from capabilities.activity.codes import Codes
from capabilities.activity.records import GroupRecord, MemberRecord, Row
from capabilities.activity.repository import GroupRepository, MemberRepository, RowRepository
from capabilities.activity.topics import topic_words

SKEW = timedelta(minutes=10)  # a platform's clock may be ahead of ours by so much
INSIDE = {"join": True, "message": True, "subscribe": True, "leave": False}
Members = Mapping[str, MemberRecord]


class Recording:
    def __init__(
        self, groups: GroupRepository, members: MemberRepository, rows: RowRepository, codes: Codes, days: int
    ) -> None:
        self._groups = groups
        self._members = members
        self._rows = rows
        self._codes = codes
        self._kept = timedelta(days=days)

    async def observe(self, group: Group, happenings: Sequence[Happening], now: datetime) -> Observed:
        """A batch may be told again, wholly or in part, at any time."""
        audience = group.audience
        record = await self._groups.of(audience)
        if record is None or not record.on:
            return Observed(on=False)
        await self._call_it(record, group.title)
        by_code = {each.member: self._codes.of(audience, each.member) for each in happenings}
        members = await self._members.among(audience, by_code.values())
        rows = {row.id: row for row in (self._row(audience, each, by_code[each.member]) for each in happenings)}
        taken = [row for row in rows.values() if self._wanted(row, members.get(row.member), now)]
        new = await self._rows.add(taken)
        await self._note_members(audience, happenings, by_code, now)
        await self._look_again(audience, {row.member for row in taken})
        return Observed(on=True, recorded=new, known=len(taken) - new, left_out=len(rows) - len(taken))

    async def _call_it(self, record: GroupRecord, title: str) -> None:
        if title and title != record.title:
            await self._groups.put(record, title=title)

    def _row(self, audience: str, told: Happening, code: str) -> Row:
        is_message = told.kind == "message"
        at = told.at.replace(second=0, microsecond=0)
        return Row(
            _id=sha256(f"{audience}\0{told.id}".encode()).hexdigest()[:32],
            audience=audience,
            kind=told.kind,
            at=at,
            member=code,
            length=len(told.text) if is_message else 0,
            words=[tuple(word) for word in topic_words(told.text)] if is_message else [],
            expires_at=at + self._kept,
        )

    def _wanted(self, row: Row, member: MemberRecord | None, now: datetime) -> bool:
        if not now - self._kept < row.at <= now + SKEW:
            return False
        return member is None or counts(member, row, now)

    async def _note_members(
        self, audience: str, happenings: Sequence[Happening], by_code: Mapping[str, str], now: datetime
    ) -> None:
        """Who is inside, by the last thing known of each."""
        telling = [each for each in happenings if each.kind in INSIDE and each.at <= now + SKEW]
        for each in {each.member: each for each in sorted(telling, key=lambda each: each.at)}.values():
            code = by_code[each.member]
            await self._members.see(
                MemberRecord(_id=code, audience=audience, inside=INSIDE[each.kind], seen_at=each.at)
            )

    async def _look_again(self, audience: str, codes: set[str]) -> None:
        """Somebody may have opted out between our look at the members and our writing."""
        now_out = [code for code, each in (await self._members.among(audience, codes)).items() if not each.counted]
        if now_out:
            await self._rows.remove(audience, now_out)


def counts(member: MemberRecord, row: Row, now: datetime) -> bool:
    """Whether a row of somebody may be kept and shown."""
    if not member.counted or (member.counted_from and row.at < member.counted_from):
        return False
    return member.keep_days is None or row.at > now - timedelta(days=member.keep_days)
