"""One server on a database of its own, so that its whole data folder can be looked through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from agent_core.registry import Registry
from agent_core.settings import Settings
from capabilities.knowledge import Knowledge
from capabilities.planner import Planner
from tests.gateway.doors import Door
from tests.gateway.server import Server, Someone, join, serving, set_up
from tests.security.privacy.people import Teller, in_group

PEOPLE, GROUPS = 20, 5


def packages() -> Registry:
    registry = Registry()
    registry.register(Planner())
    registry.register(Knowledge())
    return registry


@dataclass(frozen=True)
class Town:
    server: Server
    admin: Someone
    people: Sequence[Teller]
    groups: Sequence[Teller]

    @property
    def tellers(self) -> list[Teller]:
        return [*self.people, *self.groups]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("town"), log_level="WARNING")


@pytest.fixture(scope="module")
def town(settings: Settings) -> Iterator[Town]:
    """Twenty people, four of whom talk in each of five groups."""
    with serving(settings, packages()) as server:
        admin = set_up(server)
        people = [Teller(join(server, admin), f"zebra{number:02}person") for number in range(PEOPLE)]
        door = Door(server, admin)
        groups = [in_group(door, people[n].who, f"-10{n}", f"zebra{n:02}group") for n in range(GROUPS)]
        for n, person in enumerate(people[GROUPS:], GROUPS):
            door.speaking_for(door.linked(person.who), f"-10{n % GROUPS}")
        made = Town(server, admin, people, groups)
        for teller in made.tellers:
            teller.tell_everything()
        for teller in (readers := [*people[::2], *groups]):  # half of them, for each is read by a process of its own
            teller.upload()
        for teller in readers:
            teller.until_read()
        yield made
