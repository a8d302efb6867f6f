"""What packages send through: implements `Channels` over the outbox and the doors that are open."""

from typing import Any

from agent_core.channels import Contact, Delivery, Outgoing, PlatformState
from agent_core.doors.configs import is_secret
from agent_core.doors.doors import Doors, DoorState
from agent_core.doors.notifying import notice_key
from agent_core.doors.outbox import OVER, Outbox
from agent_core.errors import InvalidInput, NotAllowed, NotFound
from agent_core.memory.links import Links
from agent_core.memory.notices import Notices
from agent_core.memory.people import People, Person

CLOSED = "{name} is not connected here. An administrator connects it on the page Channels."
WHERE_SECRETS_GO = (
    "{fields}: passwords and tokens are not taken in a conversation, which is kept. Enter them on the page Channels."
)


class Sending:
    def __init__(self, outbox: Outbox, doors: Doors, links: Links, people: People, notices: Notices) -> None:
        self._outbox = outbox
        self._doors = doors
        self._links = links
        self._people = people
        self._notices = notices

    def platforms(self) -> list[PlatformState]:
        return [_state(each) for each in self._doors.states()]

    async def opened(self) -> None:
        await self._doors.opened()

    async def contact(self, person: str) -> Contact:
        return await self._contact(await self._people.get(person))

    async def contacts(self, name: str) -> list[Contact]:
        return [await self._contact(each) for each in await self._people.named(name)]

    async def send(
        self, key: str, platform: str, message: Outgoing, *, user_id: str, audience: str, seconds: float = 20.0,
        told: bool = False,
    ) -> Delivery:  # fmt: skip
        """Raises NotFound for a platform that is not open."""
        if platform not in self._doors.platforms():
            raise NotFound(CLOSED.format(name=platform.capitalize()))
        await self._outbox.post(key, platform, message, user_id=user_id, audience=audience, quiet=told)
        delivery = await self._outbox.wait(key, seconds)
        return await self._outbox.heed(key) if told and delivery.state not in OVER else delivery

    async def address(self, person: str, platform: str) -> str:
        """The account that they linked; by e-mail also the address with which they sign in. Raises NotFound."""
        for link in await self._links.of(person):
            if link.platform == platform:
                return link.external_id
        if platform == "email":
            return (await self._people.get(person)).email
        raise NotFound(f"They have no {platform.capitalize()} account connected.")

    async def told(self, user_id: str, key: str) -> list[Delivery]:
        notice = await self._notices.by_key(user_id, key)
        letters = await self._outbox.letters.beginning(notice_key(notice.id, ""), user_id) if notice else []
        return [each.delivery() for each in letters]

    async def configure(self, name: str, values: dict[str, Any], *, user_id: str) -> PlatformState:
        """Without secrets. Raises NotAllowed for who is no administrator, InvalidInput for what does not fit."""
        if (await self._people.get(user_id)).role != "admin":
            raise NotAllowed("Only an administrator may connect a platform.")
        door = self._doors.door(name)
        if secret := [each for each in values if each in door.Settings.model_fields and is_secret(door.Settings, each)]:
            raise InvalidInput(WHERE_SECRETS_GO.format(fields=", ".join(secret)))
        await self._doors.configs.enter(name, door.Settings, values)
        await self._doors.reopen(name)
        return _state(self._doors.state(name))

    async def _contact(self, person: Person) -> Contact:
        linked = [link.platform for link in await self._links.of(person.id)]
        reachable = [each for each in self._doors.platforms() if each in linked or each == "email"]
        return Contact(user_id=person.id, name=person.name, platforms=reachable)


def _state(state: DoorState) -> PlatformState:
    reason = state.reason
    if state.state == "shut":
        missing = [each.name for each in state.settings if each.required and not each.given]
        reason = f"not set up; missing: {', '.join(missing)}" if missing else "not set up"
    return PlatformState(name=state.name, title=state.title, open=state.state == "open", reason=reason)
