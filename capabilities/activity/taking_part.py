"""What each person decides about themselves: being counted, for how long, and getting the report."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from capabilities.activity.records import GroupRecord, MemberRecord
from capabilities.activity.repository import MemberRepository, RowRepository

Changed = Callable[[GroupRecord], Awaitable[None]]


class TakingPart:
    """`changed` is told of groups whose past looks different now, for reports that wait to be sent."""

    def __init__(self, members: MemberRepository, rows: RowRepository, changed: Changed) -> None:
        self._members = members
        self._rows = rows
        self._changed = changed

    async def set(
        self, group: GroupRecord, code: str, now: datetime, *, counted: bool | None = None, daily: bool | None = None,
        keep_days: int | None = None,
    ) -> MemberRecord:  # fmt: skip
        """Change what is given; returns how they took part before."""
        before = await self.of(group, code, now)
        changes: dict[str, Any] = {} if daily is None else {"daily": daily}
        if counted is not None and counted != before.counted:
            changes |= {"counted": counted, "counted_from": now if counted else None}
        if keep_days is not None:
            changes["keep_days"] = keep_days
        if changes:
            await self._members.put(before, **changes)
        if counted is False or keep_days is not None:  # also when it is said again: an earlier try may have ended here
            await self._remove(group, code, None if counted is False else now - timedelta(days=keep_days or 0))
        return before

    async def restore(self, group: GroupRecord, code: str, now: datetime, before: Mapping[str, Any]) -> None:
        """As they took part before; what was removed stays so."""
        member = await self.of(group, code, now)
        since = now if before["counted"] and not member.counted else member.counted_from
        await self._members.put(member, **before, counted_from=since)
        if not before["counted"]:
            await self._remove(group, code, None)

    async def of(self, group: GroupRecord, code: str, now: datetime) -> MemberRecord:
        found = await self._members.get(group.audience, code)
        return found or MemberRecord(_id=code, audience=group.audience, seen_at=now)

    async def _remove(self, group: GroupRecord, code: str, before: datetime | None) -> None:
        await self._rows.remove(group.audience, [code], before)
        await self._changed(group)
