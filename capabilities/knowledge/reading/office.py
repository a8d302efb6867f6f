"""What Word, PowerPoint and Excel files have in common: text in paragraphs, charts, diagrams, embedded files."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from lxml.etree import _Element

from capabilities.knowledge.reading.document import TextBuilder
from capabilities.knowledge.reading.packed import Packed, inside, local
from capabilities.knowledge.reading.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_NOT_SHOWN = {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "rPh", "fldData"}


def drawn(node: _Element, aside: list[_Element]) -> str:
    """The text of a paragraph as it is shown; boxes and pictures that hang on it are put into `aside`."""
    found: list[str] = []
    _collect(node, found, aside)
    return "".join(found)


def _collect(node: _Element, found: list[str], aside: list[_Element]) -> None:
    for child in node:
        name = local(child)
        if name == "t":
            found.append(child.text or "")
        elif name in _BREAKS:
            found.append(_BREAKS[name])
        elif name in ("txbxContent", "docPr", "chart", "relIds"):
            aside.append(child)
        elif name not in _NOT_SHOWN:
            _collect(child, found, aside)


def shown(node: _Element) -> str:
    return drawn(node, [])


def paragraphs(node: _Element) -> Iterator[str]:
    """Of a part without tables: a comment, a note, a box on a slide."""
    return (shown(each) for each in inside(node, "p"))


def add_chart(builder: TextBuilder, chart: _Element) -> None:
    """Its titles, and the numbers it draws as a table: categories down, series across."""
    for title in inside(chart, "title"):
        builder.line(" ".join(paragraphs(title)))
    series = [
        (_cached(each, "tx"), _cached(each, "cat", "xVal"), _cached(each, "val", "yVal"))
        for each in inside(chart, "ser")
    ]
    if series:
        categories = max((found for _, found, _ in series), key=len)
        head = ["", *(" ".join(name) for name, _, _ in series)]
        columns = zip_longest(categories, *(values for _, _, values in series), fillvalue="")
        builder.table([head, *columns])


def _cached(series: _Element, *kinds: str) -> list[str]:
    return [value.text or "" for part in series if local(part) in kinds for value in inside(part, "v")]


def add_diagram(builder: TextBuilder, data: _Element) -> None:
    for point in inside(data, "pt"):
        builder.line(" ".join(paragraphs(point)))


def add_graphics(builder: TextBuilder, package: Packed, part: str) -> None:
    """Charts and diagrams that a part shows."""
    for add, kind in _GRAPHICS:
        for name in package.linked(part, kind):
            root = package.xml_or_none(name)
            if root is not None:
                add(builder, root)


_GRAPHICS: "tuple[tuple[Callable[[TextBuilder, _Element], None], str], ...]" = (
    (add_chart, "chart"),
    (add_diagram, "diagramData"),
)


def add_embedded(builder: TextBuilder, source: Source, package: Packed) -> None:
    """Files within the file are read in turn, each as a section; macros are told of."""
    from capabilities.knowledge.reading.embedded import add_file, unwrapped

    for entry in package.entries:
        if "/embeddings/" in entry.filename:
            name, data = unwrapped(entry.filename.rpartition("/")[2], package.unpack(entry))
            add_file(builder, source, name, data)
        elif entry.filename.endswith("vbaProject.bin"):
            builder.notice("Macros in the file were ignored.")
