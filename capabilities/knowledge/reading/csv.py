"""Comma-separated values, with whatever stands for the comma."""

import csv

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.source import Source
from capabilities.knowledge.reading.text import decode

DELIMITERS = ",;\t|"
SAMPLE_ROWS = 20
LONGEST_FIELD = 1_000_000


def read(source: Source) -> ReadDocument:
    csv.field_size_limit(LONGEST_FIELD)
    text = decode(source.data)
    builder = TextBuilder()
    try:
        builder.table(csv.reader(text.splitlines(), delimiter=delimiter_of(text) or ","))
    except csv.Error as error:
        raise Unreadable(f"The table cannot be read: {error}.") from error
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
