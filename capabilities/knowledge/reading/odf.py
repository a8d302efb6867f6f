"""OpenDocument texts and presentations: headings, paragraphs, tables, notes, boxes; headers and footers at the end."""

from lxml.etree import _Element

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.packed import PROTECTED, Packed, attribute, inside, local
from capabilities.knowledge.reading.source import Source

_LINES = ("p", "h")
_BREAKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_NOT_SHOWN = ("tracked-changes", "deletion", "sequence-decls", "forms", "note-citation", "soft-page-break")


def read(source: Source) -> ReadDocument:
    package = Packed(source)
    if any(True for _ in inside(package.xml("META-INF/manifest.xml"), "encryption-data")):
        raise Unreadable(PROTECTED)
    document = _Open()
    document.blocks(package.xml("content.xml"))
    styles = package.xml_or_none("styles.xml")
    if styles is not None:
        document.side(styles)
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        document.builder.notice("Macros in the file were ignored.")
    return document.builder.build("odp" if document.slides else "odt")


class _Open:
    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.slides = False

    def blocks(self, node: _Element) -> None:
        for child in node:
            name = local(child)
            if name in _LINES:
                self._line(child, heading=name == "h")
            elif name == "table":
                self._table(child)
            elif name in ("title", "desc"):  # what a picture shows
                self.builder.line(child.text or "")
            elif name not in _NOT_SHOWN:
                self._begin(name, child)
                self.blocks(child)

    def side(self, styles: _Element) -> None:
        for kind in ("header", "footer"):
            parts = [each for each in inside(styles, kind) if each.tag.endswith("}" + kind)]
            texts = [_shown(line, []) for part in parts for line in inside(part, *_LINES)]
            if any(text.strip() for text in texts):
                self.builder.section(kind.capitalize())
            for text in dict.fromkeys(texts):
                self.builder.line(text)

    def _begin(self, name: str, node: _Element) -> None:
        if name == "page":
            self.slides = True
            self.builder.next_page(attribute(node, "name"))

    def _line(self, node: _Element, *, heading: bool) -> None:
        """What hangs on a paragraph, such as a note or a box, follows it."""
        aside: list[_Element] = []
        text = _shown(node, aside)
        if heading:
            self.builder.heading(" ".join(text.split()))
        else:
            for line in text.splitlines():
                self.builder.line(line)
        for each in aside:
            self.blocks(each)

    def _table(self, table: _Element) -> None:
        aside: list[_Element] = []
        rows = []
        for row in _own(table, "table-row"):
            cells = _own(row, "table-cell", "covered-table-cell")
            rows.append([" ".join(_shown(line, aside) for line in _own(cell, *_LINES)) for cell in cells])
        self.builder.table(rows)
        for each in [*aside, *(inner for inner in inside(table, "table") if _is_next(inner, table))]:
            self._table(each) if local(each) == "table" else self.blocks(each)


def _is_next(inner: _Element, outer: _Element) -> bool:
    return next((above for above in inner.iterancestors() if local(above) == "table"), None) is outer


def _own(node: _Element, *wanted: str) -> list[_Element]:
    found: list[_Element] = []
    for child in node:
        if local(child) in wanted:
            found.append(child)
        elif local(child) != "table":
            found += _own(child, *wanted)
    return found


def _shown(node: _Element, aside: list[_Element]) -> str:
    found = [node.text or ""]
    for child in node:
        name = local(child)
        if name in _BREAKS:
            found.append(_BREAKS[name])
        elif name in ("note", "annotation") or ":drawing:" in str(child.tag):
            aside.append(child)
        elif name not in _NOT_SHOWN:
            found.append(_shown(child, aside))
        found.append(child.tail or "")
    return "".join(found)
