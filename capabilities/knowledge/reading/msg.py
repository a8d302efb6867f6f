"""E-mail as Outlook saves it: properties in the streams of a compound file (MS-OXMSG)."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.embedded import add_file
from capabilities.knowledge.reading.mail import add_body, add_header
from capabilities.knowledge.reading.source import Source
from capabilities.knowledge.reading.text import decode

_HEADERS = (("From", ("5D01", "0C1F", "0C1A")), ("To", ("0E04",)), ("Cc", ("0E03",)), ("Subject", ("0037",)))
_BODY, _HTML, _FILE_NAMES, _FILE = "1000", "1013", ("3707", "3704", "3001"), "3701"
_UNICODE, _BYTES, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"


def read(source: Source) -> ReadDocument:
    import olefile

    builder = TextBuilder()
    try:
        with olefile.OleFileIO(BytesIO(source.data)) as compound:
            _add_message(builder, source, compound, [])
    except (OSError, ValueError, IndexError, AttributeError) as error:
        raise Unreadable("The Outlook message is damaged: save it again and upload that copy.") from error
    return builder.build("msg")


def _add_message(builder: TextBuilder, source: Source, compound: Any, at: list[str]) -> None:
    builder.next_page("Message")
    for name, properties in _HEADERS:
        values = dict.fromkeys(_text(compound, at, each) for each in properties)
        add_header(builder, name, " ".join(_named(values)))
    if body := _text(compound, at, _BODY):
        add_body(builder, body, is_html=False)
    else:
        add_body(builder, _text(compound, at, _HTML) or decode(_stream(compound, at, _HTML, _BINARY)), is_html=True)
    for folder in _attachments(compound, at):
        _add_attachment(builder, source, compound, [*at, folder])


def _named(values: Iterable[str]) -> list[str]:
    """The address first, then whose it is."""
    found = list(filter(None, values))
    return [*found[:1], *(f"({name})" for name in found[1:])]


def _attachments(compound: Any, at: list[str]) -> list[str]:
    depth = len(at)
    paths = [path for path in compound.listdir() if path[:depth] == at and len(path) > depth]
    return sorted({path[depth] for path in paths if path[depth].startswith("__attach")})


def _add_attachment(builder: TextBuilder, source: Source, compound: Any, at: list[str]) -> None:
    names = (_text(compound, at, each) for each in _FILE_NAMES)
    name = next(filter(None, names), "attachment")
    message = [*at, f"__substg1.0_{_FILE}{_OBJECT}"]
    if compound.exists([*message, "__properties_version1.0"]):
        if len(at) < 4:  # messages within messages
            _add_message(builder, source, compound, message)
        return
    builder.next_page(name)
    add_file(builder, source, name, _stream(compound, at, _FILE, _BINARY))


def _text(compound: Any, at: list[str], name: str) -> str:
    if text := _stream(compound, at, name, _UNICODE):
        return text.decode("utf-16-le", "replace").replace("\r\n", "\n").strip("\0 ")
    return decode(_stream(compound, at, name, _BYTES)).strip("\0 ")


def _stream(compound: Any, at: list[str], name: str, kind: str) -> bytes:
    path = [*at, f"__substg1.0_{name}{kind}"]
    data: bytes = compound.openstream(path).read() if compound.exists(path) else b""
    return data
