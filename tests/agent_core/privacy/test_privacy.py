"""Erasure that is cut off goes on; retention removes what is old, and nothing else; an export is a whole zip."""

import json
import zipfile
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from agent_core.compose import Core, open_core
from agent_core.contract import Call, CapabilityPackage, Documents, Host, Result, Risk, capability
from agent_core.errors import CapabilityFailed, Conflict, NotFound
from agent_core.memory.facts import Source
from agent_core.memory.rules import MemoryRules
from agent_core.minds import OneMind
from agent_core.registry import Registry
from agent_core.settings import Settings
from agent_core.storage.database import Database
from tests.agent_core.conftest import NoEmbedder, said
from tests.support.planners import LiteralPlanner, message

NOW = datetime.now(UTC)


class Nothing(CapabilityPackage):
    """Keeps a list of its own beside its rows, and fails to forget as often as it is told to."""

    name = "drawer"
    description = "A drawer."

    def __init__(self) -> None:
        self.kept = {"user:ana": b"socks", "user:ben": b"ties"}
        self.faults = 0

    async def open(self, host: Host) -> None:
        self.rows: Documents = host.collection("drawer")

    @capability(risk=Risk.READ)
    async def look(self, call: Call, nothing: Source) -> Result:
        """Look."""
        return Result(text="socks")

    async def forget(self, audience: str) -> None:
        if self.faults:
            self.faults -= 1
            raise CapabilityFailed("The drawer is stuck.")
        self.kept.pop(audience, None)

    async def export(self, audience: str) -> Mapping[str, bytes]:
        return {"drawer.txt": self.kept[audience]}


class Life:
    """One life of the process."""

    def __init__(self, core: Core, drawer: Nothing, database: Database) -> None:
        self.core, self.drawer, self.database = core, drawer, database

    async def erase(self, user_id: str) -> list[str]:
        gone: list[str] = []
        await self.core.privacy.erasure.erase(user_id, NOW, lambda: gone.append(user_id))
        return gone

    async def count(self, name: str, user_id: str) -> int:
        return await self.database.collection(name).count_documents({"user_id": user_id})

    async def talk(self, user_id: str, text: str = "hello") -> str:
        run = await self.core.assistant.accept(said(text, user_id=user_id))
        await self.core.assistant.result(run.id, user_id)
        return run.conversation_id


@pytest.fixture
def drawer() -> Nothing:
    return Nothing()


@pytest.fixture
def living(database: Database, tmp_path: Path, drawer: Nothing) -> Any:
    async def begun(**settings: Any) -> AsyncIterator[Life]:
        registry = Registry()
        registry.register(drawer)
        known = Settings(data_dir=tmp_path, **settings)
        async with open_core(known, database, registry, NoEmbedder(), OneMind(), local=LiteralPlanner()) as core:
            yield Life(core, drawer, database)

    return begun


@pytest.fixture
async def life(living: Any, database: Database) -> AsyncIterator[Life]:
    for name in ("ana", "ben", "root"):
        person = {"_id": name, "name": name, "email": f"{name}@x", "role": "admin" if name == "root" else "user"}
        await database.collection("users").insert_one(person)
    async for each in living():
        yield each


async def test_a_person_is_gone_with_what_a_package_keeps_elsewhere(life: Life) -> None:
    for user_id in ("ana", "ben"):
        await life.talk(user_id)
        await life.drawer.rows.insert_one({"_id": f"{user_id}1", "audience": f"user:{user_id}"})
        await life.drawer.rows.insert_one({"_id": f"{user_id}2", "audience": "group:g", "user_id": user_id})
    assert await life.erase("ana") == ["ana"]
    assert list(life.drawer.kept) == ["user:ben"]
    assert [row["_id"] async for row in life.drawer.rows.find().sort("_id")] == ["ben1", "ben2"]
    assert (await life.count("runs", "ana"), await life.count("runs", "ben")) == (0, 1)
    assert await life.database.collection("checkpoints").count_documents({}) == 1
    with pytest.raises(NotFound):
        await life.erase("ana")


async def test_what_doors_took_in_and_sent_goes_too_also_from_groups(life: Life) -> None:
    collection = life.database.collection
    link = {"_id": "telegram:4711", "platform": "telegram", "external_id": "4711", "user_id": "ana"}
    await collection("links").insert_one(link)
    for key, chat, sender in (("1", "4711", 4711), ("2", "-100", 4711), ("3", "-100", 14711), ("4", "88", 88)):
        update = {"message": {"from": {"id": sender}, "text": "hello"}}
        await collection("inbox").insert_one(
            {"_id": f"telegram:{key}", "door": "telegram", "chat": chat, "payload": update}
        )
    for key, to, user_id in (("1", "4711", "root"), ("2", "-100", "ana"), ("3", "-100", "ben")):
        await collection("outbox").insert_one({"_id": key, "platform": "telegram", "to": to, "user_id": user_id})
    await life.erase("ana")
    assert [row["_id"] async for row in collection("inbox").find().sort("_id")] == ["telegram:3", "telegram:4"]
    assert [row["_id"] async for row in collection("outbox").find()] == ["3"]
    assert await collection("links").count_documents({}) == 0


