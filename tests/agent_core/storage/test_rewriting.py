"""What was erased leaves no bytes in the files of the embedded database."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import DuplicateKeyError

from agent_core.storage.embedded import EmbeddedDatabase
from agent_core.storage.rewriting import finish_swap, to_be_rewritten

CANARY = "CANARY-9f31"


def client(uri: str) -> AsyncMongoClient[dict[str, Any]]:
    return AsyncMongoClient(uri)


def holding(folder: Path, words: str = CANARY) -> Sequence[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.name for path in files if words.encode() in path.read_bytes())


async def fill_and_erase(folder: Path) -> None:
    async with EmbeddedDatabase(folder) as uri, client(uri) as opened:
        notes = opened["one"]["notes"]
        await notes.create_index([("key", 1)], name="once", unique=True)
        await notes.insert_many(
            [{"_id": n, "key": n, "text": f"{CANARY if n % 2 else 'kept'} {n}"} for n in range(400)]
        )
        await opened.admin.command("fsync")  # as every minute: only then the rows are in the files
        await notes.delete_many({"text": {"$regex": CANARY}})


async def test_without_it_the_erased_bytes_stay_in_the_files(tmp_path: Path) -> None:
    """The control."""
    await fill_and_erase(tmp_path)
    async with EmbeddedDatabase(tmp_path):
        pass
    assert holding(tmp_path)


async def test_after_a_rewrite_only_what_is_kept_is_in_the_files(tmp_path: Path) -> None:
    await fill_and_erase(tmp_path)
    to_be_rewritten(tmp_path)
    async with EmbeddedDatabase(tmp_path) as uri, client(uri) as opened:
        notes = opened["one"]["notes"]
        assert await notes.count_documents({}) == 200
        with pytest.raises(DuplicateKeyError):
            await notes.insert_one({"_id": "x", "key": 2})
    assert not holding(tmp_path)
    assert holding(tmp_path, "kept 2")
    assert not (tmp_path / "rewrite").exists()
    assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize("moved", [False, True])
def test_a_swap_that_was_cut_off_is_finished(tmp_path: Path, moved: bool) -> None:
    for name in ("data.old", "fresh/data"):
        (tmp_path / name).mkdir(parents=True)
    if moved:
        (tmp_path / "fresh" / "data").rename(tmp_path / "data")
    to_be_rewritten(tmp_path)
    finish_swap(tmp_path)
    assert (tmp_path / "data").is_dir()
    assert not (tmp_path / "data.old").exists()
    assert not (tmp_path / "rewrite").exists()
