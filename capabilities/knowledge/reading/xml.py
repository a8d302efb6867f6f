"""XML of any kind: news feeds as their entries, everything else as its texts in order."""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable, unwrap
from capabilities.knowledge.reading.html import add_html
from capabilities.knowledge.reading.packed import inside, local, xml_parser
from capabilities.knowledge.reading.source import Source

_ENTRIES = ("item", "entry")
_TITLE = "title"
_MARKUP = ("description", "encoded", "content", "summary")
_TOLD = ("pubDate", "published", "updated", "creator", "name", "category", "subtitle")


def read(source: Source) -> ReadDocument:
    builder = TextBuilder()
    try:
        root = etree.fromstring(source.data, xml_parser())
    except (etree.LxmlError, ValueError):
        root = _mended(builder, source.data)
    if local(root) in ("rss", "feed", "RDF"):
        _add_feed(builder, root)
    else:
        for text in _texts(root):
            builder.line(text)
    return builder.build("xml")


def _mended(builder: TextBuilder, data: bytes) -> _Element:
    try:
        root = etree.fromstring(data, xml_parser(recover=True))
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise Unreadable("The XML file is damaged and cannot be read: save it again and upload that copy.")
    builder.notice("The file is damaged: what could be read of it was taken in, and something may be missing.")
    return root


def _texts(root: _Element) -> Iterator[str]:
    """A line for each text; words within a sentence that are marked up stay in it."""
    if local(root) in ("script", "style"):
        return
    if any(child.tail and child.tail.strip() for child in root) and root.text and root.text.strip():
        yield " ".join("".join(str(text) for text in root.itertext()).split())
        return
    yield from _sentences(root)
    yield from unwrap(root.text or "")
    for child in root:
        yield from _texts(child)
        yield from unwrap(child.tail or "")


def _sentences(node: _Element) -> Iterator[str]:
    """Attributes that hold words rather than a setting."""
    for name, value in node.items():
        told = str(value).strip()
        if " " in told:
            yield f"{str(name).rpartition('}')[2]}: {told}"


def _add_feed(builder: TextBuilder, root: _Element) -> None:
    channel = next(inside(root, "channel"), root)
    _add_entry(builder, channel)
    for entry in inside(root, *_ENTRIES):
        _add_entry(builder, entry)


def _add_entry(builder: TextBuilder, entry: _Element) -> None:
    children = [child for child in entry if local(child) not in _ENTRIES]
    for child in children:
        if local(child) == _TITLE:
            builder.heading(_flat(child))
    for child in children:
        if local(child) in _TOLD or local(child) == "author":
            builder.line(_flat(child))
    for child in children:
        if local(child) in _MARKUP:
            add_html(builder, _flat(child) if not len(child) else etree.tostring(child, encoding="unicode"))


def _flat(node: _Element) -> str:
    return " ".join("".join(str(text) for text in node.itertext()).split())
