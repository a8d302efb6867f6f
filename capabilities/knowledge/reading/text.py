"""Plain text, and how bytes become text."""

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, unwrap
from capabilities.knowledge.reading.source import Source

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ENOUGH_TO_GUESS = 100_000  # bytes


def read(source: Source) -> ReadDocument:
    builder = TextBuilder()
    for block in decode(source.data).split("\n\n"):
        for paragraph in unwrap(block):
            builder.line(paragraph)
    return builder.build("txt")


def decode(content: bytes) -> str:
    """By byte order mark, as UTF-8, or by the encoding its letters suggest; never fails."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lines(content.decode(encoding, "replace"))
    try:
        return _lines(content.decode())
    except UnicodeDecodeError:
        return _lines(content.decode(_guess(content), "replace"))


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:ENOUGH_TO_GUESS]).best()
    return best.encoding if best else "cp1252"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
