"""A mail server on loopback: takes letters by SMTP, and misbehaves when a test wants it to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class MailServer:
    """`answers` are given in place of 250, first to RCPT or to DATA; `cut` hangs up after the letter was taken."""

    letters: list[EmailMessage] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    cut: int = 0
    silent: int = 0
    signed_in: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data:
            return self.data.pop(0)
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        if self.silent:
            self.silent -= 1
            await asyncio.sleep(3)
        if self.cut:
            self.cut -= 1
            server.transport.abort()  # type: ignore[union-attr]
        return "250 OK"

    def signs_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.signed_in.append(data.login.decode())
        return AuthResult(success=data.password == b"right", handled=False)


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    box = MailServer()

    def one() -> SMTP:
        return SMTP(box, hostname="mail.test", authenticator=box.signs_in, auth_require_tls=False)

    server = await asyncio.get_running_loop().create_server(one, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
