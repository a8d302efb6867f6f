"""One server with a door of paper for all of these tests; every test has people of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agent_core.channels import Outgoing
from agent_core.doors.port import Door
from capabilities.communication import Communication
from tests.gateway.server import Server, Someone, errands_and_planner, join, serving, set_up, settings_for
from tests.support.paper import PaperDoor


class Blotched(PaperDoor):
    """Cannot be opened."""

    name = "blotched"
    title = "Blotched"

    async def open(self, host: object) -> bool:
        raise RuntimeError("the ink ran out")


@dataclass
class World:
    server: Server
    admin: Someone
    door: PaperDoor
    people: dict[str, Someone] = field(default_factory=dict)

    def stranger(self, name: str) -> str:
        """Somebody's account on paper, which nobody linked."""
        return f"{name}{len(self.people)}-{id(object()):x}"

    def linked(self, name: str = "ana") -> tuple[str, Someone]:
        """Somebody with an account here and one on paper."""
        account, person = self.stranger(name), join(self.server, self.admin)
        code = person.post("/api/links/codes").json()["code"]
        self.door.say(account, code)
        self.door.wait(lambda: any("connected to" in text for text in self.door.texts(account)))
        self.people[account] = person
        return account, person

    def shown(self, account: str, words: str) -> Outgoing:
        found: Outgoing = self.door.wait(
            lambda: next((each for each in reversed(self.door.got(account)) if words in each.text), None)
        )
        return found

    def edited(self, account: str, words: str) -> Outgoing:
        """What a message to the account was changed to."""
        found: Outgoing = self.door.wait(
            lambda: next(
                (each for each in list(self.door.paper.edited.values()) if each.to == account and words in each.text),
                None,
            )
        )
        return found


@pytest.fixture(scope="session")
def world(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("doors")
    settings = settings_for(folder, mongodb_uri, public_url="https://assistant.example.org/")
    door, shut = PaperDoor(), PaperDoor(configured=False)
    doors: list[Door] = [door, Blotched(), _named(shut, "parchment")]
    (registry := errands_and_planner()).register(Communication())
    with serving(settings, registry, doors) as server:
        assert door.opened.wait(10)
        yield World(server, set_up(server), door)


def _named(door: PaperDoor, name: str) -> PaperDoor:
    kind = type(name.capitalize(), (PaperDoor,), {"name": name, "title": name.capitalize()})
    door.__class__ = kind
    door.paper.platform = name
    return door
