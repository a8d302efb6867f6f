"""Zip files written byte by byte, so that they can say what no honest program would write."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, kw_only=True)
class Entry:
    name: bytes
    data: bytes = b""  # as it is stored
    method: int = 0  # 0 stored, 8 deflated
    crc: int | None = None
    size: int | None = None  # claimed, unpacked
    flags: int = 0
    mode: int = 0o100644
    at: int | None = None  # claimed place of the data, instead of its own

    def head(self) -> bytes:
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        size = len(self.data) if self.size is None else self.size
        return struct.pack("<HHHHHIII", 20, self.flags, self.method, 0, 33, crc, len(self.data), size)


def raw_zip(entries: Iterable[Entry]) -> bytes:
    bodies, directory, length = [], [], 0
    for entry in entries:
        at = length if entry.at is None else entry.at
        if entry.at is None:
            bodies.append(b"PK\3\4" + entry.head() + struct.pack("<HH", len(entry.name), 0) + entry.name + entry.data)
            length += len(bodies[-1])
        made = b"PK\1\2" + struct.pack("<H", 0x0314) + entry.head()
        directory.append(made + struct.pack("<HHHHHII", len(entry.name), 0, 0, 0, 0, entry.mode << 16, at) + entry.name)
    listed, count = b"".join(directory), len(directory)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), length, 0)
    return b"".join(bodies) + listed + b"PK\5\6" + end


def plain_zip(files: dict[str, str | bytes]) -> bytes:
    entries = ((name, text.encode() if isinstance(text, str) else text) for name, text in files.items())
    return raw_zip(Entry(name=name.encode(), data=data) for name, data in entries)


@cache
def bomb(megabytes: int) -> tuple[bytes, int]:
    """That many megabytes of spaces, deflated, and their checksum."""
    squeeze, crc, made = zlib.compressobj(1, zlib.DEFLATED, -15), 0, b""
    block = b" " * 1_000_000
    for _ in range(megabytes):
        crc = zlib.crc32(block, crc)
        made += squeeze.compress(block)
    return made + squeeze.flush(), crc


def bomb_entry(name: str, megabytes: int = 450) -> Entry:
    data, crc = bomb(megabytes)
    return Entry(name=name.encode(), data=data, method=8, crc=crc, size=megabytes * 1_000_000)
