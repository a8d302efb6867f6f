"""Web pages: what a reader sees, without menus, scripts and hidden parts."""

import re
import warnings
from collections import Counter
from typing import TypeAlias

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder
from capabilities.knowledge.reading.source import Source

_SILENT = {"script", "style", "noscript", "template", "math", "head", "iframe", "object", "select", "button"}
_MENUS = {"nav"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p", "pre"),
    *("section", "summary", "svg", "table", "tbody", "td", "text", "tfoot", "th", "thead", "tr", "ul"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LAYOUT = ["table", "p", "div", "ul", "ol", "article", "section", *_HEADINGS]  # in a cell: it is there for the looks
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_Node: TypeAlias = Tag | NavigableString | str


def read(source: Source) -> ReadDocument:
    builder = TextBuilder()
    add_html(builder, source.data)
    return builder.build("html")


def add_html(builder: TextBuilder, markup: str | bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about markup that looks like something else
        soup = BeautifulSoup(markup, "lxml")
    if soup.title and not soup.find("h1"):
        builder.heading(_flat(soup.title))
    page = _Page(builder)
    page.walk(soup)
    page.end_line()


class _Page:
    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._line: list[str] = []
        self._mark = ""  # of a numbered item that has no text yet
        self._items: Counter[int] = Counter()  # of numbered lists

    def walk(self, root: Tag) -> None:
        """Depth first with a stack of our own: pages nest deeper than Python calls may."""
        stack: list[_Node] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, Tag):
                stack.extend(self._open(node))
            elif not isinstance(node, NavigableString):
                self.end_line()
            elif type(node) in (NavigableString, CData):
                self._line.append(_SPACES.sub(" ", node))

    def _open(self, tag: Tag) -> list[_Node]:
        """What to visit, last first; a plain string is the name of a block that ends."""
        if tag.name in _SILENT | _MENUS or _is_hidden(tag):
            return []
        if tag.name in _HEADINGS:
            self.end_line()
            self._builder.heading(_flat(tag))
            return []
        if tag.name == "table" and _is_table(tag):
            self.end_line()
            self._table(tag)
            return []
        if tag.name == "img":
            self._line.append(f" {tag.get('alt') or ''} ")
        ends = [tag.name] if tag.name in _BLOCKS else []
        if ends:
            self.end_line()
        if tag.name == "li" and tag.parent is not None and tag.parent.name == "ol":
            self._mark = self._number(tag.parent)
        return [*ends, *(child for child in reversed(tag.contents) if isinstance(child, Tag | NavigableString))]

    def _number(self, numbered: Tag) -> str:
        start = str(numbered.get("start") or "1")
        self._items[id(numbered)] += 1
        return f"{self._items[id(numbered)] + (int(start) - 1 if start.isdecimal() else 0)}. "

    def _table(self, table: Tag) -> None:
        for caption in table.find_all("caption"):
            self._builder.line(_flat(caption))
        rows = (row for row in table.find_all("tr") if not _is_hidden(row))
        self._builder.table([_cells(row) for row in rows])

    def end_line(self) -> None:
        if text := "".join(self._line).strip():
            self._builder.line(self._mark + text)
            self._mark = ""
        self._line.clear()


def _is_table(table: Tag) -> bool:
    """Rows of short cells; a table that holds paragraphs or other tables is a way to lay out a page."""
    if len(table.find_all("tr")) < 2 and not table.find("th"):
        return False
    cells = table.find_all(["td", "th"])
    blocks = sum(len(cell.find_all(_LAYOUT)) > 1 for cell in cells)
    return not table.find("table") and blocks <= len(cells) * 0.2


def _cells(row: Tag) -> list[str]:
    cells: list[str] = []
    for cell in row.find_all(["td", "th"]):
        span = str(cell.get("colspan") or "1")
        cells += [_flat(cell), *[""] * (min(int(span), 100) - 1 if span.isdecimal() else 0)]
    return cells


def _flat(tag: Tag) -> str:
    """The text in one line; what is not shown is left out."""
    found: list[str] = []
    stack: list[_Node] = [tag]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            if node is tag or not (node.name in _SILENT or _is_hidden(node)):
                space = [" "] if node.name in _BLOCKS else []
                stack += [
                    *space,
                    *(child for child in reversed(node.contents) if isinstance(child, Tag | NavigableString)),
                    *space,
                ]
        elif not isinstance(node, NavigableString) or type(node) in (NavigableString, CData):
            found.append(node)
    return " ".join("".join(found).split())


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))
