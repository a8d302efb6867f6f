"""Presentations: each slide is a page and its title a section; then its notes, comments, charts and diagrams."""

from lxml.etree import _Element

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.office import add_embedded, add_graphics, paragraphs, shown
from capabilities.knowledge.reading.packed import Packed, attribute, inside, local
from capabilities.knowledge.reading.source import Source

_TITLES = ("title", "ctrTitle")
_UNTOLD = ("sldNum", "sldImg", "dt")  # placeholders whose text says nothing


def read(source: Source) -> ReadDocument:
    package = Packed(source)
    main = next(iter(package.linked("", "officeDocument")), "ppt/presentation.xml")
    if main not in package.names:
        raise Unreadable("The presentation is damaged: its main part is missing. Save it again and upload that copy.")
    builder = TextBuilder()
    for slide in _slides(package, main):
        builder.next_page()
        _add_slide(builder, package, slide)
    _add_masters(builder, package, main)
    add_embedded(builder, source, package)
    return builder.build("pptx")


def _slides(package: Packed, main: str) -> list[str]:
    """In the order in which they are shown."""
    links = package.links(main)
    listed = (links.get(_slide_id(node)) for node in inside(package.xml(main), "sldId"))
    return [link.target for link in listed if link and link.target in package.names]


def _slide_id(node: _Element) -> str:
    return next((str(value) for key, value in node.items() if str(key).endswith("}id")), "")


def _add_slide(builder: TextBuilder, package: Packed, part: str) -> None:
    root = package.xml_or_none(part)
    if root is None:
        builder.notice(f"Slide {part.rpartition('/slide')[2].removesuffix('.xml')} is damaged and was left out.")
        return
    shapes = _shapes(root)
    for title in (each for each in shapes if _placeholder(each) in _TITLES):
        builder.heading(" ".join(" ".join(paragraphs(title)).split()))
    for shape in shapes:
        if _placeholder(shape) not in (*_TITLES, *_UNTOLD):
            _add_shape(builder, shape)
    add_graphics(builder, package, part)
    for kind in ("notesSlide", "comments"):
        for name in package.linked(part, kind):
            _add_beside(builder, package.xml_or_none(name))


def _shapes(root: _Element) -> list[_Element]:
    """With those in groups, in the order in which they are drawn."""
    found = inside(root, "sp", "pic", "graphicFrame", "cxnSp")
    return [each for each in found if not any(local(above) == "Fallback" for above in each.iterancestors())]


def _placeholder(shape: _Element) -> str:
    """What the layout keeps this shape's place for; empty for a shape of the slide's own."""
    return next((attribute(each, "type") or "body" for each in inside(shape, "ph")), "")


def _add_shape(builder: TextBuilder, shape: _Element) -> None:
    table = next(inside(shape, "tbl"), None)
    if table is not None:
        builder.table([[_text(cell) for cell in inside(row, "tc")] for row in inside(table, "tr")])
        return
    for text in paragraphs(shape):
        for line in text.splitlines():
            builder.line(line)
    if local(shape) == "pic":
        for properties in inside(shape, "cNvPr"):
            builder.line(attribute(properties, "descr"))


def _text(node: _Element) -> str:
    return " ".join(paragraphs(node))


def _add_beside(builder: TextBuilder, root: _Element | None) -> None:
    """Notes and comments."""
    if root is None:
        return
    for shape in inside(root, "sp"):
        if _placeholder(shape) not in _UNTOLD:
            _add_shape(builder, shape)
    for comment in inside(root, "cm"):
        for text in inside(comment, "text"):
            builder.line(text.text or shown(text))
        for body in inside(comment, "txBody"):
            builder.line(_text(body))


def _add_masters(builder: TextBuilder, package: Packed, main: str) -> None:
    """What layouts and masters themselves show on slides, such as a company's name; not the hints in placeholders."""
    told: dict[str, None] = {}
    for part in sorted(package.names):
        if part.startswith(("ppt/slideLayouts/slide", "ppt/slideMasters/slide")) and part.endswith(".xml"):
            root = package.xml_or_none(part)
            shapes = _shapes(root) if root is not None else []
            told.update(dict.fromkeys(_text(each).strip() for each in shapes if not _placeholder(each)))
    if any(told):
        builder.section("Slide master")
    for text in told:
        builder.line(text)
