"""Which groups somebody may see: those that one of their linked accounts is in, and in a group that group alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent_core.contract import Call
from agent_core.errors import NeedsAnswer, NotFound
from agent_core.happenings import Account, Accounts
from capabilities.activity.codes import Codes
from capabilities.activity.records import GroupRecord, MemberRecord
from capabilities.activity.repository import GroupRepository, MemberRepository

NONE = (
    "You are in no group that I keep account of. Add me to a group on a platform, have an administrator of it say "
    "/activity on there, link your own account with me, and write something there."
)
ID = re.compile("[0-9a-f]{32}")
NOT_THERE = "There is no such group, or you are not in it."


@dataclass(frozen=True)
class Place:
    """A group and who the person is in it."""

    group: GroupRecord
    member: MemberRecord
    account: Account


class Belonging:
    def __init__(
        self, groups: GroupRepository, members: MemberRepository, codes: Codes, accounts: Accounts
    ) -> None:  # fmt: skip
        self._groups = groups
        self._members = members
        self._codes = codes
        self._accounts = accounts

    async def of(self, user_id: str) -> list[Place]:
        """By title. Nobody is in a group by their own word: an account of theirs was seen in it."""
        accounts = await self._accounts.of(user_id)
        groups = await self._groups.all_of({each.platform for each in accounts}) if accounts else []
        found = [await self._place(group, accounts) for group in groups]
        return sorted((place for place in found if place), key=lambda each: (each.group.title.lower(), each.group.id))

    async def _place(self, group: GroupRecord, accounts: Sequence[Account]) -> Place | None:
        mine = self._codes.of_accounts(group.audience, accounts)
        members = await self._members.among(group.audience, mine)
        inside = next((each for each in members.values() if each.inside), None)
        return Place(group, inside, mine[inside.id]) if inside else None

    async def one(self, user_id: str, group_id: str) -> Place:
        """Raises NotFound, also for a group that they are not in."""
        found = next((place for place in await self.of(user_id) if place.group.id == group_id), None)
        if found is None:
            raise NotFound(NOT_THERE)
        return found

    async def meant(self, call: Call, words: str) -> Place:
        """The group that a call is about. Raises NotFound, or NeedsAnswer when it can be several."""
        if call.audience.startswith("group:"):
            return await self._here(call)
        if not (places := await self.of(call.user_id)):
            raise NotFound(NONE)
        fitting = _fitting(places, words)
        if len(fitting) == 1:
            return fitting[0]
        if not fitting and ID.fullmatch(words):
            raise NotFound(NOT_THERE)
        choices = [(place.group.id, place.group.title) for place in fitting or places]
        raise NeedsAnswer("Which group do you mean?", argument="group", choices=choices)

    async def _here(self, call: Call) -> Place:
        """What is said in a group is about that group and reaches no other one, whoever says it."""
        group = await self._groups.of(call.audience)
        accounts = self._codes.of_accounts(call.audience, await self._accounts.of(call.user_id))
        if group is None or not accounts:
            raise NotFound("No account is kept of this group.")
        known = await self._members.among(call.audience, accounts)
        code = next(iter(known), next(iter(accounts)))
        made = MemberRecord(_id=code, audience=call.audience, inside=True, seen_at=call.now)
        return Place(group, known.get(code, made), accounts[code])


def _fitting(places: Sequence[Place], words: str) -> list[Place]:
    wanted = words.strip().lower()
    by_id = [place for place in places if place.group.id == wanted]
    by_title = [place for place in places if place.group.title.lower() == wanted]
    within = [place for place in places if wanted in place.group.title.lower()]
    return by_id or by_title or within or [place for place in places if place.group.title.lower() in wanted]
