"""Reads a file into text with spans: one small module per format, chosen by what the file contains."""

from importlib import import_module
from pathlib import Path

from capabilities.knowledge.reading.document import ReadDocument, Unreadable
from capabilities.knowledge.reading.source import Job, Source

__all__ = ["READERS", "Job", "ReadDocument", "Source", "Unreadable", "read", "read_source"]

READERS = {  # kind: module, and the function in it; loaded when needed, for a process reads one file only
    "pdf": ("pdf", "read"),
    "docx": ("docx", "read"),
    "pptx": ("pptx", "read"),
    "xlsx": ("sheets", "read_xlsx"),
    "xls": ("sheets", "read_xls"),
    "ods": ("sheets", "read_ods"),
    "odt": ("odf", "read"),
    "rtf": ("rtf", "read"),
    "html": ("html", "read"),
    "xml": ("xml", "read"),
    "json": ("json", "read"),
    "md": ("markdown", "read"),
    "csv": ("csv", "read"),
    "txt": ("text", "read"),
    "eml": ("mail", "read"),
    "msg": ("msg", "read"),
    "epub": ("epub", "read"),
    "image": ("image", "read"),
    "audio": ("audio", "read"),
    "zip": ("archive", "read"),
}


def read(path: Path, name: str, job: Job | None = None) -> ReadDocument:
    """Raises Unreadable with a sentence for the person."""
    return read_source(Source(name, path.read_bytes(), job or Job()))


def read_source(source: Source) -> ReadDocument:
    from capabilities.knowledge.reading.detect import detect

    module, function = READERS[detect(source)]
    document: ReadDocument = getattr(import_module(f"{__name__}.{module}"), function)(source)
    if not document.text and not document.members:
        raise Unreadable(" ".join(["There is no text in the file.", *document.notices]))
    return document
