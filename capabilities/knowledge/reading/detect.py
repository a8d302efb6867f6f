"""What a file is, told by its content; its name only decides between kinds of plain text."""

import re
import zipfile
from pathlib import Path, PurePath

from capabilities.knowledge.reading.document import Unreadable
from capabilities.knowledge.reading.table import delimiter_of
from capabilities.knowledge.reading.text import decode

SAMPLE = 64_000  # bytes
SUPPORTED = "PDF, Word (docx), text, Markdown, HTML and CSV"

_OFFICE_2003 = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KNOWN = (
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "a recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_ZIPPED = (
    ("xl/", "an Excel file"),
    ("ppt/", "a PowerPoint file"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file"),
)
_HTML = re.compile(r"<(!doctype html|html|head|body|article|div|table|h1|p)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(#{1,6} \S|```|\|? *:?-{3,}:? *\|)|\[[^\]\n]+\]\([^)\s]+\)", re.MULTILINE)


def detect(path: Path, name: str) -> str:
    """One of the keys of the registry. Raises Unreadable for everything else."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if not head:
        raise Unreadable("The file is empty.")
    if b"%PDF" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _detect_zipped(path)
    if head.startswith(_OFFICE_2003):
        raise Unreadable(_explain_office(path))
    for start, kind in _KNOWN:
        if head.startswith(start):
            raise _unsupported(kind)
    return _detect_text(head, PurePath(name).suffix.lower())


def _detect_zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable("The file is a damaged archive or Office file and cannot be opened.") from None
    if "word/document.xml" in names:
        return "docx"
    for start, kind in _ZIPPED:
        if any(name.startswith(start) for name in names):
            raise _unsupported(kind)
    raise _unsupported("an archive")


def _explain_office(path: Path) -> str:
    if _ENCRYPTED in path.read_bytes():
        return "The file is protected by a password: save a copy without it and upload that."
    return "This is an Office file of the old kind (before 2007): save it as docx or PDF and upload that."


def _unsupported(kind: str) -> Unreadable:
    return Unreadable(f"This is {kind}, which is not supported yet. Supported are {SUPPORTED}.")


def _detect_text(head: bytes, suffix: str) -> str:
    text = decode(head[: head.rfind(b"\n") + 1] or head)  # no character cut in two at the end of the sample
    odd = sum(map(_is_odd, text))
    if odd > len(text) * 0.02:
        raise _unsupported("a binary file of an unknown kind")
    if _HTML.search(text[:4000]) and text.lstrip("\ufeff \t\n").startswith("<"):
        return "html"
    if suffix in (".md", ".markdown") or (suffix != ".csv" and _MARKDOWN.search(text)):
        return "md"
    return "csv" if _is_table(text, suffix) else "txt"


def _is_odd(character: str) -> bool:
    return character == "\ufffd" or (character < " " and character not in "\t\n\r\f\x1b")


def _is_table(text: str, suffix: str) -> bool:
    return suffix in (".csv", ".tsv") or (text.count("\n") >= 3 and delimiter_of(text) is not None)
