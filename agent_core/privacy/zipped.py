"""A zip that is sent while it is made: it never stands on the disk, nor whole in memory."""

import asyncio
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime


class _Sink:
    """What was written since it was last taken. It cannot be sought in, so sizes come behind each file."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, piece: bytes) -> int:
        self._written += piece
        return len(piece)

    def flush(self) -> None:
        """There is nothing beneath."""

    def close(self) -> None:
        """There is nothing to close."""

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


class Zipped:
    def __init__(self, now: datetime) -> None:
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)
        self._at = now.timetuple()[:6]
        self._names: set[str] = set()

    async def add(self, name: str, content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Put a file in; the next pieces of the zip as they come."""
        entry = zipfile.ZipInfo(self._free(name), self._at)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        with self._zip.open(entry, "w", force_zip64=True) as file:
            async for piece in content:
                await asyncio.to_thread(file.write, piece)
                yield self._sink.take()
        yield self._sink.take()

    def end(self) -> bytes:
        self._zip.close()
        return self._sink.take()

    def _free(self, name: str) -> str:
        """No two files of one name."""
        stem, dot, suffix = name.rpartition(".")
        number, wanted = 1, name
        while wanted.casefold() in self._names:
            number += 1
            wanted = f"{stem} ({number}).{suffix}" if dot else f"{name} ({number})"
        self._names.add(wanted.casefold())
        return wanted


async def whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
