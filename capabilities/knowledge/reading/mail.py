"""E-mail: who, when and about what; the message; each attachment as a page with its name."""

from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, unwrap
from capabilities.knowledge.reading.embedded import add_file
from capabilities.knowledge.reading.html import add_html
from capabilities.knowledge.reading.source import Source
from capabilities.knowledge.reading.text import decode

HEADERS = ("From", "To", "Cc", "Reply-To", "Date", "Subject")


def read(source: Source) -> ReadDocument:
    message = BytesParser(policy=policy.default).parsebytes(source.data)
    builder = TextBuilder()
    builder.next_page("Message")
    for name in HEADERS:
        add_header(builder, name, _header(message, name))
    body = message.get_body(("plain", "html"))
    if body is not None:
        add_body(builder, _content(body), body.get_content_subtype() == "html")
    for number, part in enumerate(_attachments(message, body), 1):
        name, data = _file(part, number)
        builder.next_page(name)
        add_file(builder, source, name, data)
    return builder.build("eml")


def add_header(builder: TextBuilder, name: str, value: str) -> None:
    if value and name == "Subject":
        builder.section(value)
    if value:
        builder.line(f"{name}: {value}")


def add_body(builder: TextBuilder, text: str, is_html: bool) -> None:
    if is_html:
        add_html(builder, text)
        return
    for block in text.split("\n\n"):
        for line in unwrap(block):
            builder.line(line)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):  # the library fails on some malformed addresses
        return ""


def _content(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _attachments(message: EmailMessage, body: MIMEPart | None) -> list[MIMEPart]:
    """Every part that is not the text; a message within the message stays whole."""
    found: list[MIMEPart] = []
    stack: list[MIMEPart] = [message]
    while stack:
        part = stack.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            inner = [each for each in part.iter_parts() if isinstance(each, MIMEPart)]
            stack += reversed(inner if part.get_content_subtype() != "alternative" or body not in inner else [])
        elif part is not body:
            found.append(part)
    return found


def _file(part: MIMEPart, number: int) -> tuple[str, bytes]:
    name = part.get_filename() or f"attachment {number}"
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return name if "." in name else f"{name}.eml", b"".join(bytes(each) for each in part.iter_parts())
    payload = part.get_payload(decode=True)
    return name, payload if isinstance(payload, bytes) else b""
