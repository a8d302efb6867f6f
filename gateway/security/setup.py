"""The first administrator: whoever has the code that the server keeps in its data folder until it is used."""

import asyncio
import hmac
from pathlib import Path
from typing import TYPE_CHECKING

from agent_core.errors import Conflict, NotAllowed
from agent_core.storage.secrets import forget_secret, kept_secret
from gateway.schemas import Setup
from gateway.security.accounts import Accounts, SignedIn

if TYPE_CHECKING:
    from agent_core.memory.people import People

CODE_LENGTH = 16


class FirstAdministrator:
    """`file` is where the code is kept; `agentic serve` reads it there and prints it."""

    def __init__(self, people: "People", accounts: Accounts, file: Path) -> None:
        self._people = people
        self._accounts = accounts
        self._file = file
        self._one_at_a_time = asyncio.Lock()
        self._made = False

    async def needed(self) -> bool:
        self._made = self._made or await self._people.has_admin()
        return not self._made

    async def prepare(self) -> None:
        """Make the code while there is nobody who could sign in; remove one that a crash left behind."""
        if await self.needed():
            await asyncio.to_thread(kept_secret, self._file, length=CODE_LENGTH)
        else:
            await asyncio.to_thread(forget_secret, self._file)

    async def create(self, wanted: Setup, address: str) -> SignedIn:
        """Raises NotAllowed for a wrong code, Conflict when there is an administrator, RateLimited for guessing."""
        async with self._one_at_a_time:
            if not await self.needed():
                raise Conflict("This server has an administrator already; sign in, or ask them for an account.")
            await self._check(wanted.code, address)
            person = await self._people.create(
                name=wanted.name,
                email=wanted.email,
                password_hash=await self._accounts.passwords.hash(wanted.password),
                role="admin",
                zone=wanted.zone or "UTC",
                language=wanted.language or "en",
            )
            await asyncio.to_thread(forget_secret, self._file)
            return await self._accounts.start_session(person)

    async def _check(self, code: str, address: str) -> None:
        self._accounts.attempts.begin(address, "setup")
        kept = await asyncio.to_thread(kept_secret, self._file, length=CODE_LENGTH)
        if not hmac.compare_digest(code.encode(), kept.encode()):
            raise NotAllowed("This setup code is wrong; use the link that `agentic serve` printed.")
        self._accounts.attempts.succeeded(address, "setup")
