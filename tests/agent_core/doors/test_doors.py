"""Doors side by side: opened, listed, set up anew; what is entered for them is sealed; missed notices still come."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import BaseModel, Field, SecretStr

from agent_core.doors.configs import Configs
from agent_core.doors.doors import Doors
from agent_core.doors.host import Surroundings
from agent_core.doors.notifying import Notifying
from agent_core.doors.outbox import Outbox
from agent_core.doors.port import Door, DoorHost
from agent_core.errors import InvalidInput, NotFound
from agent_core.memory.codes import Codes
from agent_core.memory.links import Links
from agent_core.memory.notices import Notices
from agent_core.memory.people import People
from agent_core.queue.bus import Bus
from agent_core.runs import RunStore
from agent_core.storage.database import Database
from agent_core.storage.vault import Vault
from tests.agent_core.doors.world import Boxes, Recorder, until

KEYS = [Fernet.generate_key().decode() for _ in range(2)]


class WireSettings(BaseModel):
    place: str = Field("", description="where", json_schema_extra={"needed": True})
    word: SecretStr | None = Field(None, description="secret")
    size: int = Field(3, ge=1, description="how large")


class WireDoor(Door):
    name = "pigeon"
    title = "Pigeon"
    Settings = WireSettings

    def __init__(self) -> None:
        self.recorder = Recorder()
        self.channel = self.recorder
        self.seen: list[WireSettings] = []

    async def open(self, host: DoorHost) -> bool:
        self.seen.append(host.settings(WireSettings))
        return bool(self.seen[-1].place)


@dataclass
class House:
    boxes: Boxes
    doors: Doors
    outbox: Outbox


async def _token(name: str) -> str:
    return f"token of {name}"


AROUND = Surroundings(base_url="http://127.0.0.1:1", public_url="", token_of=_token)


def configs(boxes: Boxes, *keys: str) -> Configs:
    return Configs(
        boxes.database.collection("door_settings"), lambda: Vault([SecretStr(each) for each in keys or KEYS[:1]])
    )


@asynccontextmanager
async def house(boxes: Boxes, folder: Path, *doors: Door) -> AsyncIterator[House]:
    async with boxes.sending() as outbox:
        known = Doors(
            outbox=outbox, configs=configs(boxes), inbox_of=lambda name: boxes.inbox(door=name), folder=folder,
            collection=boxes.database.collection, embedded=True,
        )  # fmt: skip
        for door in doors:
            known.add(door)
        await known.open(AROUND)
        yield House(boxes, known, outbox)
        await known.close()


async def test_what_is_entered_is_sealed_and_counts_before_the_environment(
    boxes: Boxes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENTIC_PIGEON_PLACE", "the roof")
    monkeypatch.setenv("AGENTIC_PIGEON_SIZE", "7")
    door = WireDoor()
    async with house(boxes, tmp_path, door) as home:
        assert home.doors.state("pigeon").state == "open"
        await home.doors.configs.enter("pigeon", WireSettings, {"place": "the tower", "word": "open sesame"})
        await home.doors.reopen("pigeon")
    assert [(each.place, each.size) for each in door.seen] == [("the roof", 7), ("the tower", 7)]
    stored = str([each async for each in boxes.database.collection("door_settings").find({})])
    assert "sesame" not in stored
    assert "tower" not in stored
    later = configs(boxes, KEYS[1], KEYS[0])  # a new key in front
    await later.load()
    word = later.settings("pigeon", WireSettings).word
    assert word
    assert word.get_secret_value() == "open sesame"
    newest = configs(boxes, KEYS[1])  # the old one is gone: it was sealed anew
    await newest.load()
    assert newest.settings("pigeon", WireSettings).place == "the tower"


@pytest.mark.parametrize("values", [{"size": "0"}, {"size": "large"}, {"colour": "red"}])
async def test_what_does_not_fit_changes_nothing(boxes: Boxes, values: dict[str, str]) -> None:
    kept = configs(boxes)
    with pytest.raises(InvalidInput):
        await kept.enter("pigeon", WireSettings, values)
    assert kept.settings("pigeon", WireSettings).size == 3


async def test_a_door_that_cannot_be_loaded_or_opened_is_listed_and_the_rest_goes_on(
    boxes: Boxes, tmp_path: Path
) -> None:
    class Broken(WireDoor):
        name = "broken"

        async def open(self, host: DoorHost) -> bool:
            raise OSError("the roof is gone")

    async with house(boxes, tmp_path, Broken(), WireDoor()) as home:
        home.doors.load([EntryPoint("gone", "no_such_module:Door", "agentic.doors")])
        states = {each.name: each.state for each in home.doors.states()}
        assert states == {"broken": "broken", "pigeon": "shut", "gone": "broken"}
        with pytest.raises(NotFound):
            home.doors.door("gone")
        await home.doors.configs.enter("pigeon", WireSettings, {"place": "the roof"})
        await home.doors.reopen("pigeon")
        assert home.doors.platforms() == ["pigeon"]


async def test_notices_that_came_while_nothing_listened_are_brought_once(boxes: Boxes, tmp_path: Path) -> None:
    database, bus, door = boxes.database, Bus(), WireDoor()
    notices = Notices(database.collection("notifications"), bus)
    links = _links(database, notices)
    code = await links.code("ana")
    await links.claim("pigeon", "tower 7", "Ana", code.text)
    await notices.add("ana", key="reminder", title="Water the *plants*")  # nobody listens yet
    async with house(boxes, tmp_path, door) as home:
        await home.doors.configs.enter("pigeon", WireSettings, {"place": "the roof"})
        await home.doors.reopen("pigeon")
        for _ in range(2):  # it starts, and starts again
            async with _listening(home, links, notices, bus, database):
                await until(lambda: door.recorder.sent)
        async with _listening(home, links, notices, bus, database):
            await notices.add("ana", key="live", title="Now")
            await until(lambda: len(door.recorder.sent) == 2)
            await links.set_notify("pigeon:tower 7", "ana", False)
            await notices.add("ana", key="quiet", title="Not there")
            await notices.add("ana", key="wanted", title="There in any case", via="pigeon")
            await until(lambda: len(door.recorder.sent) == 3)
    assert door.recorder.texts() == [r"**Water the \*plants\***", "**Now**", "**There in any case**"]


def _links(database: Database, notices: Notices) -> Links:
    codes = Codes(database.collection("link_codes"), database.collection("link_tries"))
    return Links(database.collection("links"), codes, notices, lambda: datetime.now(UTC))


@asynccontextmanager
async def _listening(
    home: House, links: Links, notices: Notices, bus: Bus, database: Database
) -> AsyncIterator[Notifying]:
    notifying = Notifying(
        outbox=home.outbox, doors=home.doors, links=links, notices=notices,
        people=People(database.collection("users")), runs=RunStore(database.collection("runs"), "me"), bus=bus,
        clock=lambda: datetime.now(UTC), public_url="",
    )  # fmt: skip
    task = asyncio.create_task(notifying.run())
    await until(lambda: "user:*" in bus.topics)
    try:
        yield notifying
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
