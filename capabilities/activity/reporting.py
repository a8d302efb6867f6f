"""Puts a report together: rows of those who are counted, and names of those who are linked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from agent_core.happenings import Accounts
from capabilities.activity.codes import Codes, shown
from capabilities.activity.figures import Figures, figures_of
from capabilities.activity.recording import counts
from capabilities.activity.records import GroupRecord, MemberRecord, Row
from capabilities.activity.repository import MemberRepository, RowRepository
from capabilities.activity.spans import Span


@dataclass(frozen=True)
class Report:
    """`names` has everybody in `figures.members`; `inside` is how many people are known to be in the group."""

    group: GroupRecord
    figures: Figures
    names: dict[str, str]
    inside: int
    made_at: datetime

    @property
    def zone(self) -> ZoneInfo:
        return self.group.tz


class Reporting:
    def __init__(self, members: MemberRepository, rows: RowRepository, codes: Codes, accounts: Accounts) -> None:
        self._members = members
        self._rows = rows
        self._codes = codes
        self._accounts = accounts

    async def report(self, group: GroupRecord, span: Span, now: datetime, *, words: bool = True) -> Report:
        zone, before = group.tz, span.before()
        (start, end), (earlier, _) = span.bounds(zone), before.bounds(zone)
        members = await self._members.of(group.audience)
        rows = counted(await self._rows.between(group.audience, earlier, end, words=words), members, now)
        figures = figures_of([r for r in rows if r.at >= start], [r for r in rows if r.at < start], span, zone)
        names = await self._names(group, [each.member for each in figures.members])
        inside = sum(each.inside and each.counted for each in members.values())
        return Report(group, figures, names, inside, now.astimezone(UTC))

    async def _names(self, group: GroupRecord, codes: Iterable[str]) -> dict[str, str]:
        linked = self._codes.of_accounts(group.audience, await self._accounts.on(group.platform))
        return {code: linked[code].name if code in linked else shown(code) for code in codes}


def counted(rows: Iterable[Row], members: dict[str, MemberRecord], now: datetime) -> list[Row]:
    """Without those whose time is over, and those of people who are not, or not any more, counted."""
    found = []
    for row in rows:
        member = members.get(row.member)
        if row.expires_at > now and (member is None or counts(member, row, now)):
            found.append(row)
    return found
