"""Who is meant, and where they are reached: a person here by name, or an address of a platform as it is."""

import re
from dataclasses import dataclass

from agent_core.channels import Contact
from agent_core.contract import Call, Channels
from agent_core.errors import CapabilityFailed, NeedsAnswer, NotFound

ME = ("me", "myself", "mich", "mir", "yo", "moi")
PERSON = "person:"  # before an id, as the answer to the question who is meant
NUMBER = re.compile(r"\+[\d ()/.-]{7,24}")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NATIVE = {"slack": re.compile(r"[UWCDG][A-Z0-9]{5,}"), "telegram": re.compile(r"-?\d{4,}")}
NOBODY = (
    "I know nobody called “{name}” here. Use their full name, or an address such as ana@example.org or +491511234567."
)


@dataclass(frozen=True)
class Target:
    platform: str
    to: str
    shown: str


class Recipients:
    def __init__(self, channels: Channels) -> None:
        self._channels = channels

    async def find(self, call: Call, recipient: str, platform: str, argument: str = "recipient") -> Target:
        """Raises NeedsAnswer when several people are meant, CapabilityFailed when nobody can be reached."""
        await self._channels.opened()  # a step that goes on after a crash comes before the doors are open
        self._check(platform)
        if address := _address(recipient.strip(), platform):
            self._check(address.platform)
            return address
        person = await self.person(call, recipient, argument)
        where = platform or self._preferred(person)
        try:
            return Target(where, await self._channels.address(person.user_id, where), person.name)
        except NotFound as error:
            raise CapabilityFailed(f"{person.name} cannot be reached there: {error.message}") from None

    async def person(self, call: Call, name: str, argument: str) -> Contact:
        """Somebody with an account here."""
        plain = name.strip()
        if plain.casefold() in ME:
            return await self._channels.contact(call.user_id)
        if plain.startswith(PERSON):
            return await self._by_id(plain.removeprefix(PERSON))
        found = await self._channels.contacts(plain)
        if not found:
            raise CapabilityFailed(NOBODY.format(name=plain))
        if len(found) > 1:
            choices = [(f"{PERSON}{each.user_id}", f"{each.name} ({', '.join(each.platforms)})") for each in found]
            raise NeedsAnswer(f"Which {found[0].name} do you mean?", argument=argument, choices=choices)
        return found[0]

    async def _by_id(self, person: str) -> Contact:
        try:
            return await self._channels.contact(person)
        except NotFound:
            raise CapabilityFailed("There is no such person.") from None

    def _preferred(self, person: Contact) -> str:
        """Where somebody talks to us comes before their mailbox."""
        if not person.platforms:
            raise CapabilityFailed(
                f"{person.name} has connected no account on a platform that can be reached from here."
            )
        return next((each for each in person.platforms if each != "email"), person.platforms[0])

    def _check(self, platform: str) -> None:
        """Raises CapabilityFailed for a platform that is not open."""
        known = {each.name: each for each in self._channels.platforms()}
        if platform and platform not in known:
            raise CapabilityFailed(f"There is no platform {platform!r} here; there are: {', '.join(known) or 'none'}.")
        if platform and not known[platform].open:
            reason = f" ({known[platform].reason})" if known[platform].reason else ""
            raise CapabilityFailed(
                f"{known[platform].title} is not connected{reason}. An administrator connects it on the page Channels."
            )


def _address(recipient: str, platform: str) -> Target | None:
    if platform in ("", "email") and ADDRESS.fullmatch(recipient):
        return Target("email", recipient, recipient)
    if platform in ("", "whatsapp") and NUMBER.fullmatch(recipient):
        number = "+" + re.sub(r"\D", "", recipient)
        return Target("whatsapp", number, number)
    native = NATIVE.get(platform)
    return Target(platform, recipient, recipient) if native and native.fullmatch(recipient) else None
