"""Sends each group the report of the day that ended: once, at its own hour, also when we were away at that hour.

Claim, send, move on. A crash in between leaves the group due; it is taken up when the claim runs out, and the keys of
what was sent make a second sending nothing. Of several days that were missed, the last one is reported.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog

from agent_core.channels import Delivery, OutFile, Outgoing
from agent_core.contract import Host
from agent_core.errors import AgentError
from agent_core.happenings import Account
from capabilities.activity.codes import Codes
from capabilities.activity.files import Files
from capabilities.activity.records import GroupRecord
from capabilities.activity.reporting import Report, Reporting
from capabilities.activity.repository import GroupRepository, MemberRepository, RowRepository
from capabilities.activity.sayings import told
from capabilities.activity.spans import DAY, Span
from capabilities.activity.switching import next_report

POLL = 60.0  # seconds; a safety net
CLAIM = timedelta(minutes=5)
RETRY = 10.0  # seconds after a fault of the database
TIDY = timedelta(hours=12)

log = structlog.get_logger(__name__)


class Daily:
    def __init__(
        self, host: Host, groups: GroupRepository, members: MemberRepository, rows: RowRepository,
        reporting: Reporting, codes: Codes, files: Files,
    ) -> None:  # fmt: skip
        self._host = host
        self._groups = groups
        self._members = members
        self._rows = rows
        self._reporting = reporting
        self._codes = codes
        self._files = files
        self._woken = asyncio.Event()
        self._tidied = datetime.min.replace(tzinfo=UTC)

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            pause = RETRY
            try:
                await self.send_due()
                await self._tidy()
                pause = await self._pause()
            except Exception:
                log.exception("activity.fault")
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

    async def send_due(self) -> int:
        """Every report that is due now; returns of how many groups. A fault of one is no other's."""
        sent = 0
        while group := await self._groups.due(now := self._host.now()):
            claimed = group.model_copy(update={"claimed_until": now + CLAIM})
            if not await self._groups.move(group, claimed_until=claimed.claimed_until):
                continue
            try:
                await self._send(claimed, now)
                sent += 1
            except Exception:
                log.exception("activity.not_sent", group=group.id)
        return sent

    async def _send(self, group: GroupRecord, now: datetime) -> None:
        day = group.next_report_at.astimezone(group.tz).date() - DAY
        late = now.astimezone(group.tz).date() - DAY
        report = await self._reporting.report(group, Span(max(day, late), max(day, late)), now)
        if _happened(report):
            await self._deliver(report)
        await self._groups.move(group, next_report_at=next_report(group.at, group.tz, now), claimed_until=None)

    async def _deliver(self, report: Report) -> None:
        group, day = report.group, report.figures.span.first
        file = await self._files.write(report)
        key, text = f"activity:{group.id}:{day}", told(report)
        if group.posted:
            await self._post(key, group, group.external_id, text, file)
        for code, account in await self._readers(group):
            delivery = await self._post(f"{key}:{code}", group, account.external_id, text, file, account.user_id)
            if delivery is None or delivery.state in ("failed", "unknown"):
                link = f"/groups/{group.id}?period=yesterday"
                title = f"{group.title}: report of {day:%A}"
                await self._host.notify(account.user_id, key=key, title=title, text=text, link=link)

    async def _post(
        self, key: str, group: GroupRecord, to: str, text: str, file: OutFile, user_id: str = ""
    ) -> Delivery | None:
        """None when nothing can be sent on the group's platform now."""
        audience = f"user:{user_id}" if user_id else group.audience
        try:
            message = Outgoing(to=to, text=text, subject=group.title, files=[file])
            return await self._host.channels.send(
                key, group.platform, message, user_id=user_id, audience=audience, told=True
            )
        except AgentError as error:
            log.warning("activity.not_posted", group=group.id, error=error.message)
            return None

    async def _readers(self, group: GroupRecord) -> Iterable[tuple[str, Account]]:
        """Members who asked for it, by their linked accounts."""
        wanting = {
            code for code, each in (await self._members.of(group.audience)).items() if each.daily and each.inside
        }
        linked = self._codes.of_accounts(group.audience, await self._host.accounts.on(group.platform))
        return [(code, linked[code]) for code in sorted(wanting & linked.keys())]

    async def _tidy(self) -> None:
        """Files that were sent, and rows of people who want to be kept for a shorter time than the others."""
        now = self._host.now()
        if now - self._tidied < TIDY:
            return
        await self._files.tidy(now)
        for member in await self._members.brief():
            before = now - timedelta(days=member.keep_days or 0)
            await self._rows.remove(member.audience, [member.id], before)
        self._tidied = now

    async def _pause(self) -> float:
        due = await self._groups.next_due()
        left = (due - self._host.now()).total_seconds() if due else POLL
        return min(POLL, max(1.0, left))  # a group that is claimed stays due until its claim runs out


def _happened(report: Report) -> bool:
    """A day on which nothing was said and nobody came or went needs no report."""
    totals = report.figures.totals
    return any((totals.messages, totals.joined, totals.left, totals.subscribed, totals.unsubscribed))
