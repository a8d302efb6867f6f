"""What people say to the assistant in a group after /activity. Anybody may look and decide about themselves;
only an administrator of the group decides about the group."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.errors import InvalidInput
from agent_core.happenings import Group, Reply
from capabilities.activity.codes import Codes
from capabilities.activity.records import GroupRecord
from capabilities.activity.repository import GroupRepository
from capabilities.activity.spans import PERIODS, Period
from capabilities.activity.switching import Switching
from capabilities.activity.taking_part import TakingPart

HELP = """\
/activity report [today, yesterday, this week, last week, this month, last month, last 30 days] – a workbook
/activity optout – you are not counted, and what counted you is removed; /activity optin
/activity daily on – you get the report of each day; /activity daily off
Administrators: /activity on [08:00] [Asia/Almaty] [quiet] · /activity off · /activity forget"""
ONLY_ADMINS = "Only an administrator of this group can do that."
IS_OFF = "No account is kept of this group. An administrator can switch that on with /activity on."
TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@dataclass(frozen=True)
class Given:
    """A command and where it comes from. `record` is None for a group that was never on."""

    group: Group
    record: GroupRecord | None
    member: str
    words: list[str]
    admin: bool
    now: datetime


class Commands:
    def __init__(
        self, groups: GroupRepository, switching: Switching, taking_part: TakingPart, codes: Codes,
        wake: Callable[[], None],
    ) -> None:  # fmt: skip
        self._groups = groups
        self._switching = switching
        self._taking_part = taking_part
        self._codes = codes
        self._wake = wake
        self._for_admins: Mapping[str, Callable[[Given], Awaitable[Reply]]] = {
            "on": self._on, "off": self._off, "forget": self._forget
        }  # fmt: skip
        self._for_all: Mapping[str, Callable[[Given, GroupRecord], Awaitable[Reply]]] = {
            "report": self._report, "daily": self._daily, "": self._state,
            "optout": self._opt_out, "optin": self._opt_in,
        }  # fmt: skip

    async def answer(self, group: Group, member: str, words: str, *, admin: bool, now: datetime) -> Reply:
        name, *rest = words.split() or [""]
        name = name.lower().replace("-", "")
        given = Given(group, await self._groups.of(group.audience), member, rest, admin, now)
        if command := self._for_admins.get(name):
            return await command(given) if admin else Reply(text=ONLY_ADMINS)
        if of_all := self._for_all.get(name):
            return await of_all(given, given.record) if given.record else Reply(text=IS_OFF)
        return Reply(text=HELP)

    async def _on(self, given: Given) -> Reply:
        record = await self._switching.on(given.group, given.now, **_wishes(given.words))
        self._wake()
        where = "posted here" if record.posted else "sent to those who asked for it with /activity daily on"
        return Reply(
            text=f"From now on I count messages, who comes and who goes, and the words that are written about most. "
            f"I keep no texts and no names of people who are not linked with me. The report of each day is {where} at "
            f"{record.at:%H:%M} ({record.zone}). Who does not want to be counted says /activity optout."
        )

    async def _off(self, given: Given) -> Reply:
        if given.record:
            await self._switching.off(given.record)
        return Reply(text="I keep no account of this group any more. /activity forget removes what I have.")

    async def _forget(self, given: Given) -> Reply:
        await self._switching.forget(given.group.audience)
        return Reply(text="What I had of this group's activity is removed.")

    async def _state(self, given: Given, record: GroupRecord) -> Reply:
        member = await self._taking_part.of(record, self._code(given), given.now)
        state = f"on, with a report of each day at {record.at:%H:%M} ({record.zone})" if record.on else "off"
        yours = "You are counted" if member.counted else "You are not counted"
        return Reply(text=f"Activity is {state}. {yours}.\n{HELP}")

    async def _report(self, given: Given, record: GroupRecord) -> Reply:
        asked = " ".join(given.words).lower()
        period = period_called(asked)
        if period is None:
            raise InvalidInput(f"I have no report of “{asked[:60]}”; say one of: {', '.join(PERIODS)}.")
        return Reply(text=f"Here is the report of {period}.", period=period)

    async def _opt_out(self, given: Given, record: GroupRecord) -> Reply:
        await self._taking_part.set(record, self._code(given), given.now, counted=False)
        return Reply(text="You are not counted any more, and what counted you is removed.")

    async def _opt_in(self, given: Given, record: GroupRecord) -> Reply:
        await self._taking_part.set(record, self._code(given), given.now, counted=True)
        return Reply(text="You are counted from now on.")

    async def _daily(self, given: Given, record: GroupRecord) -> Reply:
        wanted = {"on": True, "off": False}.get(" ".join(given.words).lower())
        if wanted is None:
            raise InvalidInput("Say /activity daily on or /activity daily off.")
        await self._taking_part.set(record, self._code(given), given.now, daily=wanted)
        said = f"You get the report of each day at {record.at:%H:%M} ({record.zone})." if wanted else "You get none."
        return Reply(text=said)

    def _code(self, given: Given) -> str:
        return self._codes.of(given.group.audience, given.member)


def period_called(words: str) -> Period | None:
    """Which one is meant; nothing said means the last seven days."""
    plain = words.removeprefix("of ").removeprefix("the ").replace("past", "last").strip()
    alone = {"week": "last 7 days", "month": "last 30 days", "last seven days": "last 7 days", "": "last 7 days"}
    plain = alone.get(plain, plain)
    return next((period for period in PERIODS if period == plain), None)


def _wishes(words: list[str]) -> dict[str, Any]:
    """A time, a zone, `quiet` and `loud`, in any order. Raises InvalidInput for anything else."""
    found: dict[str, Any] = {}
    for word in words:
        if given := TIME.fullmatch(word):
            found["at"] = time(int(given[1]), int(given[2]))
        elif word.lower() in ("quiet", "loud"):
            found["posted"] = word.lower() == "loud"
        else:
            found["zone"] = _zone(word)
    return found


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise InvalidInput(
            f"“{name[:60]}” is no time of day and no time zone; say it as in /activity on 08:00 Asia/Almaty."
        ) from None
