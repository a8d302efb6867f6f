"""Comma-separated values: a line for each row that says each value's column."""

import csv
from pathlib import Path

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.text import decode

DELIMITERS = ",;\t|"
SAMPLE_ROWS = 20
LONGEST_FIELD = 1_000_000


def read(path: Path) -> ReadDocument:
    csv.field_size_limit(LONGEST_FIELD)
    text = decode(path.read_bytes())
    try:
        rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter_of(text) or ",") if any(row)]
    except csv.Error as error:
        raise Unreadable(f"The table cannot be read: {error}.") from error
    head = rows[0] if rows and _is_head(rows[0]) else []
    builder = TextBuilder()
    for row in rows[1:] if head else rows:
        builder.line(_line(head, row))
    if head and len(rows) == 1:
        builder.line(" | ".join(head))
    return builder.build("csv")


def delimiter_of(text: str) -> str | None:
    """The character that splits every one of the first rows into as many fields, at least two; None: not a table."""
    lines = [line for line in text.splitlines()[: SAMPLE_ROWS * 2] if line.strip()][:SAMPLE_ROWS]
    for delimiter in DELIMITERS:
        try:
            widths = {len(row) for row in csv.reader(lines, delimiter=delimiter)}
        except csv.Error:
            continue
        if len(widths) == 1 and min(widths) > 1 and len(lines) > 1:
            return delimiter
    return None


def _is_head(row: list[str]) -> bool:
    """Names, not values: no field is empty, repeated or a number."""
    names = [name.strip() for name in row]
    return len(set(names)) == len(names) and all(name and not name[0].isdigit() for name in names)


def _line(head: list[str], row: list[str]) -> str:
    if len(head) != len(row):
        return " | ".join(value.strip() for value in row if value.strip())
    pairs = zip(head, row, strict=True)
    return "; ".join(f"{name.strip()}: {' '.join(value.split())}" for name, value in pairs if value.strip())
