"""What a file is, told by its content; its name only decides between kinds of plain text."""

import re
from io import BytesIO
from pathlib import PurePath

from capabilities.knowledge.reading.csv import delimiter_of
from capabilities.knowledge.reading.document import Unreadable
from capabilities.knowledge.reading.json import parse
from capabilities.knowledge.reading.packed import PROTECTED, Packed
from capabilities.knowledge.reading.source import Source
from capabilities.knowledge.reading.text import decode

SAMPLE = 64_000  # bytes
SUPPORTED = (
    "PDF, Word, PowerPoint, Excel, OpenDocument, RTF, text, Markdown, HTML, CSV, JSON, XML, e-mail, e-books, pictures, "
    "recordings and zip archives of these"
)

_BEGINS = (  # content, where, kind
    (b"\x89PNG\r\n\x1a\n", 0, "image"),
    (b"\xff\xd8\xff", 0, "image"),
    (b"GIF8", 0, "image"),
    (b"WEBP", 8, "image"),
    (b"II*\0", 0, "image"),
    (b"MM\0*", 0, "image"),
    (b"WAVE", 8, "audio"),
    (b"ID3", 0, "audio"),
    (b"OggS", 0, "audio"),
    (b"fLaC", 0, "audio"),
    (b"\x1aE\xdf\xa3", 0, "audio"),  # Matroska, WebM: the sound of it
    (b"{\\rtf", 0, "rtf"),
)
_UNSUPPORTED = (
    (b"ftyphei", 4, "a HEIC picture"),
    (b"ftypavif", 4, "an AVIF picture"),
    (b"AVI ", 8, "a film"),
    (b"\x1f\x8b", 0, "a gzip archive"),
    (b"Rar!", 0, "a RAR archive"),
    (b"7z\xbc\xaf", 0, "a 7-Zip archive"),
    (b"ustar", 257, "a tar archive"),
    (b"MZ", 0, "a program"),
    (b"\x7fELF", 0, "a program"),
    (b"SQLite format 3\0", 0, "a database"),
)
_COMPOUND = b"\xd0\xcf\x11\xe0"
_MPEG_SOUND = re.compile(rb"\xff[\xe2\xe3\xf2-\xf7\xfa-\xfd][\x10-\xeb]")  # a frame's header of MP1 to MP3
_ZIPPED = (
    ("word/document.xml", "docx"),
    ("word/document2.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
    ("META-INF/container.xml", "epub"),
)
_OPEN = (("spreadsheet", "ods"), ("presentation", "odt"), ("text", "odt"), ("graphics", "odt"))
_HTML = re.compile(r"<(!doctype html|html|head|body|article|div|table|h1|p)\b", re.IGNORECASE)
_XML = re.compile(r"\s*<(\?xml|svg|rss|feed)\b")
_MARKDOWN = re.compile(r"^(#{1,6} \S|```|\|? *:?-{3,}:? *\|)|\[[^\[\]\n]{1,500}\]\([^)\s]{1,500}\)", re.MULTILINE)
_MAIL = re.compile(
    r"^(From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type|Delivered-To|X-[\w-]+):\s",
    re.MULTILINE | re.IGNORECASE,
)


def detect(source: Source) -> str:
    """One of the keys of the readers. Raises Unreadable for everything else."""
    data = source.data
    if not data:
        raise Unreadable("The file is empty.")
    if data.startswith(b"PK"):
        return _detect_zipped(source)
    if data.startswith(_COMPOUND):
        return _detect_compound(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if kind := _by_beginning(data):
        return kind
    return _detect_text(data, PurePath(source.name).suffix.lower())


def _by_beginning(data: bytes) -> str | None:
    for begin, at, kind in _UNSUPPORTED:
        if data.startswith(begin, at):
            raise unsupported(kind)
    for begin, at, kind in _BEGINS:
        if data.startswith(begin, at):
            return kind
    if data.startswith(b"ftyp", 4) or _MPEG_SOUND.match(data):
        return "audio"
    return "image" if data.startswith(b"BM") and data[6:10] == bytes(4) else None


def _detect_zipped(source: Source) -> str:
    package = Packed(source)
    for name, kind in _ZIPPED:
        if name in package.names:
            return kind
    if "content.xml" in package.names and "META-INF/manifest.xml" in package.names:
        told = package.read("mimetype").decode("latin-1") if "mimetype" in package.names else ""
        return next((kind for word, kind in _OPEN if word in told), "odt")
    if "[Content_Types].xml" in package.names:
        return _by_main_part(package)
    return "zip"


def _by_main_part(package: Packed) -> str:
    """An Office file whose main part has an unusual name."""
    main = next(iter(package.linked("", "officeDocument")), "")
    kinds = {"word": "docx", "ppt": "pptx", "xl": "xlsx"}
    return next((kind for folder, kind in kinds.items() if main.startswith(folder + "/")), "zip")


def _detect_compound(data: bytes) -> str:
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as compound:
            streams = {"/".join(path) for path in compound.listdir()}
    except (OSError, ValueError, IndexError, AttributeError):
        raise Unreadable("The file is a damaged Office file of the old kind (before 2007).") from None
    if "EncryptedPackage" in streams:
        raise Unreadable(PROTECTED)
    if streams & {"Workbook", "Book"}:
        return "xls"
    if "__properties_version1.0" in streams:
        return "msg"
    raise Unreadable(
        "This is an Office file of the old kind (before 2007): save it as docx, pptx or PDF and upload that."
    )


def unsupported(kind: str) -> Unreadable:
    return Unreadable(f"This is {kind}, which is not supported. Supported are {SUPPORTED}.")


def _detect_text(data: bytes, suffix: str) -> str:
    head = data[:SAMPLE]
    text = decode(head[: head.rfind(b"\n") + 1] or head)  # no character cut in two at the end of the sample
    if sum(map(_is_odd, text)) > max(1, len(text) * 0.02):
        raise unsupported("a binary file of an unknown kind")
    begin = text.lstrip("\ufeff \t\n")
    if begin.startswith("<") and (kind := _detect_marked_up(begin, suffix)):
        return kind
    if begin.startswith(("{", "[")) and _is_json(data):
        return "json"
    if _is_mail(begin):
        return "eml"
    if suffix in (".md", ".markdown") or (suffix not in (".csv", ".tsv") and _MARKDOWN.search(text)):
        return "md"
    return "csv" if _is_table(text, suffix) else "txt"


def _detect_marked_up(text: str, suffix: str) -> str | None:
    if _HTML.search(text[:4000]) and not re.search(r"<(rss|feed|svg|rdf:RDF)\b", text[:4000]):
        return "html"
    return "xml" if _XML.match(text) or suffix in (".xml", ".rss", ".svg") else None


def _is_json(data: bytes) -> bool:
    try:
        parse(decode(data))
    except (Unreadable, RecursionError):
        return False
    return True


def _is_mail(text: str) -> bool:
    """At least three of the usual headers before the first empty line."""
    names = {match[1].lower() for match in _MAIL.finditer(text.partition("\n\n")[0])}
    return len(names) >= 3 and bool(re.match(r"(From |[\w-]+:)", text))


def _is_odd(character: str) -> bool:
    return character == "\ufffd" or (character < " " and character not in "\a\b\t\n\r\f\x1b")


def _is_table(text: str, suffix: str) -> bool:
    return suffix in (".csv", ".tsv") or (text.count("\n") >= 3 and delimiter_of(text) is not None)
