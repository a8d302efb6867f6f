"""What goes on in groups: counted without a model, reported as an Excel workbook."""

import asyncio
import json
from collections.abc import Mapping, Sequence

from agent_core.contract import Call, CapabilityPackage, Host, Origin, Result, Risk, capability
from agent_core.errors import InvalidInput, NotFound
from agent_core.happenings import Group, Happening, Observed, Reply, Sheet
from capabilities.activity import phrases
from capabilities.activity import schemas as s
from capabilities.activity.belonging import Belonging, Place
from capabilities.activity.codes import Codes, kept_key
from capabilities.activity.commands import IS_OFF, Commands, period_called
from capabilities.activity.daily import Daily
from capabilities.activity.files import Files
from capabilities.activity.recording import Recording
from capabilities.activity.records import GroupRecord, MemberRecord
from capabilities.activity.reporting import Report, Reporting
from capabilities.activity.repository import GroupRepository, MemberRepository, RowRepository
from capabilities.activity.sending import Sending
from capabilities.activity.spans import PERIODS, Period, Span, span_between, span_of
from capabilities.activity.switching import Switching
from capabilities.activity.taking_part import TakingPart
from capabilities.activity.viewing import group_view, report_view
from capabilities.activity.workbook import file_name, workbook_of

SHOWN_DAYS = 14
READ, WRITE, SEND = Risk.READ, Risk.WRITE, Risk.SEND


