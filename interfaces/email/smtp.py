"""Sends letters. Until the letter itself goes out nothing was sent; once it does, silence means that nobody knows."""

import asyncio
from contextlib import suppress
from email.message import EmailMessage
from email.utils import parseaddr

import aiosmtplib
from aiosmtplib import SMTP, SMTPException, SMTPRecipientRefused, SMTPResponseException

from agent_core.channels import Outgoing
from agent_core.doors.port import Refused, RetryLater, Uncertain
from interfaces.email.settings import EmailSettings
from interfaces.email.writing import letter_of

SECONDS = 30.0  # that the server may take for one step
SIGN_IN_AGAIN = 300.0  # seconds until a sign-in that was refused is tried again: somebody has to mend it
SOON = 60.0  # seconds, where the server asks for patience


class EmailChannel:
    platform = "email"

    def __init__(self, settings: EmailSettings, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds

    async def send(self, message: Outgoing, *, key: str) -> str:
        letter = await asyncio.to_thread(letter_of, message, key, self._settings.sender)
        server = self._server()
        try:
            await self._connect(server)
            await self._envelope(server, message.to)
            await _hand_over(server, letter)
        finally:
            await _leave(server)
        return str(letter["Message-ID"])

    def _server(self) -> SMTP:
        settings = self._settings
        return SMTP(
            hostname=settings.smtp_host, port=settings.smtp_port, timeout=self._seconds,
            use_tls=settings.smtp_security == "tls", start_tls=settings.smtp_security == "starttls",
        )  # fmt: skip

    async def _connect(self, server: SMTP) -> None:
        settings = self._settings
        try:
            await server.connect()
            if settings.smtp_user and settings.smtp_password:
                await server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        except aiosmtplib.SMTPAuthenticationError as error:
            raise RetryLater(f"The mail server does not let us sign in ({error.code}).", SIGN_IN_AGAIN) from None
        except (SMTPException, OSError, TimeoutError) as error:
            raise RetryLater(f"The mail server cannot be reached ({type(error).__name__}).") from error

    async def _envelope(self, server: SMTP, to: str) -> None:
        try:
            await server.mail(parseaddr(self._settings.sender)[1])
            await server.rcpt(to)
        except SMTPRecipientRefused as error:
            raise _answered(error, f"The mail server does not take letters to {to}") from error
        except SMTPResponseException as error:
            raise _answered(error, "The mail server does not take letters from us") from error
        except (SMTPException, OSError, TimeoutError) as error:
            raise RetryLater(f"The mail server went away ({type(error).__name__}).") from error


async def _hand_over(server: SMTP, letter: EmailMessage) -> None:
    try:
        await server.data(letter.as_bytes())
    except SMTPResponseException as error:
        raise _answered(error, "The mail server did not take the letter") from error
    except (SMTPException, OSError, TimeoutError) as error:
        raise Uncertain("The mail server did not say whether it took the letter. It may have arrived.") from error


def _answered(error: SMTPResponseException, what: str) -> RetryLater | Refused:
    """Codes from 400 on ask for patience, those from 500 on are final."""
    said = f"{what}: {error.code} {error.message.splitlines()[0] if error.message else ''}".strip()
    return Refused(f"{said}.") if error.code >= 500 else RetryLater(f"{said}.", SOON)


async def _leave(server: SMTP) -> None:
    """Whatever happens now says nothing about the letter."""
    with suppress(Exception):
        if server.is_connected:
            async with asyncio.timeout(2):
                await server.quit()
    server.close()
