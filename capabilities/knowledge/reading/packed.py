"""Zip files opened with suspicion: Office files, e-books and archives are all of this kind."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from posixpath import dirname, join, normpath
from typing import NamedTuple

from lxml import etree

from capabilities.knowledge.reading.document import Unreadable
from capabilities.knowledge.reading.source import Job, Source

MOST_ENTRIES = 20_000
_LOCAL_HEADER = 30  # bytes, the least that stands before an entry's data
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zipfile.zlib.error)  # type: ignore[attr-defined]

DAMAGED = "The file is a damaged archive or Office file and cannot be opened."
PROTECTED = "The file is protected with a password: save a copy without it and upload that."


class Link(NamedTuple):
    """A relationship of an Office part: the last word of its type, and the part that it leads to."""

    kind: str
    target: str


def xml_parser(*, recover: bool = False) -> etree.XMLParser:
    """Resolves no entity, loads nothing, and keeps the library's own limits on depth and size."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


class Packed:
    def __init__(self, source: Source) -> None:
        """Raises Unreadable for what is damaged, overlapping or too large."""
        self._job: Job = source.job
        try:
            self._zip = zipfile.ZipFile(BytesIO(source.data))
        except _BROKEN:
            raise Unreadable(DAMAGED) from None
        self.entries = self._zip.infolist()
        self.names = frozenset(entry.filename for entry in self.entries)
        self._check()

    def _check(self) -> None:
        if len(self.entries) > MOST_ENTRIES:
            raise Unreadable(f"The archive holds {len(self.entries):,} files; at most {MOST_ENTRIES:,} are read.")
        ordered = sorted(self.entries, key=lambda entry: entry.header_offset)
        for one, other in pairwise(ordered):
            if one.header_offset + _LOCAL_HEADER + one.compress_size > other.header_offset:
                raise Unreadable("The archive is made to mislead: its entries overlap. It was not opened.")

    def read(self, name: str) -> bytes:
        """Raises Unreadable when it is missing, damaged, protected or too large."""
        try:
            entry = self._zip.getinfo(name)
        except KeyError:
            raise Unreadable(DAMAGED) from None
        return self.unpack(entry)

    def unpack(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 1:
            raise Unreadable(PROTECTED)
        self._job.spend(entry.file_size)
        try:
            with self._zip.open(entry) as opened:
                return opened.read(max(entry.file_size, 1))  # asked for without a size, it unpacks all there is first
        except _BROKEN:
            raise Unreadable(DAMAGED) from None

    def xml(self, name: str) -> etree._Element:
        """Raises Unreadable, also for what is no XML."""
        try:
            root = etree.fromstring(self.read(name), xml_parser())
        except (etree.LxmlError, ValueError):
            raise Unreadable(DAMAGED) from None
        return root

    def xml_or_none(self, name: str) -> etree._Element | None:
        """For parts that the file is readable without."""
        try:
            return self.xml(name) if name in self.names else None
        except Unreadable:
            return None

    def links(self, part: str) -> dict[str, Link]:
        """The relationships of an Office part by their id; what leads out of the file is left out."""
        root = self.xml_or_none(join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels"))
        return dict(_links(root, dirname(part))) if root is not None else {}

    def linked(self, part: str, *kinds: str) -> list[str]:
        """The parts that this one leads to by a relationship of these kinds, in the order of their names."""
        found = {link.target for link in self.links(part).values() if link.kind in kinds and link.target in self.names}
        return sorted(found, key=lambda name: (len(name), name))


def _links(root: etree._Element, folder: str) -> Iterator[tuple[str, Link]]:
    for node in root:
        target, kind = node.get("Target"), node.get("Type")
        if target and kind and node.get("TargetMode") != "External":
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            yield node.get("Id") or "", Link(kind.rpartition("/")[2], path)


def local(node: etree._Element) -> str:
    """The name without its namespace, of which Office has two for everything; empty for an unresolved entity."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: etree._Element, name: str) -> str:
    """By its local name."""
    return next((str(value) for key, value in node.items() if str(key).rpartition("}")[2] == name), "")


def inside(node: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All below it with one of these local names, in order."""
    return (each for each in node.iterdescendants() if local(each) in names)
