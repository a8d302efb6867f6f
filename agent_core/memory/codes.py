"""One-time codes, with which a person shows that an account on a platform is theirs.

40 random bits that live ten minutes, kept as a hash. Five tries in a quarter of an hour are allowed to one account, and
a thousand to all together: at that rate a guess hits one of a hundred open codes once in ten thousand years.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents
from agent_core.errors import NotFound, RateLimited
from agent_core.ids import new_id

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O and U
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
LENGTH = 8
WRITTEN = re.compile(r"\w{4}[- ]?\w{4}")
LIFE = timedelta(minutes=10)
WINDOW = timedelta(minutes=15)
TRIES = 5  # of one platform account, in a window
TRIES_OF_ALL = 1_000
WRONG = (
    "This code is wrong, was used already or has expired. Make a new one under “Connected accounts” on the web page."
)


@dataclass(frozen=True)
class Code:
    text: str  # XXXX-XXXX
    expires_at: datetime


class Codes:
    """`codes` holds at most one per person, `tries` what was tried with a code since a quarter of an hour."""

    def __init__(self, codes: Documents, tries: Documents, *, tries_of_all: int = TRIES_OF_ALL) -> None:
        self._codes = codes
        self._tries = tries
        self._tries_of_all = tries_of_all

    async def make(self, user_id: str, now: datetime) -> Code:
        """A new code; the person's older one ends."""
        while True:
            plain = _random()
            code = Code(f"{plain[:4]}-{plain[4:]}", now + LIFE)
            kept = {"_id": _digest(plain), "user_id": user_id, "expires_at": code.expires_at}
            await self._codes.delete_many({"user_id": user_id})
            try:
                await self._codes.insert_one(kept)
            except DuplicateKeyError:
                continue  # the same person asked twice at once: the later one counts
            return code

    async def use(self, given: str, account: str, now: datetime) -> str:
        """Whose code it is; it ends here. Raises NotFound with the same words for every reason, and RateLimited."""
        tried = await self._try(account, now)
        found = await self._codes.find_one({"_id": _digest(plain_code(given))})
        if found is None or found["expires_at"] <= now:
            raise NotFound(WRONG)
        if not (await self._codes.delete_one({"_id": found["_id"]})).deleted_count:
            raise NotFound(WRONG)  # another claim of the same code was faster
        await self._tries.delete_one({"_id": tried})
        return str(found["user_id"])

    async def _try(self, account: str, now: datetime) -> str:
        """Count a try before it is looked at, so that many at once are not free; the id of its record."""
        tried = {"_id": new_id(), "account": account, "at": now, "expires_at": now + WINDOW}
        await self._tries.insert_one(tried)
        for theirs, most in (({"account": account}, TRIES), ({}, self._tries_of_all)):
            since = theirs | {"at": {"$gt": now - WINDOW}}
            newest = self._tries.find(since, {"at": 1}).sort("at", ASCENDING).limit(most + 1)
            earlier = [each["at"] async for each in newest]
            if len(earlier) > most:
                await self._tries.delete_one({"_id": tried["_id"]})  # else whoever goes on trying waits for ever
                wait = max(1.0, (earlier[0] + WINDOW - now).total_seconds())
                minutes = max(1, round(wait / 60))
                raise RateLimited(f"Too many wrong codes; try again in {minutes} min.", retry_after=wait)
        return str(tried["_id"])


def plain_code(given: str) -> str:
    """As it is made, from however it was typed or read out."""
    return given.strip().upper().translate(MISREAD)


def looks_like_code(text: str) -> bool:
    """Whether a message is nothing but a code: two words of four letters are none."""
    return bool(WRITTEN.fullmatch(text.strip())) and _distinct(text) and set(plain_code(text)) <= set(ALPHABET)


def _random() -> str:
    while True:
        plain = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if _distinct(plain):
            return plain


def _distinct(text: str) -> bool:
    """Whether it holds a digit that no letter is taken for."""
    return bool(set(text) & set("23456789"))


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
