from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_core.settings import Settings
from agent_core.storage.daemon import free_port
from agent_core.storage.database import open_database, reach_database
from agent_core.storage.health import Check, examine
from agent_core.storage.lock import DataDirLock, holder


async def found(settings: Settings) -> dict[str, Check]:
    return {check.name: check for check in await examine(settings)}


async def test_a_sound_installation_passes_every_check(tmp_path: Path) -> None:
    checks = await found(Settings(data_dir=tmp_path / "new"))
    assert [check for check in checks.values() if not check.ok] == []
    assert "embedded, answered after" in checks["database"].detail
    assert "384 dimensions" in checks["embedding model"].detail
    assert "not running" in checks["server"].detail


async def test_beside_a_running_server_it_passes_and_disturbs_nothing(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with DataDirLock(tmp_path):
        async with open_database(settings) as database:
            checks = await found(settings)
            await database.ping()
    assert checks["server"].detail.startswith("running (process ")
    assert "in use by the server" in checks["database"].detail
    assert all(check.ok for check in checks.values())


async def test_a_folder_that_cannot_be_written_is_named_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    checks = await found(Settings(data_dir=tmp_path / "file" / "data"))
    assert not checks["data folder"].ok
    assert "AGENTIC_DATA_DIR" in checks["data folder"].detail
    assert not checks["database"].ok
    assert checks["embedding model"].ok


async def test_a_database_that_does_not_answer_is_reported_with_its_setting(tmp_path: Path) -> None:
    uri = f"mongodb://ana:hush@127.0.0.1:{free_port()}/?serverSelectionTimeoutMS=200"
    check = (await found(Settings(data_dir=tmp_path, mongodb_uri=SecretStr(uri))))["database"]
    assert not check.ok
    assert "AGENTIC_MONGODB_URI" in check.detail
    assert "hush" not in check.detail


@pytest.mark.parametrize("broken", [None, b"not a model"])
async def test_a_missing_or_broken_model_is_reported(tmp_path: Path, broken: bytes | None) -> None:
    if broken is not None:
        for name in ("model.onnx", "vocab.txt"):
            (tmp_path / name).write_bytes(broken)
    check = (await found(Settings(data_dir=tmp_path, embedding_dir=tmp_path)))["embedding model"]
    assert not check.ok
    assert "model" in check.detail


async def test_looking_makes_no_collection(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    await examine(settings)
    assert holder(tmp_path) is None
    async with reach_database(settings) as database:
        assert await database.db.list_collection_names() == []
