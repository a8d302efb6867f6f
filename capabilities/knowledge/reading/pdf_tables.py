"""Tables in a PDF, which knows none: lines whose words stand in columns with wide gaps between them.

Careful rather than complete: what is found is written as a table, all else stays as it was, and no letter is lost
either way. Two columns of prose are no table: their cells are long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any, TypeAlias

FEWEST_ROWS = 3
GAP = 1.1  # between cells, in heights of a letter
LONGEST_CELL = 45  # letters, on average
FULL = 0.5  # of a table's cells, at least
SHARED = 0.15  # of its pieces of text, at most, that stand in a cell with another one
_MARK = 0x02  # pdfium's, of a word cut at a line end

Rows: TypeAlias = list[list[str]]


@dataclass
class Cell:
    text: str
    left: float
    right: float


@dataclass
class Line:
    text: str
    cells: list[Cell]


def blocks(page: Any) -> Iterator[str | Rows]:
    """The text of an open text page in its order: runs of lines as they are, and tables."""
    lines = [line for line in _lines(page) if line.text.strip()]
    start = 0
    for first, last in _candidates(lines):
        rows = _table(lines[first:last])
        if rows:
            if first > start:
                yield "\n".join(line.text for line in lines[start:first])
            yield rows
            start = last
    if start < len(lines):
        yield "\n".join(line.text for line in lines[start:])


def may_have_tables(page: Any, text: str) -> bool:
    """Cheap: whether more pieces of text stand on the page than it has lines."""
    from pypdfium2 import raw

    return int(raw.FPDFText_CountRects(page, 0, -1)) > 1.5 * (text.count("\n") + 1)


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines with several cells."""
    start = None
    for number, line in enumerate([*lines, Line("", [])]):
        if len(line.cells) > 1:
            start = number if start is None else start
        elif start is not None:
            if number - start >= FEWEST_ROWS:
                yield start, number
            start = None


def _table(lines: Sequence[Line]) -> Rows:
    """The rows, or none when the cells do not stand in columns."""
    cells = [cell for line in lines for cell in line.cells]
    columns = _columns(cells)
    if len(columns) < 2 or mean(len(cell.text) for cell in cells) > LONGEST_CELL:
        return []
    rows = [_row(line, columns) for line in lines]
    filled = sum(bool(cell) for row in rows for cell in row)
    stands_alone = filled >= (1 - SHARED) * len(cells)
    return rows if stands_alone and filled >= FULL * len(rows) * len(columns) else []


def _columns(cells: Sequence[Cell]) -> list[tuple[float, float]]:
    """Cells that lie above each other, even in part, are of one column."""
    merged: list[tuple[float, float]] = []
    for cell in sorted(cells, key=lambda each: each.left):
        if merged and cell.left < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], cell.right)
        else:
            merged.append((cell.left, cell.right))
    return merged


def _row(line: Line, columns: Sequence[tuple[float, float]]) -> list[str]:
    return [
        " ".join(cell.text for cell in line.cells if left <= cell.left < right or cell.left == left)
        for left, right in columns
    ]


def _lines(page: Any) -> Iterator[Line]:
    from pypdfium2 import raw

    letters: list[tuple[str, tuple[float, float, float, float]]] = []
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code == 0x0A:
            yield _line(letters)
            letters = []
        elif code not in (0x0D, 0, _MARK):
            letters.append((_letter(code), page.get_charbox(index)))
    yield _line(letters)


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _line(letters: Sequence[tuple[str, tuple[float, float, float, float]]]) -> Line:
    """Boxes are left, bottom, right, top; those of spaces say nothing."""
    cells: list[Cell] = []
    space = False
    for letter, (left, bottom, right, top) in letters:
        if letter.isspace():
            space = True
            continue
        if not cells or left - cells[-1].right > GAP * max(top - bottom, 4.0) or right < cells[-1].left:
            cells.append(Cell(letter, left, right))
        else:
            cells[-1].text += " " + letter if space else letter
            cells[-1].right = max(cells[-1].right, right)
        space = False
    return Line("".join(letter for letter, _ in letters), cells)
