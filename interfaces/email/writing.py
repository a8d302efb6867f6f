"""A message as a letter: plain text with a page beside it, buttons in words, and an id made from the message's key."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from agent_core.channels import OutFile, Outgoing
from agent_core.doors.port import Refused
from interfaces.words import in_words, without_markup

WIRE = SMTP.clone(cte_type="7bit")  # which every server takes
MOST_BYTES = 20_000_000  # of all files; most servers take no more
HEADING = 70  # characters of the text that stand in for a subject
SUBJECT = "From your assistant"


def letter_of(message: Outgoing, key: str, sender: str) -> EmailMessage:
    """Raises Refused for an address that is none, and for files that are too large. Reads the files."""
    letter = EmailMessage(policy=WIRE)
    letter["From"] = sender
    letter["To"] = _address(message.to)
    letter["Subject"] = " ".join(message.subject.split())[:200] or _beginning(message.text) or SUBJECT
    letter["Date"] = format_datetime(datetime.now(UTC))
    letter["Message-ID"] = message_id(key, sender)
    letter["Auto-Submitted"] = "auto-generated"  # so that no other machine answers it
    if message.reply_to:
        letter["In-Reply-To"] = letter["References"] = " ".join(message.reply_to.split())
    text = "\n\n".join(each for each in (message.text, in_words(message.buttons)) if each)
    letter.set_content(without_markup(text))
    letter.add_alternative(_page(text), subtype="html")
    _attach(letter, message.files)
    return letter


def message_id(key: str, sender: str) -> str:
    """The same for the same message, so that one that comes twice can be known."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "assistant.invalid"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _beginning(text: str) -> str:
    """The first line, for a letter without a subject."""
    line = " ".join(without_markup(text).strip().partition("\n")[0].split())
    return line if len(line) <= HEADING else f"{line[:HEADING].rsplit(' ', 1)[0]}…"


def _address(to: str) -> Address:
    name, address = parseaddr(to)
    try:
        if not name and "@" in address and address == to.strip() and address.isascii():
            return Address(addr_spec=address)
    except (ValueError, IndexError):
        pass
    raise Refused(f"“{to[:200]}” is not an e-mail address.")


def _page(text: str) -> str:
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").render(text)
    return f'<!doctype html><html><body style="font-family: sans-serif; line-height: 1.5">{body}</body></html>'


def _attach(letter: EmailMessage, files: Sequence[OutFile]) -> None:
    size = 0
    for each in files:
        data = _bytes(each.path)
        if (size := size + len(data)) > MOST_BYTES:
            raise Refused(f"The files are larger than {MOST_BYTES // 1_000_000} MB, which is too large for a letter.")
        main, _, sub = each.type.partition("/")
        letter.add_attachment(data, maintype=main or "application", subtype=sub or "octet-stream", filename=each.name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"The file {path.name} is not there any more: {error.strerror}.") from None
