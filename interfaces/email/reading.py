"""A letter that came in: who sent it and whether that is proved, what they wrote themselves, and its files."""

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

MOST_FILES = 20
QUOTED = re.compile(
    r"^(On .{4,200} wrote:|Am .{4,200} schrieb.*:|Le .{4,200} a écrit\s?:|El .{4,200} escribió:|Il .{4,200} ha scritto:"
    r"|-{2,} ?(Original Message|Ursprüngliche Nachricht|Forwarded message) ?-{2,}|_{10,}|-- )$",
    re.MULTILINE | re.DOTALL,
)
RESULT = re.compile(r"\b(dmarc|dkim|spf)=(\w+)([^;]*)", re.IGNORECASE)
FROM = re.compile(r"\bheader\.from=([\w.-]+)", re.IGNORECASE)
DOMAIN = re.compile(r"\bheader\.(?:d|i)=@?([\w.-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Attached:
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    address: str
    name: str
    subject: str
    text: str
    message_id: str
    proved: bool  # the receiving server says that the sender is who the letter says
    machine: bool  # no person wrote it: answering it could go on for ever
    files: list[Attached]


def read_letter(raw: bytes, authserv: str) -> Letter:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)  # noqa: S101  # which the policy makes
    name, address = parseaddr(_header(mail, "From"))
    address = address.strip().lower()
    return Letter(
        address=address, name=name or address, subject=" ".join(_header(mail, "Subject").split())[:200],
        text=own_words(_text(mail)), message_id=" ".join(_header(mail, "Message-ID").split())[:300],
        proved=proved(mail, address, authserv), machine=_machine(mail), files=_files(mail),
    )  # fmt: skip


def proved(mail: EmailMessage, address: str, authserv: str) -> bool:
    """By the newest Authentication-Results, if our own receiving server wrote it: the older ones anybody can write."""
    results = mail.get_all("Authentication-Results") or []
    if not results or not authserv or len(mail.get_all("From") or []) != 1:
        return False
    server, _, said = str(results[0]).partition(";")
    if server.split()[:1] != [authserv] and server.strip().lower() != authserv.lower():
        return False
    domain = address.rpartition("@")[2]
    return any(_passes(kind.lower(), outcome.lower(), rest, domain) for kind, outcome, rest in RESULT.findall(said))


def _passes(kind: str, outcome: str, rest: str, domain: str) -> bool:
    if outcome != "pass":
        return False
    if kind == "dmarc":
        named = FROM.search(rest)
        return named is None or named.group(1).lower() == domain
    signed = DOMAIN.search(rest)
    return kind == "dkim" and signed is not None and signed.group(1).lower() == domain


def own_words(text: str) -> str:
    """Without what is quoted of earlier letters, and without the signature."""
    found = QUOTED.search(text.replace("\r\n", "\n"))
    kept = text.replace("\r\n", "\n")[: found.start()] if found else text
    return "\n".join(line for line in kept.splitlines() if not line.startswith(">")).strip()


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, ValueError):  # of a character set that nobody knows
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return _of_page(content) if body.get_content_subtype() == "html" else content


def _of_page(page: str) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "lxml")
    for quoted in soup(["blockquote", "script", "style"]):
        quoted.decompose()
    return soup.get_text("\n")


def _machine(mail: EmailMessage) -> bool:
    automatic = _header(mail, "Auto-Submitted").lower() not in ("", "no")
    return automatic or _header(mail, "Precedence").lower() in ("bulk", "list", "junk") or "List-Id" in mail


def _files(mail: EmailMessage) -> list[Attached]:
    found = [(part.get_filename(), part.get_payload(decode=True)) for part in mail.iter_attachments()]
    return [Attached(name, data) for name, data in found if name and isinstance(data, bytes)][:MOST_FILES]


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except (ValueError, IndexError, AttributeError):  # a header that cannot be read says nothing
        return ""