class Activity(CapabilityPackage):
    """Implements `happenings.Observer` beside its capabilities."""

    name = "activity"
    description = "What goes on in groups that want it counted: reports, with nobody in them who does not want to be."

    async def open(self, host: Host) -> None:
        self._host, self._settings = host, host.settings(s.ActivitySettings)
        names = ("activity_groups", "activity_members", "activity_rows")
        groups, members, rows = (host.collection(name) for name in names)
        self._groups, self._members, self._rows = (
            GroupRepository(groups),
            MemberRepository(members),
            RowRepository(rows),
        )
        await asyncio.gather(self._groups.prepare(), self._members.prepare(), self._rows.prepare())
        self._codes = Codes(await asyncio.to_thread(kept_key, host.data_dir / "members.key"))
        self._assemble(host)
        host.spawn("activity.daily", self._daily.run())

    def _assemble(self, host: Host) -> None:
        parts = self._groups, self._members, self._rows
        self._belonging = Belonging(self._groups, self._members, self._codes, host.accounts)
        self._reporting = Reporting(self._members, self._rows, self._codes, host.accounts)
        self._files, self._sending = Files(host, self._reporting), Sending(host)
        self._recording = Recording(*parts, self._codes, self._settings.retention_days)
        self._taking_part = TakingPart(self._members, self._rows, self._files.rewrite)
        self._daily = Daily(host, *parts, self._reporting, self._codes, self._files)
        switching = Switching(*parts, self._settings, self._files)
        self._commands = Commands(self._groups, switching, self._taking_part, self._codes, self._daily.wake)

    # what a door calls

    async def observe(self, group: Group, happenings: Sequence[Happening]) -> Observed:
        return await self._recording.observe(group, happenings, self._host.now())

    async def command(self, group: Group, member: str, words: str, *, admin: bool) -> Reply:
        try:
            return await self._commands.answer(group, member, words, admin=admin, now=self._host.now())
        except InvalidInput as error:
            return Reply(text=error.message)

    async def report_of(self, group: Group, period: str) -> Sheet:
        record = await self._groups.of(group.audience)
        if record is None:
            raise NotFound(IS_OFF)
        return await self._sheet(await self._of_period(record, _period(period)))

    async def report_for(self, user_id: str, group_id: str, period: str) -> Sheet:
        place = await self._belonging.one(user_id, group_id)
        return await self._sheet(await self._of_period(place.group, _period(period)))

    async def _of_period(self, group: GroupRecord, period: Period) -> Report:
        now = self._host.now()
        return await self._reporting.report(group, span_of(period, now.astimezone(group.tz).date()), now)

    async def _asked_for(self, place: Place, arguments: s.ReportOf) -> Report:
        now = self._host.now()
        today = now.astimezone(place.group.tz).date()
        if arguments.last_days:
            span = Span.ending(today, arguments.last_days)
        elif arguments.since:
            span = span_between(arguments.since, arguments.until, today)
        else:
            span = span_of(arguments.period or "last 7 days", today)
        return await self._reporting.report(place.group, span, now)

    async def _sheet(self, report: Report) -> Sheet:
        return Sheet(name=file_name(report), data=await asyncio.to_thread(workbook_of, report))

    # what a person calls

    @capability(risk=READ, seconds=0.5, examples=phrases.LIST_GROUPS)
    async def list_groups(self, call: Call, arguments: s.Nothing) -> s.GroupList:
        """Show the groups that the person is in and that account is kept of, with what went on in them lately."""
        in_group = call.audience.startswith("group:")
        places = [await self._belonging.meant(call, "")] if in_group else await self._belonging.of(call.user_id)
        items = [await self._view(place) for place in places]
        said = "; ".join(f"{each.title} ({each.week.messages:,} messages in the last seven days)" for each in items)
        return s.GroupList(text=said or "There is no group of yours that I count.", items=items, origin=_of(items))

    @capability(risk=READ, seconds=1.0, examples=phrases.REPORT)
    async def group_report(self, call: Call, arguments: s.ReportOf) -> s.ReportView:
        """Say how active a group was: messages, who came and went, busiest hours, what was written about most."""
        place = await self._belonging.meant(call, arguments.group)
        return report_view(await self._asked_for(place, arguments))

    @capability(risk=SEND, keyed=True, seconds=20.0, examples=phrases.SEND_REPORT)
    async def send_report(self, call: Call, arguments: s.SendReport) -> s.SentReport:
        """Send the activity report of a group as an Excel workbook to the person's own e-mail or other account."""
        place = await self._belonging.meant(call, arguments.group)
        report = await self._asked_for(place, arguments)
        return await self._sending.send(call, report, await self._files.write(report), arguments.by)

    @capability(risk=WRITE, undo="undo", seconds=0.5, examples=phrases.OPT_OUT)
    async def opt_out(self, call: Call, arguments: s.OneGroup) -> s.GroupResult:
        """Stop counting the person in a group and remove what was counted of them; reports are without them at once."""
        said = "You are not counted in {title} any more, and what counted you there is removed."
        return await self._take_part(call, s.TakePart(group=arguments.group, counted=False), said)

    @capability(risk=WRITE, undo="undo", seconds=0.5, examples=phrases.OPT_IN)
    async def opt_in(self, call: Call, arguments: s.OneGroup) -> s.GroupResult:
        """Count the person in a group again, from now on."""
        said = "You are counted in {title} from now on."
        return await self._take_part(call, s.TakePart(group=arguments.group, counted=True), said)

    @capability(risk=WRITE, undo="undo", seconds=0.5, examples=phrases.TAKE_PART)
    async def take_part(self, call: Call, arguments: s.TakePart) -> s.GroupResult:
        """Choose for a group whether the person is counted, for how many days, and whether the daily report comes."""
        return await self._take_part(call, arguments, "It is so in {title} now.")

    async def _take_part(self, call: Call, wanted: s.TakePart, said: str) -> s.GroupResult:
        place = await self._belonging.meant(call, wanted.group)
        changes = wanted.model_dump(exclude={"group"})
        before = await self._taking_part.set(place.group, place.member.id, self._host.now(), **changes)
        return await self._changed(place, before, said.format(title=place.group.title))

    async def _changed(self, place: Place, before: MemberRecord, said: str) -> s.GroupResult:
        member = await self._taking_part.of(place.group, place.member.id, self._host.now())
        view = await self._view(Place(place.group, member, place.account))
        known = s.Before(**before.model_dump(include={"counted", "daily", "keep_days"}))
        return s.GroupResult(text=said, group=view, before=known, origin=Origin.UNTRUSTED)

    async def undo(self, call: Call, result: s.GroupResult) -> Result:
        """Take part as before. What was removed does not come back."""
        place = await self._belonging.meant(call, result.group.id)
        before = result.before
        await self._taking_part.restore(place.group, place.member.id, self._host.now(), before.model_dump())
        lost = " What had been removed stays removed." if before.counted and not result.group.counted else ""
        return Result(text=f"You take part in {place.group.title} as before.{lost}", origin=Origin.UNTRUSTED)

    async def _view(self, place: Place) -> s.GroupView:
        now, today = self._host.now(), self._host.now().astimezone(place.group.tz).date()
        lately = await self._reporting.lately(place.group, Span.ending(today, SHOWN_DAYS), now)
        return group_view(place, lately, self._settings.retention_days)

    # what is theirs

    async def forget(self, audience: str) -> None:
        """The rows of a person in all groups: they are under codes, which only their linked accounts lead to."""
        for group, codes in await self._traces(audience):
            await self._rows.remove(group.audience, codes)
            await self._members.remove(group.audience, codes)
            await self._files.rewrite(group)

    async def export(self, audience: str) -> Mapping[str, bytes]:
        found = [
            {
                "group": group.title,
                "platform": group.platform,
                "happened": await self._rows.of_members(group.audience, codes),
            }
            for group, codes in await self._traces(audience)
        ]
        return {"activity.json": json.dumps(found, indent=1, default=str).encode()} if found else {}

    async def _traces(self, audience: str) -> list[tuple[GroupRecord, list[str]]]:
        if not audience.startswith("user:"):
            return []
        accounts = await self._host.accounts.of(audience.removeprefix("user:"))
        groups = await self._groups.all_of({each.platform for each in accounts}) if accounts else []
        return [(group, list(self._codes.of_accounts(group.audience, accounts))) for group in groups]


def _period(words: str) -> Period:
    found = period_called(words.lower())
    if found is None:
        raise InvalidInput(f"There is no period {words[:60]!r}; take one of: {', '.join(PERIODS)}.")
    return found


def _of(items: Sequence[s.GroupView]) -> Origin:
    """Titles are written by others."""
    return Origin.UNTRUSTED if items else Origin.TRUSTED
