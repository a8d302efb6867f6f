"""After somebody is erased nothing of them is left: in no collection, no index, no file, and no byte of the folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from agent_core.settings import Settings
from agent_core.storage.embedded import EmbeddedDatabase
from tests.gateway.doors import Door
from tests.gateway.server import PASSWORD, Server, Someone, join, serving, set_up
from tests.security.privacy.conftest import packages
from tests.security.privacy.people import Teller, in_group

CONFIRMED = {"password": PASSWORD, "confirm": "erase everything"}
ANA, BEN = "quagga31ana", "quagga42ben"


@dataclass(frozen=True)
class Resident:
    """Somebody who has put their word into everything, by themselves and in a group, and what tells of them."""

    who: Someone
    marks: Sequence[str]


def move_in(server: Server, admin: Someone, door: Door, canary: str) -> Resident:
    who = join(server, admin)
    who.http.patch("/api/me", json={"name": f"Name {canary}"})
    account = door.linked(who)
    alone, shared = Teller(who, canary), in_group(door, who, "-77", canary)
    shared.later = f"20{canary[6:8]}-05-05T10:00:00+00:00"  # or the other's event would be named as overlapping
    for teller in (alone, shared):
        teller.tell_everything()
        teller.upload()
    for teller in (alone, shared):
        teller.until_read()
    for path, body in (
        ("documents/search-cases", {"question": f"Who is {canary}?", "document": alone.ids["document"]}),
        ("permissions/planner.create_task", {"decision": "allow"}),
        ("memory/settings", {"learn": "off", "keep_days": 90}),
    ):
        who.http.put(f"/api/{path}", json=body)
    return Resident(who, [canary, who.id, who.email, account])


async def rows_with(uri: str, marks: Sequence[str]) -> dict[str, int]:
    """Collection → how many of its rows hold one of the marks, in any field."""
    found: dict[str, int] = {}
    async with AsyncMongoClient[dict[str, Any]](uri) as client:
        for base in await client.list_database_names():
            for name in await client[base].list_collection_names():
                held = [row async for row in client[base][name].find() if any(mark in str(row) for mark in marks)]
                if held:
                    found[name] = len(held)
    return found


def files_with(folder: Path, marks: Sequence[str]) -> list[str]:
    held = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in held if any(mark.encode() in path.read_bytes() for mark in marks))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", log_level="WARNING")


async def test_after_an_erasure_nothing_of_the_person_is_left_anywhere(settings: Settings) -> None:
    with serving(settings, packages()) as server:
        admin = set_up(server)
        door = Door(server, admin)
        ana, ben = (move_in(server, admin, door, canary) for canary in (ANA, BEN))
        refusals(ana.who, ben.who)
        assert ana.who.post("/api/me/erase", CONFIRMED).status_code == 204
        assert ana.who.get("/api/me").status_code == 401
        assert login(server, ana.who).status_code == 401
        assert door.act(ana.marks[-1]).status_code == 404
        assert "Sunday" in ben.who.get("/api/memory").text
        assert ben.who.get("/api/documents", params={"query": BEN}).json()["total"] == 1
    async with EmbeddedDatabase(settings.data_dir / "database") as uri:
        assert await rows_with(uri, ana.marks) == {}
        left = await rows_with(uri, ben.marks)  # the control: what was made for both is found of him
    kept = {"users", "sessions", "runs", "conversations", "facts", "effects", "tasks", "notes", "reminders", "events",
            "documents", "chunks", "texts", "files", "links", "groups", "checkpoints", "memory_rules"}  # fmt: skip
    assert kept <= left.keys(), kept - left.keys()
    assert files_with(settings.data_dir, ana.marks) == []
    assert len(files_with(settings.data_dir, ben.marks)) >= 3


def refusals(ana: Someone, ben: Someone) -> None:
    """Without the password, without saying so, and by somebody who is no administrator, nothing is erased."""
    assert ana.post("/api/me/erase", CONFIRMED | {"password": "wrong password"}).status_code == 403
    assert ana.post("/api/me/erase", {"password": PASSWORD}).status_code == 422
    assert ben.post(f"/api/users/{ana.id}/erase", CONFIRMED).status_code == 403
    assert "Sunday" in ana.get("/api/memory").text


def login(server: Server, someone: Someone) -> Any:
    with server.client() as http:
        return http.post("/api/auth/login", json={"email": someone.email, "password": PASSWORD, "client": "api"})
