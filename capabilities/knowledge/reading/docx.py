"""Word documents: headings, paragraphs and tables in their order."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable

LARGEST_UNPACKED = 300_000_000  # bytes; a small file can claim any size
DEEPEST_TABLE = 5


def read(path: Path) -> ReadDocument:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    _refuse_bombs(path)
    builder = TextBuilder()
    try:
        for block in docx.Document(str(path)).iter_inner_content():
            _add(builder, block)
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise Unreadable(
            "The Word document is damaged and cannot be opened: open it in Word, save it again and upload that copy."
        ) from error
    return builder.build("docx")


def _refuse_bombs(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > LARGEST_UNPACKED:
        raise Unreadable(f"The Word document unpacks to {size // 1_000_000:,} MB, which is too large to be read.")


def _add(builder: TextBuilder, block: Any) -> None:
    if hasattr(block, "rows"):
        for row in _rows(block, 1):
            builder.line(row)
        return
    style = (block.style.name or "") if block.style is not None else ""
    if style.startswith(("Heading", "Title")):
        builder.heading(block.text)
    else:
        for line in block.text.splitlines():
            builder.line(line)


def _rows(table: Any, depth: int) -> Iterator[str]:
    """A line for each row; merged cells are said once, and tables within cells follow."""
    for row in table.rows:
        cells = list({id(cell._tc): cell for cell in row.cells}.values())
        yield " | ".join(text for cell in cells if (text := " ".join(cell.text.split())))
        if depth < DEEPEST_TABLE:
            for inner in (inner for cell in cells for inner in cell.tables):
                yield from _rows(inner, depth + 1)
