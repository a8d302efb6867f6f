"""Fetches letters from a mailbox. One counts as received once it is stored; only then it is marked as seen."""

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from interfaces.email.settings import EmailSettings

SECONDS = 30.0
MOST_BYTES = 30_000_000  # of one letter
AT_ONCE = 20


class Mailbox:
    """Blocks, so it is used in a thread."""

    def __init__(self, settings: EmailSettings) -> None:
        self._settings = settings

    @contextmanager
    def opened(self) -> Iterator[imaplib.IMAP4]:
        settings = self._settings
        kind = imaplib.IMAP4_SSL if settings.imap_security == "tls" else imaplib.IMAP4
        server = kind(settings.imap_host, settings.imap_port, timeout=SECONDS)
        try:
            password = settings.imap_password or settings.smtp_password
            server.login(settings.imap_user or settings.smtp_user, password.get_secret_value() if password else "")
            server.select(_quoted(settings.imap_folder))
            yield server
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()

    def unseen(self) -> list[tuple[str, bytes]]:
        """Ids that are unique for ever, and the letters; the oldest first, and not all at once."""
        with self.opened() as server:
            era = _era(server)
            found = server.uid("SEARCH", "UNSEEN")[1][0] or b""
            letters = ((uid, _letter(server, uid)) for uid in found.decode().split()[:AT_ONCE])
            return [(f"{era}-{uid}", raw) for uid, raw in letters if raw is not None]

    def mark(self, letter_ids: list[str]) -> None:
        """As seen."""
        with self.opened() as server:
            for letter_id in letter_ids:
                server.uid("STORE", letter_id.rpartition("-")[2], "+FLAGS", r"(\Seen)")


def _era(server: imaplib.IMAP4) -> str:
    """The mailbox's UIDVALIDITY: its ids begin anew with each."""
    value = server.response("UIDVALIDITY")[1]
    return value[0].decode() if value and value[0] else "0"


def _letter(server: imaplib.IMAP4, uid: str) -> bytes | None:
    size = re.search(rb"RFC822.SIZE (\d+)", b"".join(_bytes(server.uid("FETCH", uid, "(RFC822.SIZE)")[1])))
    if size and int(size.group(1)) > MOST_BYTES:
        server.uid("STORE", uid, "+FLAGS", r"(\Seen)")
        return None
    parts = server.uid("FETCH", uid, "(BODY.PEEK[])")[1]
    return next((part[1] for part in parts if isinstance(part, tuple)), None)


def _bytes(parts: list[object]) -> list[bytes]:
    return [
        part for each in parts for part in (each if isinstance(each, tuple) else (each,)) if isinstance(part, bytes)
    ]


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
