"""A message as a letter: plain text with a page beside it, buttons in words, and an id made from the message's key."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from agent_core.channels import Button, OutFile, Outgoing
from agent_core.doors.port import Refused

WIRE = SMTP.clone(cte_type="7bit")  # which every server takes
MOST_BYTES = 20_000_000  # of all files; most servers take no more
SUBJECT = "From your assistant"
WORDS = {"ok": "yes", "no": "no"}  # what to answer instead of pressing a button


def letter_of(message: Outgoing, key: str, sender: str) -> EmailMessage:
    """Raises Refused for an address that is none, and for files that are too large. Reads the files."""
    letter = EmailMessage(policy=WIRE)
    letter["From"] = sender
    letter["To"] = _address(message.to)
    letter["Subject"] = " ".join(message.subject.split())[:200] or SUBJECT
    letter["Date"] = format_datetime(datetime.now(UTC))
    letter["Message-ID"] = message_id(key, sender)
    letter["Auto-Submitted"] = "auto-generated"  # so that no other machine answers it
    if message.reply_to:
        letter["In-Reply-To"] = letter["References"] = " ".join(message.reply_to.split())
    text = "\n\n".join(each for each in (message.text, _in_words(message.buttons)) if each)
    letter.set_content(_plain(text))
    letter.add_alternative(_page(text), subtype="html")
    _attach(letter, message.files)
    return letter


def message_id(key: str, sender: str) -> str:
    """The same for the same message, so that one that comes twice can be known."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "assistant.invalid"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _address(to: str) -> Address:
    name, address = parseaddr(to)
    try:
        if not name and "@" in address and address == to.strip() and address.isascii():
            return Address(addr_spec=address)
    except (ValueError, IndexError):
        pass
    raise Refused(f"“{to[:200]}” is not an e-mail address.")


def _in_words(buttons: Sequence[Button]) -> str:
    lines = [f"{each.label}: {each.link}" for each in buttons if each.link]
    answers = [f"“{WORDS.get(each.data.partition(':')[0], each.label)}”" for each in buttons if _speakable(each)]
    if answers:
        lines.append(f"Answer this letter with {' or '.join(answers)}.")
    return "\n".join(lines)


def _speakable(button: Button) -> bool:
    """Whether an answer in words does what the button does."""
    return button.data.partition(":")[0] in ("ok", "no", "pick")


def _plain(text: str) -> str:
    """Markdown reads well as it is, but for the signs that keep it from being Markdown."""
    return "".join(
        "" if each == "\\" and text[place + 1 : place + 2] in tuple("\\`*_[]<>#|~") else each
        for place, each in enumerate(text)
    ).replace("**", "")  # fmt: skip


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
