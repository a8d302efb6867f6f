"""Reads a file into text with spans: one small module per format, chosen by what the file contains."""

from collections.abc import Callable, Mapping
from pathlib import Path

from capabilities.knowledge.reading import docx, html, markdown, pdf, table, text
from capabilities.knowledge.reading.detect import detect
from capabilities.knowledge.reading.document import ReadDocument, Unreadable

__all__ = ["READERS", "ReadDocument", "Unreadable", "read"]

READERS: Mapping[str, Callable[[Path], ReadDocument]] = {
    "pdf": pdf.read,
    "docx": docx.read,
    "html": html.read,
    "md": markdown.read,
    "csv": table.read,
    "txt": text.read,
}


def read(path: Path, name: str) -> ReadDocument:
    """Raises Unreadable with a sentence for the person."""
    document = READERS[detect(path, name)](path)
    if not document.text:
        raise Unreadable("There is no text in the file.")
    return document
