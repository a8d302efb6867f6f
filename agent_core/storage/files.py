"""The bytes people upload: one file on disk under a generated id, one document that says whose it is."""

import asyncio
import hashlib
import os
import unicodedata
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents, FileInfo
from agent_core.errors import NotFound, TooLarge
from agent_core.ids import new_id

PIECE = 1 << 20  # bytes given to a thread at a time
NAME = 200  # characters kept of a name


class FileStore:
    """Implements `contract.Files`. The same bytes of one audience are stored once."""

    def __init__(self, folder: Path, documents: Documents) -> None:
        self._folder = folder
        self._documents = documents

    async def save(
        self, stream: AsyncIterator[bytes], *, name: str, audience: str, user_id: str, limit_bytes: int
    ) -> FileInfo:
        """Store a stream. Raises TooLarge at the first byte over the limit; nothing is left of it then.

        Bytes that this audience has already give the file of the first time, under its first name.
        """
        draft = self._folder / "drafts" / new_id()
        try:
            size, sha256 = await _write(stream, draft, limit_bytes)
            return await self._keep(draft, FileInfo(id=new_id(), name=safe_name(name), size=size, sha256=sha256),
                                    {"audience": audience, "user_id": user_id})  # fmt: skip
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)

    async def _keep(self, draft: Path, info: FileInfo, owner: dict[str, str]) -> FileInfo:
        """First the bytes, then the document: a crash between them leaves bytes that `reap` removes."""
        if known := await self._same(owner["audience"], info.sha256):
            await asyncio.to_thread(_move, draft, self._place(known.id))  # mends bytes lost from the disk
            return known
        await asyncio.to_thread(_move, draft, self._place(info.id))
        details = {"name": info.name, "size": info.size, "sha256": info.sha256, "created_at": datetime.now(UTC)}
        try:
            await self._documents.insert_one({"_id": info.id, **owner, **details})
        except DuplicateKeyError:  # the same bytes came twice at once
            await asyncio.to_thread(self._place(info.id).unlink)
            return await self._same(owner["audience"], info.sha256) or info
        return info

    async def _same(self, audience: str, sha256: str) -> FileInfo | None:
        found = await self._documents.find_one({"audience": audience, "sha256": sha256})
        return _info(found) if found else None

    async def info(self, file_id: str, *, audience: str) -> FileInfo:
        found = await self._documents.find_one({"_id": file_id, "audience": audience})
        if found is None:
            raise NotFound("There is no such file.")
        return _info(found)

    async def path(self, file_id: str, *, audience: str) -> Path:
        """Where its bytes are, to be read only."""
        place = self._place((await self.info(file_id, audience=audience)).id)
        if not await asyncio.to_thread(place.exists):
            raise NotFound("The content of this file is lost; upload it again.")
        return place

    async def read(self, file_id: str, *, audience: str) -> AsyncIterator[bytes]:
        """Its bytes in pieces of at most a megabyte. Raises NotFound before the first."""
        place = await self.path(file_id, audience=audience)
        with await asyncio.to_thread(place.open, "rb") as file:
            while piece := await asyncio.to_thread(file.read, PIECE):
                yield piece

    async def delete(self, file_id: str, *, audience: str) -> None:
        """Raises NotFound."""
        removed = await self._documents.delete_one({"_id": file_id, "audience": audience})
        if not removed.deleted_count:
            raise NotFound("There is no such file.")
        await asyncio.to_thread(self._place(file_id).unlink, missing_ok=True)

    async def of(self, user_id: str) -> AsyncIterator[tuple[FileInfo, str]]:
        """What a person has uploaded anywhere, and what is theirs: each with its audience."""
        seen: set[str] = set()
        for wanted in ({"audience": f"user:{user_id}"}, {"user_id": user_id}):
            async for each in self._documents.find(wanted):
                if each["_id"] not in seen:
                    seen.add(each["_id"])
                    yield _info(each), each["audience"]

    async def forget(self, user_id: str) -> None:
        """Remove all of these. A repeat finds none."""
        for info, audience in [each async for each in self.of(user_id)]:
            await self.delete(info.id, audience=audience)

    async def reap(self, *, older: timedelta = timedelta(hours=1)) -> int:
        """Remove what a crash left: unfinished uploads, and bytes without a document. Returns how many."""
        before = datetime.now(UTC).timestamp() - older.total_seconds()
        old = await asyncio.to_thread(_older_than, self._folder, before)
        held = {each["_id"] async for each in self._documents.find({"_id": {"$in": [p.name for p in old]}}, {"_id": 1})}
        orphans = [path for path in old if path.name not in held]
        for path in orphans:
            await asyncio.to_thread(path.unlink, missing_ok=True)
        return len(orphans)

    def _place(self, file_id: str) -> Path:
        return self._folder / file_id[-2:] / file_id  # the end of a time-ordered id is the random part


def safe_name(name: str) -> str:
    """What may be shown and offered for saving: no folders, no control characters, not too long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(each for each in last if unicodedata.category(each)[0] != "C").strip(" .")
    stem, suffix = os.path.splitext(shown)
    return (stem[: NAME - len(suffix[:20])] + suffix[:20]) or "file"


async def _write(stream: AsyncIterator[bytes], draft: Path, limit_bytes: int) -> tuple[int, str]:
    """Returns the size and the SHA-256 of what was written durably."""
    file = await asyncio.to_thread(_create, draft)
    digest, size, waiting = hashlib.sha256(), 0, bytearray()
    try:
        async for piece in stream:
            size += len(piece)
            if size > limit_bytes:
                raise TooLarge(f"This file is larger than {limit_bytes / 1_000_000:g} MB, the most this server takes.")
            waiting += piece
            if len(waiting) >= PIECE:
                await asyncio.to_thread(_append, file, digest, bytes(waiting))
                waiting.clear()
        await asyncio.to_thread(_append, file, digest, bytes(waiting))
        await asyncio.to_thread(os.fsync, file.fileno())
    finally:
        file.close()
    return size, digest.hexdigest()


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0)


def _append(file: BinaryIO, digest: "hashlib._Hash", piece: bytes) -> None:
    digest.update(piece)
    file.write(piece)


def _move(draft: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the new name itself must survive a power cut
    finally:
        os.close(folder)


def _older_than(folder: Path, before: float) -> list[Path]:
    found = []
    for path in folder.glob("*/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                found.append(path)
    return found


def _info(document: dict[str, Any]) -> FileInfo:
    return FileInfo(id=document["_id"], **{name: document[name] for name in ("name", "size", "sha256")})
