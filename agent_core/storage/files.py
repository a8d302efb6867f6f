"""The bytes people uploaded: on disk under generated names, described in the database, kept once per audience."""

import asyncio
import hashlib
import os
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents, FileInfo
from agent_core.errors import InvalidInput, NotFound, TooLarge
from agent_core.ids import new_id

LONGEST_NAME = 200  # characters
STALE_SECONDS = 24 * 3600  # a draft this old belongs to no upload that still runs


class FileStore:
    """Implements `contract.Files`, and takes uploads in."""

    def __init__(self, folder: Path, files: Documents) -> None:
        self._folder = folder
        self._drafts = folder / "drafts"
        self._files = files

    async def prepare(self) -> None:
        """Make the folders, and remove drafts that uploads cut off long ago."""
        await asyncio.to_thread(self._prepare)

    def _prepare(self) -> None:
        self._drafts.mkdir(parents=True, exist_ok=True, mode=0o700)
        for draft in self._drafts.iterdir():
            if time.time() - draft.stat().st_mtime > STALE_SECONDS:
                draft.unlink(missing_ok=True)

    async def save(
        self, stream: AsyncIterator[bytes], *, name: str, audience: str, user_id: str, limit_bytes: int
    ) -> FileInfo:
        """Write the stream to disk. Bytes this audience has already are not kept twice.

        Raises TooLarge above `limit_bytes` and InvalidInput for an empty file; nothing is left behind then.
        """
        file_id = new_id()
        draft = self._drafts / file_id
        await asyncio.to_thread(self._drafts.mkdir, parents=True, exist_ok=True, mode=0o700)
        try:
            size, digest = await _write(stream, draft, limit_bytes)
            info = FileInfo(id=file_id, name=safe_name(name), size=size, sha256=digest)
            return await self._keep(draft, info, audience, user_id)
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)

    async def _keep(self, draft: Path, info: FileInfo, audience: str, user_id: str) -> FileInfo:
        same = {"audience": audience, "sha256": info.sha256}
        if before := await self._files.find_one(same):
            return _info(before)
        path = self._path(info.id)
        await asyncio.to_thread(_move, draft, path)
        document = {"_id": info.id, **info.model_dump(exclude={"id"}), "audience": audience, "user_id": user_id}
        try:
            await self._files.insert_one(document | {"created_at": datetime.now(UTC)})
        except DuplicateKeyError:  # the same upload came twice at once, and the other was first
            await asyncio.to_thread(path.unlink, missing_ok=True)
            return _info(await self._find(same))
        return info

    async def info(self, file_id: str, *, audience: str) -> FileInfo:
        """Raises NotFound."""
        return _info(await self._find({"_id": file_id, "audience": audience}))

    async def path(self, file_id: str, *, audience: str) -> Path:
        """Raises NotFound."""
        await self.info(file_id, audience=audience)
        return self._path(file_id)

    async def delete(self, file_id: str, *, audience: str) -> None:
        """Raises NotFound."""
        removed = await self._files.delete_one({"_id": file_id, "audience": audience})
        if not removed.deleted_count:
            raise NotFound("There is no such file.")
        await asyncio.to_thread(self._path(file_id).unlink, missing_ok=True)

    async def _find(self, query: dict[str, Any]) -> dict[str, Any]:
        found = await self._files.find_one(query)
        if found is None:
            raise NotFound("There is no such file.")
        return found

    def _path(self, file_id: str) -> Path:
        """Two levels, so that no folder grows large; the id is ours, never part of a request."""
        return self._folder / file_id[-2:] / file_id


async def _write(stream: AsyncIterator[bytes], draft: Path, limit_bytes: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with await asyncio.to_thread(draft.open, "xb") as file:
        async for piece in stream:
            size += len(piece)
            if size > limit_bytes:
                raise TooLarge(f"The file is larger than the limit of {limit_bytes // 1_000_000} MB.")
            await asyncio.to_thread(_append, file, digest, piece)
        await asyncio.to_thread(_flush, file)
    if not size:
        raise InvalidInput("The file is empty.")
    return size, digest.hexdigest()


def _append(file: Any, digest: Any, piece: bytes) -> None:
    file.write(piece)
    digest.update(piece)


def _flush(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _move(draft: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft.replace(path)


def safe_name(name: str) -> str:
    """The last part of `name` without control characters, at most LONGEST_NAME long; its ending is kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(each for each in last if each.isprintable()).strip(" .") or "file"
    stem, dot, ending = clean.rpartition(".")
    if len(clean) <= LONGEST_NAME:
        return clean
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else clean[:LONGEST_NAME]


def _info(document: dict[str, Any]) -> FileInfo:
    with suppress(KeyError):
        return FileInfo(id=document["_id"], **{key: document[key] for key in ("name", "size", "sha256")})
    raise NotFound("There is no such file.")
