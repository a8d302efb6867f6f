"""How the workbook looks: one accent colour, quiet lines, figures on the right, pages that print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import ColorScaleRule, DataBarRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FACE = "Calibri"
ACCENT, INK, QUIET, LINE, TINT = "1F5F8B", "1B2733", "6B7785", "D5DCE3", "EEF3F7"
WHOLE, SHARE, ONE_PLACE, DAY, MOMENT = "#,##0", "0.0%", "#,##0.0", "ddd d mmm yyyy", "d mmm yyyy hh:mm"
CHANGE = '+0.0%;-0.0%;"±0.0%"'
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")  # what XML cannot hold
FEW = '#,##0;-#,##0;"·"'  # where most are none
ROW = 18.0  # points
Edge = Literal["left", "center", "right"]
Value = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Column:
    head: str
    width: float
    format: str = ""  # none: text
    centred: bool = False


def write(sheet: Worksheet, row: int, column: int, value: Value, *, format: str = "", **font: Any) -> Cell:
    """Words stay words: a name that begins with `=` is not a formula."""
    cell: Cell = sheet.cell(row, column)
    cell.value = clean(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in tuple("=+-@")
    cell.number_format = format or ("@" if isinstance(value, str) else "General")
    cell.font = Font(**{"name": FACE, "size": 11, "color": INK, **font})
    return cell


def clean(words: str) -> str:
    return _FORBIDDEN.sub(" ", words)


def heading(sheet: Worksheet, title: str, about: str) -> None:
    """The first two rows of every sheet."""
    write(sheet, 1, 1, title, size=18, bold=True, color=ACCENT)
    write(sheet, 2, 1, about, color=QUIET)
    sheet.row_dimensions[1].height = 28
    sheet.row_dimensions[2].height = 20


def table(sheet: Worksheet, top: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]], left: int = 1) -> int:
    """Headers in row `top` and the rows below; returns the last row."""
    for place, column in enumerate(columns, left):
        cell = write(sheet, top, place, column.head, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=ACCENT)
        cell.alignment = placed(_side(column))
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[top].height = 24
    for number, values in enumerate(rows, top + 1):
        sheet.row_dimensions[number].height = ROW
        for place, (column, value) in enumerate(zip(columns, values, strict=True), left):
            cell = write(sheet, number, place, value, format=column.format)
            cell.alignment = placed(_side(column))
            cell.border = Border(bottom=Side(style="thin", color=LINE))
    return top + len(rows)


def _side(column: Column) -> Edge:
    return "center" if column.centred else "right" if column.format not in ("", DAY) else "left"


def placed(side: Edge) -> Alignment:
    """Words stand away from the edge, so that they do not touch the figure before them."""
    return Alignment(horizontal=side, vertical="center", indent=1 if side == "left" else 0)


def bars(sheet: Worksheet, cells: str) -> None:
    """A bar behind each figure, as long as the figure is large."""
    sheet.conditional_formatting.add(
        cells, DataBarRule(start_type="num", start_value=0, end_type="max", color="9CC3DD", showValue=True)
    )


def heat(sheet: Worksheet, cells: str) -> None:
    """From white for none to the accent for most."""
    sheet.conditional_formatting.add(
        cells, ColorScaleRule(start_type="num", start_value=0, start_color="FFFFFF", end_type="max", end_color="5B9BC8")
    )


def printable(sheet: Worksheet, *, header_row: int = 0, long: bool = False) -> None:
    """A4, on one page; a `long` one across, the header again on every page. On the screen the header stays in view."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if long else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0 if long else 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Page &P of &N"
    if header_row:
        sheet.freeze_panes = f"A{header_row + 1}"
        sheet.print_title_rows = f"{header_row}:{header_row}"
