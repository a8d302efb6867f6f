"""Puts a report together: rows of those who are counted, and names of those who are linked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from agent_core.happenings import Accounts
from capabilities.activity.codes import Codes, shown
from capabilities.activity.figures import Day, Figures, Totals, days_of, figures_of, totals_of
from capabilities.activity.recording import counts
from capabilities.activity.records import GroupRecord, MemberRecord, Row
from capabilities.activity.repository import MemberRepository, RowRepository
from capabilities.activity.spans import Span

WEEK = 7  # days


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


@dataclass(frozen=True)
class Lately:
    days: Sequence[Day]
    week: Totals  # of the last seven of them
    inside: int


class Reporting:
    def __init__(self, members: MemberRepository, rows: RowRepository, codes: Codes, accounts: Accounts) -> None:
        self._members = members
        self._rows = rows
        self._codes = codes
        self._accounts = accounts

    async def report(self, group: GroupRecord, span: Span, now: datetime) -> Report:
        members = await self._members.of(group.audience)
        before = await self._rows_of(group, span.before(), members, now, words=False)
        rows = await self._rows_of(group, span, members, now)
        figures = figures_of(rows, before, span, group.tz)
        names = await self._names(group, [each.member for each in figures.members])
        return Report(group, figures, names, inside(members), now.astimezone(UTC))

    async def lately(self, group: GroupRecord, span: Span, now: datetime) -> Lately:
        """Less than a report: nobody's share, no topics."""
        members = await self._members.of(group.audience)
        rows = await self._rows_of(group, span, members, now, words=False)
        week = Span.ending(span.last, WEEK).bounds(group.tz)[0]
        days = days_of(rows, span, group.tz)
        return Lately(days, totals_of(row for row in rows if row.at >= week), inside(members))

    async def _rows_of(
        self, group: GroupRecord, span: Span, members: dict[str, MemberRecord], now: datetime, *, words: bool = True
    ) -> list[Row]:
        start, end = span.bounds(group.tz)
        return counted(await self._rows.between(group.audience, start, end, words=words), members, now)

    async def _names(self, group: GroupRecord, codes: Iterable[str]) -> dict[str, str]:
        linked = self._codes.of_accounts(group.audience, await self._accounts.on(group.platform))
        return {code: linked[code].name if code in linked else shown(code) for code in codes}


def inside(members: dict[str, MemberRecord]) -> int:
    """How many people who are counted are known to be in the group."""
    return sum(each.inside and each.counted for each in members.values())


def counted(rows: Iterable[Row], members: dict[str, MemberRecord], now: datetime) -> list[Row]:
    """Without those whose time is over, and those of people who are not, or not any more, counted."""
    found = []
    for row in rows:
        member = members.get(row.member)
        if row.expires_at > now and (member is None or counts(member, row, now)):
            found.append(row)
    return found
