"""Uploaded bytes: stored once per audience, shown to it alone, nothing left of what failed."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_core.contract import FileInfo, Files
from agent_core.errors import NotFound, TooLarge
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore, safe_name


@pytest.fixture
def store(database: Database, tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files", database.collection("files"))


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def save(store: FileStore, *parts: bytes, name: str = "a.txt", audience: str = "user:ana") -> FileInfo:
    return await store.save(pieces(*parts), name=name, audience=audience, user_id="ana", limit_bytes=5_000_000)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_what_was_saved_is_read_back_with_its_size_and_hash(store: FileStore) -> None:
    content = os.urandom(3_000_000)
    saved = await save(store, content[:10], content[10:2_000_000], content[2_000_000:])
    assert (saved.size, saved.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert b"".join([piece async for piece in store.read(saved.id, audience="user:ana")]) == content
    assert (await store.path(saved.id, audience="user:ana")).read_bytes() == content
    assert await store.info(saved.id, audience="user:ana") == saved


async def test_it_is_what_the_contract_promises_to_packages(store: FileStore) -> None:
    promised: Files = store
    saved = await save(store, b"x")
    assert (await promised.info(saved.id, audience="user:ana")).name == "a.txt"


async def test_an_empty_file_is_a_file(store: FileStore) -> None:
    saved = await save(store)
    assert saved.size == 0
    assert [piece async for piece in store.read(saved.id, audience="user:ana")] == []


async def test_somebody_elses_file_is_not_found_by_any_way(store: FileStore) -> None:
    saved = await save(store, b"mine")
    for attempt in (store.info, store.path, store.delete):
        with pytest.raises(NotFound):
            await attempt(saved.id, audience="user:bob")
    with pytest.raises(NotFound):
        [piece async for piece in store.read(saved.id, audience="user:bob")]
    assert (await store.path(saved.id, audience="user:ana")).read_bytes() == b"mine"


async def test_one_byte_over_the_limit_is_refused_and_leaves_nothing(store: FileStore, tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match=r"larger than 2 MB"):
        await store.save(
            pieces(b"x" * 1_500_000, b"x" * 500_001), name="big", audience="user:ana", user_id="ana",
            limit_bytes=2_000_000,
        )  # fmt: skip
    assert on_disk(tmp_path) == []
    fits = await store.save(
        pieces(b"x" * 2_000_000), name="fits", audience="user:ana", user_id="ana", limit_bytes=2_000_000
    )
    assert fits.size == 2_000_000


async def test_an_endless_stream_is_not_read_to_its_end(store: FileStore) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 1000

    with pytest.raises(TooLarge):
        await store.save(endless(), name="e", audience="user:ana", user_id="ana", limit_bytes=10_000)
    assert read == 11


async def test_an_upload_that_breaks_off_leaves_nothing(store: FileStore, tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 2_000_000
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await store.save(broken(), name="b", audience="user:ana", user_id="ana", limit_bytes=5_000_000)
    assert on_disk(tmp_path) == []


async def test_the_same_bytes_are_stored_once_per_audience(store: FileStore, tmp_path: Path) -> None:
    first, again = await save(store, b"same"), await save(store, b"sa", b"me", name="b.txt")
    assert again == first
    other = await save(store, b"same", audience="user:bob")
    assert other.id != first.id
    assert len(on_disk(tmp_path)) == 2
    await store.delete(other.id, audience="user:bob")
    assert (await store.path(first.id, audience="user:ana")).read_bytes() == b"same"


async def test_the_same_bytes_at_the_same_moment_are_stored_once(store: FileStore, tmp_path: Path) -> None:
    saved = await asyncio.gather(*(save(store, b"same", name=f"{each}.txt") for each in range(8)))
    assert len({each.id for each in saved}) == 1
    assert len(on_disk(tmp_path)) == 1


async def test_bytes_lost_from_the_disk_are_reported_and_mended_by_the_next_upload(store: FileStore) -> None:
    saved = await save(store, b"same")
    (await store.path(saved.id, audience="user:ana")).unlink()
    with pytest.raises(NotFound, match="upload it again"):
        await store.path(saved.id, audience="user:ana")
    await save(store, b"same")
    assert (await store.path(saved.id, audience="user:ana")).read_bytes() == b"same"


async def test_a_deleted_file_is_gone(store: FileStore, tmp_path: Path) -> None:
    saved = await save(store, b"x")
    await store.delete(saved.id, audience="user:ana")
    assert on_disk(tmp_path) == []
    with pytest.raises(NotFound):
        await store.delete(saved.id, audience="user:ana")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        ("a\0b.pdf", "ab.pdf"),
        ("line\nbreak.txt", "linebreak.txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ("Año 2026.pdf", "Año 2026.pdf"),
    ],
)
async def test_hostile_names_are_harmless(store: FileStore, tmp_path: Path, name: str, kept: str) -> None:
    saved = await save(store, b"x", name=name)
    assert saved.name == kept
    [place] = on_disk(tmp_path)
    assert place.name == saved.id
    assert place.is_relative_to(tmp_path / "files")


async def test_a_name_of_four_kilobytes_keeps_its_ending(store: FileStore) -> None:
    saved = await save(store, b"x", name="n" * 4096 + ".pdf")
    assert len(saved.name) == 200
    assert saved.name.endswith("n.pdf")
    assert len(safe_name("." + "x" * 4096)) <= 200


@pytest.mark.parametrize("file_id", ["../../../etc/passwd", "", "\0", "a" * 5000])
async def test_hostile_ids_are_not_found(store: FileStore, file_id: str) -> None:
    with pytest.raises(NotFound):
        await store.path(file_id, audience="user:ana")


async def test_what_a_crash_left_is_reaped_and_what_is_in_use_is_not(store: FileStore, tmp_path: Path) -> None:
    saved = await save(store, b"kept")
    for left in ("drafts/draft", "0a/000a"):
        (tmp_path / "files" / left).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "files" / left).write_bytes(b"left")
    assert await store.reap() == 0  # too young: it may be an upload that is under way
    assert await store.reap(older=timedelta(0)) == 2
    assert [path.name for path in on_disk(tmp_path)] == [saved.id]
