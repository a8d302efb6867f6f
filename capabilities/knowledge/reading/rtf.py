"""Rich text: its paragraphs, and its tables where a row's cells are marked."""

from collections.abc import Callable
from itertools import groupby

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.source import Source


def read(source: Source) -> ReadDocument:
    from striprtf.striprtf import rtf_to_text

    convert: Callable[..., str] = rtf_to_text
    try:
        text = convert(source.data.decode("cp1252", "replace"), errors="replace")
    except (ValueError, IndexError, KeyError, LookupError) as error:
        raise Unreadable(
            "The RTF file is damaged: open it in its own program, save it again and upload that copy."
        ) from error
    builder = TextBuilder()
    for is_table, lines in groupby(text.splitlines(), key=_is_row):
        if is_table:
            builder.table([line.strip().removesuffix("|").split("|") for line in lines])
        else:
            for line in lines:
                builder.line(line)
    return builder.build("rtf")


def _is_row(line: str) -> bool:
    """How the library ends a table's row."""
    return line.rstrip().endswith("|") and line.count("|") > 1
