"""Writes the embedded database's files anew after something was erased: WiredTiger frees a deleted row's place in its
files, and leaves the bytes there until something else needs it. A copy holds only what is still there.

It is done at the next start, before anybody is served: the copy beside the old files first, then one rename. A crash
before the rename leaves the old files, and the next start begins again.
"""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import structlog
from pymongo import AsyncMongoClient

from agent_core.contract import Documents
from agent_core.storage.daemon import HOST, Daemon, free_port

MARK = "rewrite"
BATCH = 200  # rows copied at a time
log = structlog.get_logger(__name__)
Client = AsyncMongoClient[dict[str, Any]]


def to_be_rewritten(folder: Path) -> None:
    (folder / MARK).touch()


async def rewrite_if_wanted(folder: Path) -> bool:
    """The caller holds the folder's lock, and no server runs on it. Users are made anew by the caller's next start."""
    await asyncio.to_thread(finish_swap, folder)
    if not (folder / MARK).exists():
        return False
    fresh = folder / "fresh"
    await asyncio.to_thread(shutil.rmtree, fresh, ignore_errors=True)
    fresh.mkdir()
    ports = free_port(), free_port()
    old, new = Daemon(folder, ports[0], auth=False), Daemon(fresh, ports[1], auth=False)
    try:
        await old.start()
        await new.start()
        await _copy(*ports)
    finally:
        await asyncio.gather(old.stop(), new.stop())
    await asyncio.to_thread(_swap, folder, fresh)
    log.info("database.rewritten")
    return True


def _swap(folder: Path, fresh: Path) -> None:
    (folder / "data").rename(folder / "data.old")
    (fresh / "data").rename(folder / "data")
    (folder / "provisioned").unlink(missing_ok=True)
    finish_swap(folder)
    shutil.rmtree(fresh)


def finish_swap(folder: Path) -> None:
    """Also after a crash in the middle of the swap."""
    old, data = folder / "data.old", folder / "data"
    if not old.exists():
        return
    if not data.exists():
        (folder / "fresh" / "data").rename(data)
        (folder / "provisioned").unlink(missing_ok=True)
    (folder / MARK).unlink(missing_ok=True)
    shutil.rmtree(old)


async def _copy(old: int, new: int) -> None:
    async with _client(old) as source, _client(new) as target:
        for name in await source.list_database_names():
            if name not in ("admin", "config", "local"):
                await _copy_database(source, target, name)


def _client(port: int) -> Client:
    return AsyncMongoClient(HOST, port, directConnection=True, tz_aware=True)


async def _copy_database(source: Client, target: Client, name: str) -> None:
    for collection in await source[name].list_collection_names():
        rows, copied = source[name][collection], target[name][collection]
        await target[name].create_collection(collection)
        await _copy_indexes(rows, copied)
        await _copy_rows(rows, copied)


async def _copy_rows(rows: Documents, copied: Documents) -> None:
    batch: list[dict[str, Any]] = []
    async for row in rows.find():
        batch.append(row)
        if len(batch) == BATCH:
            await copied.insert_many(batch)
            batch = []
    if batch:
        await copied.insert_many(batch)


async def _copy_indexes(rows: Documents, copied: Documents) -> None:
    async for index in await rows.list_indexes():
        options = {key: value for key, value in index.items() if key not in ("v", "key", "ns")}
        if options["name"] != "_id_":
            await copied.create_index(list(index["key"].items()), **options)
