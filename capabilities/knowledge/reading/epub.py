"""E-books: title and authors, then the chapters in the order of reading, each a page."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml.etree import _Element

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.html import add_html
from capabilities.knowledge.reading.packed import Packed, inside, local
from capabilities.knowledge.reading.source import Source

CONTAINER = "META-INF/container.xml"
_TOLD = ("title", "creator", "publisher", "date", "description", "subject")
_NAMES = {"creator": "Authors"}


def read(source: Source) -> ReadDocument:
    package = Packed(source)
    rootfile = next(inside(package.xml(CONTAINER), "rootfile"), None)
    path = rootfile.get("full-path") if rootfile is not None else None
    if not path or path not in package.names:
        raise Unreadable("The e-book is damaged: it does not say what it holds.")
    if "META-INF/encryption.xml" in package.names and "META-INF/rights.xml" in package.names:
        raise Unreadable("The e-book is protected against copying and cannot be read.")
    book = package.xml(path)
    builder = TextBuilder()
    _add_description(builder, book)
    for name in _chapters(book, dirname(path)):
        builder.next_page()
        if name in package.names:
            add_html(builder, package.read(name))
        else:
            builder.notice(f"The chapter “{name}” is missing in the file.")
    return builder.build("epub")


def _add_description(builder: TextBuilder, book: _Element) -> None:
    for name in _TOLD:
        texts = [node.text.strip() for node in inside(book, name) if node.text and node.text.strip()]
        if texts:
            builder.line(f"{_NAMES.get(name, name.capitalize())}: {', '.join(texts)}")


def _chapters(book: _Element, folder: str) -> list[str]:
    files = {node.get("id"): node.get("href") or "" for node in inside(book, "item") if local(node) == "item"}
    listed = (files.get(node.get("idref")) for node in inside(book, "itemref"))
    return [normpath(join(folder, unquote(href.partition("#")[0]))) for href in listed if href]
