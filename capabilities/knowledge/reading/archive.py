"""Zip archives: each file in them, unpacked for a document of its own, or read in place within another file.

What is unpacked gets a number for a name, so no name in the archive can reach a place outside of the folder.
"""

import stat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from capabilities.knowledge.reading.detect import detect
from capabilities.knowledge.reading.document import Member, ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.embedded import add_file
from capabilities.knowledge.reading.packed import Packed
from capabilities.knowledge.reading.source import Source

if TYPE_CHECKING:
    pass

MOST_MEMBERS = 500
_NO_DOCUMENTS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(source: Source) -> ReadDocument:
    unpacking = _Unpacking(source)
    unpacking.open(source, "")
    return unpacking.build()


class _Unpacking:
    def __init__(self, source: Source) -> None:
        self._builder = TextBuilder()
        self._folder = source.job.folder if source.depth == 0 else None
        self._members: list[Member] = []
        self._taken = 0

    def open(self, source: Source, within: str) -> None:
        """`within` is the name of the archive that holds this one, with a slash."""
        package = Packed(source)
        entries = [entry for entry in package.entries if not entry.is_dir() and not _is_clutter(entry.filename)]
        for entry in entries:
            if self._taken >= MOST_MEMBERS:
                self._builder.notice(f"Only the first {MOST_MEMBERS:,} files of the archive were taken in.")
                return
            name = within + self._safe_name(entry.filename)
            if stat.S_ISLNK(entry.external_attr >> 16):
                self._builder.notice(f"“{name}” is a link to another file and was left out.")
                continue
            try:
                self._take(source, name, package.unpack(entry))
            except Unreadable as error:
                self._builder.notice(f"“{name}” was left out: {error}")
                if source.job.is_spent():
                    return

    def build(self) -> ReadDocument:
        document = self._builder.build("zip")
        return document.model_copy(update={"members": self._members})

    def _take(self, source: Source, name: str, data: bytes) -> None:
        self._taken += 1
        inner = source.within(name, data)
        if inner is None:
            raise Unreadable("archives are nested too deeply.")
        if detect(inner) == "zip":
            self.open(inner, name + "/")
        elif self._folder is None:
            self._builder.next_page(name)
            add_file(self._builder, source, name, data)
        else:
            path = f"{len(self._members) + 1:04}"
            (self._folder / path).write_bytes(data)
            self._members.append(Member(name=name, path=path))

    def _safe_name(self, name: str) -> str:
        """For showing only; what climbs out of the archive is told of."""
        parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..")]
        safe = "".join(letter for letter in "/".join(parts) if letter.isprintable())[:300] or "file"
        if ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")):
            self._builder.notice(f"“{name}” names a place outside of the archive; it was taken in as “{safe}”.")
        return safe


def _is_clutter(name: str) -> bool:
    return any(part in _NO_DOCUMENTS for part in name.split("/"))
