"""Word documents: all text that Word shows, in its order; then notes, comments, headers and footers."""

from lxml.etree import _Element

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.docx_lists import Numbering
from capabilities.knowledge.reading.office import add_embedded, add_graphics, drawn, paragraphs
from capabilities.knowledge.reading.packed import Packed, attribute, inside, local
from capabilities.knowledge.reading.source import Source

DEEPEST_TABLE = 5
_HEADINGS = ("heading", "title")
_SIDE_PARTS = (  # kind of relationship, title of the section, elements that hold its pieces
    ("footnotes", "Footnotes", "footnote"),
    ("endnotes", "Endnotes", "endnote"),
    ("comments", "Comments", "comment"),
    ("header", "Header", "hdr"),
    ("footer", "Footer", "ftr"),
)


def read(source: Source) -> ReadDocument:
    package = Packed(source)
    main = next(iter(package.linked("", "officeDocument")), "word/document.xml")
    if main not in package.names:
        raise Unreadable("The Word document is damaged: its main part is missing. Save it again and upload that copy.")
    word = _Word(source, package, main)
    word.blocks(package.xml(main))
    word.sides()
    add_graphics(word.builder, package, main)
    add_embedded(word.builder, source, package)
    return word.builder.build("docx")


class _Word:
    def __init__(self, source: Source, package: Packed, main: str) -> None:
        self.builder = TextBuilder()
        self._source, self._package, self._main = source, package, main
        self._headings = _heading_styles(package, main)
        self._numbering = Numbering(package, main)

    def blocks(self, node: _Element, depth: int = 0) -> None:
        for child in node:
            name = local(child)
            if name == "p":
                self._paragraph(child, depth)
            elif name == "tbl":
                self._table(child, depth)
            elif name == "altChunk":
                self._chunk(attribute(child, "id"))
            elif name not in ("del", "moveFrom", "Fallback", "sdtPr"):
                self.blocks(child, depth)

    def sides(self) -> None:
        """What stands beside the text; a header that many pages repeat is said once."""
        for kind, title, piece in _SIDE_PARTS:
            roots = [self._package.xml_or_none(part) for part in self._package.linked(self._main, kind)]
            pieces = [each for root in roots if root is not None for each in root.iter() if local(each) == piece]
            told = [text for each in pieces for text in paragraphs(each) if text.strip()]
            if told:
                self.builder.section(title)
            for text in dict.fromkeys(told):
                self.builder.line(text)

    def _paragraph(self, node: _Element, depth: int) -> None:
        aside: list[_Element] = []
        text = drawn(node, aside)
        if text.strip():
            text = f"{self._numbering.number(node)} {text}"
        if self._is_heading(node):
            self.builder.heading(" ".join(text.split()))
        else:
            for line in text.splitlines():
                self.builder.line(line)
        self._asides(aside, depth)

    def _asides(self, aside: list[_Element], depth: int) -> None:
        for each in aside:
            if local(each) == "txbxContent":
                self.blocks(each, depth)
            elif local(each) == "docPr":
                self.builder.line(attribute(each, "descr"))

    def _is_heading(self, paragraph: _Element) -> bool:
        style = next((attribute(each, "val") for each in inside(paragraph, "pStyle")), "")
        return style in self._headings

    def _table(self, table: _Element, depth: int) -> None:
        """Tables within cells, and boxes that hang on them, follow."""
        later: list[_Element] = []
        aside: list[_Element] = []
        self.builder.table([_row(row, aside, later) for row in _own(table, "tr", "tbl")])
        if depth < DEEPEST_TABLE:
            for inner in later:
                self._table(inner, depth + 1)
            self._asides(aside, depth + 1)

    def _chunk(self, link_id: str) -> None:
        """Another document that Word would show here."""
        from capabilities.knowledge.reading.embedded import add_file

        link = self._package.links(self._main).get(link_id)
        if link and link.target in self._package.names:
            add_file(self.builder, self._source, link.target.rpartition("/")[2], self._package.read(link.target))


def _row(row: _Element, aside: list[_Element], later: list[_Element]) -> list[str]:
    """A cell that spans columns is said once and leaves the others empty, so that columns stay below each other."""
    cells: list[str] = []
    for cell in _own(row, "tc", "tbl"):
        text = " ".join(drawn(paragraph, aside) for paragraph in _own(cell, "p", "tbl"))
        later.extend(_own(cell, "tbl", "tbl"))
        span = next((attribute(each, "val") for each in inside(cell, "gridSpan")), "1")
        cells += [text, *[""] * (min(int(span), 100) - 1 if span.isdigit() else 0)]
    return cells


def _own(node: _Element, wanted: str, border: str) -> list[_Element]:
    """Those below it that do not belong to an inner table."""
    found: list[_Element] = []
    for child in node:
        name = local(child)
        if name == wanted:
            found.append(child)
        elif name not in (border, "txbxContent", "del", "Fallback"):
            found += _own(child, wanted, border)
    return found


def _heading_styles(package: Packed, main: str) -> set[str]:
    """Ids of styles; the names of Word's own are English in every language."""
    found = set()
    for part in package.linked(main, "styles"):
        root = package.xml_or_none(part)
        for style in inside(root, "style") if root is not None else ():
            name = next((attribute(each, "val").lower() for each in inside(style, "name")), "")
            if name.startswith(_HEADINGS) or any(True for _ in inside(style, "outlineLvl")):
                found.add(attribute(style, "styleId"))
    return found
