"""Channels for a package's host in tests: what is sent is kept, once per key."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from agent_core.channels import Contact, Delivery, Outgoing, PlatformState, State
from agent_core.errors import NotAllowed, NotFound


@dataclass
class Pigeons:
    """`people` maps a name to an id, `addresses` a person's id and a platform to an address there."""

    open: list[str] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    outcomes: dict[str, tuple[State, str]] = field(default_factory=dict)  # by address: state and reason
    admins: list[str] = field(default_factory=list)
    sent: dict[str, tuple[str, Outgoing]] = field(default_factory=dict)  # by key: platform and message
    configured: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: dict[tuple[str, str], list[Delivery]] = field(default_factory=dict)  # by person and key

    async def opened(self) -> None:
        """They always are."""

    def platforms(self) -> list[PlatformState]:
        return [PlatformState(name=each, title=each.capitalize(), open=True) for each in self.open]

    async def contacts(self, name: str) -> list[Contact]:
        found = [(shown, user_id) for shown, user_id in self.people.items() if shown.casefold() == name.casefold()]
        return [
            Contact(user_id=each, name=shown, platforms=[where for who, where in self.addresses if who == each])
            for shown, each in found
        ]

    async def contact(self, person: str) -> Contact:
        name = next((shown for shown, each in self.people.items() if each == person), person)
        return Contact(user_id=person, name=name, platforms=[where for who, where in self.addresses if who == person])

    async def send(
        self, key: str, platform: str, message: Outgoing, *, user_id: str, audience: str, seconds: float = 20.0,
        told: bool = False,
    ) -> Delivery:  # fmt: skip
        if platform not in self.open:
            raise NotFound(f"{platform} is not connected.")
        self.sent.setdefault(key, (platform, message))
        state, reason = self.outcomes.get(message.to, ("sent", ""))
        return Delivery(
            key=key, platform=platform, to=message.to, state=state, reason=reason, at=datetime.now(UTC),
            receipt="id" if state == "sent" else "",
        )  # fmt: skip

    async def address(self, person: str, platform: str) -> str:
        try:
            return self.addresses[person, platform]
        except KeyError:
            raise NotFound("They cannot be reached there.") from None

    async def told(self, user_id: str, key: str) -> list[Delivery]:
        return self.notices.get((user_id, key), [])

    async def configure(self, name: str, values: dict[str, Any], *, user_id: str) -> PlatformState:
        if user_id not in self.admins:
            raise NotAllowed("Only an administrator may do this.")
        self.configured[name] = values
        return PlatformState(name=name, title=name.capitalize(), open=True)
