"""Password hashes: argon2id, off the event loop, few at a time."""

import asyncio
from functools import partial

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2  # each takes 19 MiB and one core for some 20 ms: a flood of sign-ins must not take the machine


class Passwords:
    """The parameters are the first choice of the OWASP cheat sheet: 19 MiB, two passes, one lane."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._nobody = ""

    async def hash(self, password: str) -> str:
        async with self._gate:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, stored: str | None, password: str) -> bool:
        """Without a stored hash it takes as long and says no, so that the time does not tell who has an account."""
        if stored is None:
            self._nobody = self._nobody or await self.hash("nobody's password")
        async with self._gate:
            matches = await asyncio.to_thread(partial(self._matches, stored or self._nobody, password))
        return matches and stored is not None

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, stored: str) -> bool:
        """The hash was made with other parameters than those of today."""
        return self._hasher.check_needs_rehash(stored)
