"""A mailbox on loopback, spoken to by IMAP: as much of RFC 3501 as is needed to read letters and mark them."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class MailboxServer:
    """Letters by their unique id, which begins with 1."""

    letters: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    sign_ins: int = 0
    port: int = 0

    def put(self, letter: str | bytes) -> int:
        uid = len(self.letters) + 1
        self.letters[uid] = (letter.encode() if isinstance(letter, str) else letter).replace(b"\n", b"\r\n")
        return uid

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK ready\r\n")
        while line := await reader.readline():
            tag, _, command = line.decode().strip().partition(" ")
            writer.write(self._answer(command) + f"{tag} OK done\r\n".encode())
            await writer.drain()
            if command.upper().startswith("LOGOUT"):
                break
        writer.close()

    def _answer(self, command: str) -> bytes:
        upper = command.upper()
        if upper.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if upper.startswith("LOGIN"):
            self.sign_ins += 1
        if upper.startswith("SELECT"):
            return f"* {len(self.letters)} EXISTS\r\n* OK [UIDVALIDITY 77] era\r\n".encode()
        if upper.startswith("UID SEARCH UNSEEN"):
            return f"* SEARCH {' '.join(str(uid) for uid in self.letters if uid not in self.seen)}\r\n".encode()
        if upper.startswith("UID"):
            return self._of_one(upper)
        return b""

    def _of_one(self, command: str) -> bytes:
        found = re.match(r"UID (FETCH|STORE) (\d+) (.*)", command)
        assert found
        uid = int(found.group(2))
        if found.group(1) == "STORE":
            self.seen.add(uid)
            return b""
        letter = self.letters[uid]
        if "RFC822.SIZE" in found.group(3):
            return f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(letter)})\r\n".encode()
        return f"* {uid} FETCH (UID {uid} BODY[] {{{len(letter)}}}\r\n".encode() + letter + b")\r\n"


@asynccontextmanager
async def mailbox_server() -> AsyncIterator[MailboxServer]:
    box = MailboxServer()
    server = await asyncio.start_server(box.serve, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