async def test_an_erasure_that_failed_is_finished_by_the_next_start(life: Life, living: Any) -> None:
    await life.talk("ana")
    life.drawer.faults = 1
    with pytest.raises(CapabilityFailed, match="stuck"):
        await life.erase("ana")
    assert await life.database.collection("users").count_documents({"_id": "ana"}) == 0  # nobody signs in any more
    assert await life.count("runs", "ana") == 1
    async for later in living():
        await later.core.privacy.erasure.resume()
        assert await later.count("runs", "ana") == 0
        assert "user:ana" not in later.drawer.kept
        assert await later.database.collection("erasures").count_documents({}) == 0


async def test_what_runs_for_a_person_is_stopped_before_they_are_erased(life: Life) -> None:
    slow = message({"id": "s1", "capability": "drawer.look", "title": "x", "arguments": {"said_by": "x"},
                    "depends_on": [], "risk": "read", "seconds": 1.0, "tokens": 0})  # fmt: skip
    await life.core.assistant.accept(said(slow, user_id="ana"))
    await life.erase("ana")
    assert await life.count("runs", "ana") == 0
    assert await life.count("conversations", "ana") == 0


async def test_the_last_administrator_cannot_leave_others_alone(life: Life) -> None:
    with pytest.raises(Conflict, match="last administrator"):
        await life.erase("root")
    await life.erase("ana")
    await life.erase("ben")
    assert await life.erase("root") == ["root"]


async def aged(life: Life, conversation_id: str, days: float) -> None:
    old = {"$set": {"updated_at": NOW - timedelta(days=days)}}
    await life.database.collection("conversations").update_one({"_id": conversation_id}, old)


async def test_each_persons_conversations_are_kept_as_long_as_they_say(life: Life) -> None:
    for user_id in ("ana", "ben"):
        for days in (10, 40):
            await aged(life, await life.talk(user_id), days)
    await life.core.privacy.rules.set("ana", MemoryRules(keep_days=30))
    assert await life.core.privacy.retention.tidy() == 1
    assert (await life.count("conversations", "ana"), await life.count("conversations", "ben")) == (1, 2)
    assert await life.count("runs", "ana") == 1
    assert await life.database.collection("checkpoints").count_documents({}) == 3


async def test_the_servers_rule_holds_for_everybody_and_the_stricter_one_counts(living: Any, life: Life) -> None:
    async for ruled in living(keep_conversations_days=20):
        await ruled.core.privacy.rules.set("ana", MemoryRules(keep_days=5))
        await ruled.core.privacy.rules.set("ben", MemoryRules(keep_days=100))
        for user_id in ("ana", "ben"):
            for days in (1, 10, 40):
                await aged(ruled, await ruled.talk(user_id), days)
        assert await ruled.core.privacy.retention.tidy() == 3
        assert (await ruled.count("conversations", "ana"), await ruled.count("conversations", "ben")) == (1, 2)


async def test_a_forgotten_fact_is_gone_for_good_after_a_day(life: Life) -> None:
    facts = life.core.privacy.facts
    for key, hours in (("one", 30), ("two", 2)):
        fact = await facts.add("user:ana", f"Fact {key}", Source(said_by="ana"), key=key, now=NOW)
        await facts.change(fact, f"forget-{key}", {"deleted_at": NOW - timedelta(hours=hours)}, NOW)
    kept = await facts.add("user:ana", "Fact three", Source(said_by="ana"), key="three", now=NOW)
    await life.core.privacy.retention.tidy()
    left = [row["text"] async for row in life.database.collection("facts").find().sort("text")]
    assert left == [kept.text, "Fact two"]


async def test_an_export_is_to_be_read_and_complete(life: Life) -> None:
    await life.talk("ana", "what about my tulips?")
    await life.talk("ben", "a secret of ben's")
    await life.core.privacy.facts.add("user:ana", "I like tulips", Source(said_by="ana"), key="1", now=NOW)
    await life.drawer.rows.insert_one({"_id": 1, "audience": "user:ana", "sock": "left", "at": NOW, "raw": b"x"})
    pieces = [piece async for piece in life.core.privacy.export.stream("ana", NOW)]
    assert len(pieces) > 5  # as it is made, not at once
    with zipfile.ZipFile(BytesIO(b"".join(pieces))) as opened:
        assert opened.testzip() is None
        held = {name: opened.read(name).decode() for name in opened.namelist()}
    assert {"README.txt", "person.json", "memory.md", "data/drawer.json", "packages/drawer/drawer.txt"} <= held.keys()
    [story] = [name for name in held if name.startswith("conversations/") and name.endswith(".md")]
    assert "what about my tulips?" in held[story]
    assert "You said: what about my tulips?" in held[story]
    assert "I like tulips" in held["memory.md"]
    assert json.loads(held["data/drawer.json"])[0]["sock"] == "left"
    assert held["packages/drawer/drawer.txt"] == "socks"
    assert "ben" not in "".join(held.values())
    assert "password" not in held["person.json"]
