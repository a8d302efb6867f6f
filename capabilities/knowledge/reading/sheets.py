"""Spreadsheets of Excel (old and new) and OpenDocument: each sheet is a page, its rows a table."""

import datetime
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from lxml.etree import _Element

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.office import add_embedded, add_graphics, paragraphs, shown
from capabilities.knowledge.reading.packed import PROTECTED, Packed, inside
from capabilities.knowledge.reading.source import Source

MOST_CELLS = 3_000_000
_HEADER_CODE = re.compile(r'&(?:[LCRPNDTAFZGBIUSXYEHO]|"[^"]*"|K[0-9A-F]{6}|\d+)')


def read_xlsx(source: Source) -> ReadDocument:
    package = Packed(source)
    for entry in package.entries:
        source.job.spend(entry.file_size)  # what the library will unpack
    builder = _values(source)
    main = next(iter(package.linked("", "officeDocument")), "xl/workbook.xml")
    for sheet in package.linked(main, "worksheet", "chartsheet"):
        _add_beside(builder, package, sheet)
    add_embedded(builder, source, package)
    return builder.build("xlsx")


def read_xls(source: Source) -> ReadDocument:
    return _values(source).build("xls")


def read_ods(source: Source) -> ReadDocument:
    Packed(source)
    return _values(source).build("ods")


def _values(source: Source) -> TextBuilder:
    import python_calamine as calamine

    builder = TextBuilder()
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(source.data))
        left = MOST_CELLS
        for name in book.sheet_names:
            builder.next_page(name)
            left = _add_sheet(builder, book, name, left)
    except calamine.PasswordError:
        raise Unreadable(PROTECTED) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(
            "The spreadsheet is damaged and cannot be opened: open it in its own program, save it again and upload "
            "that copy."
        ) from error
    return builder


def _add_sheet(builder: TextBuilder, book: Any, name: str, left: int) -> int:
    import python_calamine as calamine

    try:
        sheet = book.get_sheet_by_name(name)
    except calamine.WorksheetNotFound:  # a sheet that is only a chart
        return left
    rows = list(_rows(sheet, left))
    if sum(map(len, rows)) >= left:
        builder.notice(f"Only the first {MOST_CELLS:,} cells were read.")
    if any(map(any, rows)):
        builder.heading(name)
    _add_rows(builder, rows)
    return left - sum(map(len, rows))


def _rows(sheet: Any, left: int) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        left -= len(row)
        if left < 0:
            return
        yield [_shown(value) for value in row]


def _add_rows(builder: TextBuilder, rows: Sequence[list[str]]) -> None:
    """What stands alone in the first rows is a title; columns that are empty throughout go."""
    used = [number for number, column in enumerate(zip(*rows, strict=True)) if any(column)]
    cells = [row for row in ([row[number] for number in used] for row in rows) if any(row)]
    head = next((number for number, row in enumerate(cells) if sum(map(bool, row)) > 1), len(cells))
    for row in cells[:head]:
        builder.line(" ".join(filter(None, row)))
    builder.table(cells[head:])


def _shown(value: object) -> str:
    """As people write it: no `.0` behind whole numbers, no midnight behind days."""
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else str(value)
    if isinstance(value, datetime.datetime):
        return str(value.date()) if value.time() == datetime.time.min else str(value)
    return str(value)


def _add_beside(builder: TextBuilder, package: Packed, sheet: str) -> None:
    """Comments, text boxes, charts, and what is printed above and below."""
    found = [*_printed(package.xml_or_none(sheet)), *_comments(package, sheet)]
    for drawing in package.linked(sheet, "drawing"):
        root = package.xml_or_none(drawing)
        found += paragraphs(root) if root is not None else ()
    for text in dict.fromkeys(found):
        builder.line(text)
    for drawing in package.linked(sheet, "drawing"):
        add_graphics(builder, package, drawing)


def _comments(package: Packed, sheet: str) -> Iterator[str]:
    for part in package.linked(sheet, "comments", "threadedComment"):
        root = package.xml_or_none(part)
        for comment in inside(root, "comment", "threadedComment") if root is not None else ():
            yield "".join(each.text or "" for each in inside(comment, "text", "t")) or shown(comment)


def _printed(root: _Element | None) -> Iterator[str]:
    for part in inside(root, "headerFooter") if root is not None else ():
        for each in part:
            yield " ".join(_HEADER_CODE.sub(" ", each.text or "").split())
