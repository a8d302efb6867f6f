"""Switching a group on and off. Only an administrator of the group may, which the door vouches for."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.happenings import Group
from capabilities.activity.codes import group_id
from capabilities.activity.files import Files
from capabilities.activity.records import GroupRecord
from capabilities.activity.repository import GroupRepository, MemberRepository, RowRepository
from capabilities.activity.schemas import ActivitySettings


class Switching:
    def __init__(
        self,
        groups: GroupRepository,
        members: MemberRepository,
        rows: RowRepository,
        settings: ActivitySettings,
        files: Files,
    ) -> None:
        self._groups = groups
        self._members = members
        self._rows = rows
        self._settings = settings
        self._files = files

    async def on(
        self, group: Group, now: datetime, *, at: time | None = None, zone: str = "", posted: bool | None = None
    ) -> GroupRecord:
        """What is not said stays as it was, or is as the settings say."""
        known = await self._groups.of(group.audience)
        record = known or self._new(group, now)
        changes: dict[str, Any] = {"on": True, "at": at or record.at, "zone": zone or record.zone}
        changes["title"] = group.title or record.title
        changes["posted"] = record.posted if posted is None else posted
        changes["next_report_at"] = next_report(changes["at"], ZoneInfo(changes["zone"]), now)
        record = record.model_copy(update=changes)
        await self._groups.put(record, **record.model_dump(include=set(changes)))
        return record

    def _new(self, group: Group, now: datetime) -> GroupRecord:
        return GroupRecord(
            _id=group_id(group.audience),
            audience=group.audience,
            platform=group.platform,
            external_id=group.id,
            title=group.title or group.id,
            zone=self._settings.zone,
            at=self._settings.report_at,
            next_report_at=now,
        )

    async def off(self, record: GroupRecord) -> None:
        """Nothing more is taken down; what was stays until its time is over."""
        await self._groups.put(record, on=False)

    async def forget(self, audience: str) -> None:
        """Everything: what happened, who is in it, and that it ever was on."""
        if record := await self._groups.of(audience):
            await self._files.remove(record)
        await self._groups.remove(audience)
        await self._rows.remove(audience)
        await self._members.remove(audience)


def next_report(at: time, zone: ZoneInfo, now: datetime) -> datetime:
    """The next time that the group's clocks show `at`; a time they skip in spring comes as much later."""
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(3))
    return next(moment for day in days if (moment := datetime.combine(day, at, zone).astimezone(UTC)) > now)
