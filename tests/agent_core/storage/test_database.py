"""The connection: what it promises, and what it says when it cannot be made."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pydantic import BaseModel, SecretStr

from agent_core.errors import ConfigurationError, Unavailable
from agent_core.settings import Settings
from agent_core.storage.daemon import free_port
from agent_core.storage.database import Database, open_database
from agent_core.storage.migrations import MIGRATIONS


async def refusal(uri: str, folder: Path) -> str:
    settings = Settings(data_dir=folder, mongodb_uri=SecretStr(uri))
    with pytest.raises(ConfigurationError) as caught:
        async with open_database(settings):
            pass
    return str(caught.value)


async def test_writes_are_acknowledged_by_the_majority_from_the_journal(database: Database) -> None:
    concern = database.collection("things").write_concern.document
    assert (concern["w"], concern["j"]) == ("majority", True)


async def test_times_come_back_with_their_zone(database: Database) -> None:
    await database.collection("things").insert_one({"at": datetime(2026, 3, 1, 12, tzinfo=UTC)})
    found = await database.collection("things").find_one()
    assert found is not None
    assert found["at"] == datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_its_representation_holds_no_password(database: Database) -> None:
    password = urlsplit(database.uri).password
    assert password
    assert password not in repr(database)


async def test_an_address_where_nothing_answers_is_named_without_its_password(tmp_path: Path) -> None:
    port = free_port()
    said = await refusal(f"mongodb://ana:hush@127.0.0.1:{port}/?serverSelectionTimeoutMS=200", tmp_path)
    assert f"127.0.0.1:{port} (AGENTIC_MONGODB_URI) does not answer" in said
    assert "hush" not in said


async def test_a_wrong_password_is_refused_with_the_reason(mongodb_uri: str, tmp_path: Path) -> None:
    wrong = mongodb_uri.replace(str(urlsplit(mongodb_uri).password), "hush")
    said = await refusal(wrong, tmp_path)
    assert "AuthenticationFailed" in said
    assert "hush" not in said


async def test_no_password_is_refused_with_the_reason(mongodb_uri: str, tmp_path: Path) -> None:
    bare = f"mongodb://{urlsplit(mongodb_uri).netloc.rpartition('@')[2]}/?directConnection=true"
    assert "does not let us in: Unauthorized" in await refusal(bare, tmp_path)


@pytest.mark.parametrize("uri", ["localhost", "http://host", "mongodb://", "mongodb://ana:hu@sh:x@host:port"])
async def test_what_is_no_address_is_refused_without_repeating_it(uri: str, tmp_path: Path) -> None:
    said = await refusal(uri, tmp_path)
    assert "not a usable address" in said
    assert "hu@sh" not in said


async def test_a_configured_address_is_used_and_prepared(mongodb_uri: str, tmp_path: Path, database: Database) -> None:
    settings = Settings(data_dir=tmp_path, mongodb_uri=SecretStr(mongodb_uri), mongodb_database=database.name)
    async with open_database(settings) as opened:
        assert [each["_id"] async for each in opened.collection("migrations").find()] == [
            each.version for each in MIGRATIONS
        ]
    assert not (tmp_path / "database").exists()


async def test_without_an_address_the_embedded_database_keeps_what_is_written(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    async with open_database(settings) as first:
        await first.collection("things").insert_one({"_id": "kept"})
    async with open_database(settings) as second:
        assert await second.collection("things").find_one() == {"_id": "kept"}


async def test_a_closed_server_is_reported_as_unavailable() -> None:
    database = Database(uri=f"mongodb://127.0.0.1:{free_port()}/?serverSelectionTimeoutMS=100", name="x")
    with pytest.raises(Unavailable):
        await database.ping()
    assert not await database.alive()
    await database.close()


class Planted(BaseModel):
    """Stands for a class that a crafted checkpoint asks the server to build."""


async def test_checkpoints_are_kept_and_give_back_plain_values_only(database: Database) -> None:
    saver: Any = await asyncio.to_thread(database.checkpointer)
    assert saver.serde.loads_typed(saver.serde.dumps_typed({"n": [1, "two"]})) == {"n": [1, "two"]}
    planted = saver.serde.loads_typed(saver.serde.dumps_typed(Planted()))
    assert not isinstance(planted, Planted)
    assert {"checkpoints", "checkpoint_writes"} <= set(await database.db.list_collection_names())
