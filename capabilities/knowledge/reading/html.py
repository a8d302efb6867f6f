"""Web pages: what a reader sees, without menus, scripts and hidden parts."""

import re
import warnings
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder

_SILENT = {"script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "select", "button"}
_MENUS = {"nav"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = {"td", "th"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)


def read(path: Path) -> ReadDocument:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about markup that looks like something else
        soup = BeautifulSoup(path.read_bytes(), "lxml")
    page = _Page()
    page.walk(soup)
    return page.finish()


class _Page:
    def __init__(self) -> None:
        self._builder = TextBuilder()
        self._line: list[str] = []

    def walk(self, root: Tag) -> None:
        """Depth first with a stack of our own: pages nest deeper than Python calls may."""
        stack: list[Tag | NavigableString | str] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, Tag):
                stack.extend(self._open(node))
            elif not isinstance(node, NavigableString):
                self._close(node)
            elif type(node) in (NavigableString, CData):
                self._line.append(re.sub(r"\s+", " ", node))

    def finish(self) -> ReadDocument:
        self._end_line()
        return self._builder.build("html")

    def _open(self, tag: Tag) -> "list[Tag | NavigableString | str]":
        """What to visit, last first; a plain string is the name of a tag that ends."""
        if tag.name in _SILENT | _MENUS or _is_hidden(tag):
            return []
        if tag.name in _HEADINGS:
            self._end_line()
            self._builder.heading(" ".join(tag.get_text(" ").split()))
            return []
        if tag.name in _BLOCKS:
            self._end_line()
        children = [child for child in tag.contents if isinstance(child, Tag | NavigableString)]
        return [tag.name, *reversed(children)]

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self._end_line()
        elif name in _CELLS:
            self._line.append(" | ")

    def _end_line(self) -> None:
        text = re.sub(r"(\s*\|\s*)+$", "", "".join(self._line))
        self._builder.line(text)
        self._line.clear()


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))
