"""Who a row is about: a code that nobody can turn back into an account without the key in our data folder.

Platforms number their accounts, so a plain hash could be tried out for all of them; hence the key, which is not in the
database. The group is part of it, so that a member of two groups has two codes that nothing connects.
"""

import hmac
import os
import secrets
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from agent_core.happenings import Account

KEY_BYTES = 32
SHOWN = 5  # digits of a code that are shown in place of a name


class Codes:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, audience: str, external_id: str) -> str:
        return hmac.digest(self._key, f"{audience}\0{external_id}".encode(), "sha256").hex()[:32]

    def of_accounts(self, audience: str, accounts: Iterable[Account]) -> dict[str, Account]:
        """Code → account, of those on the group's platform."""
        platform = audience.split(":")[1]
        return {self.of(audience, each.external_id): each for each in accounts if each.platform == platform}


def group_id(audience: str) -> str:
    """What stands for a group in addresses: nothing of the platform is in it."""
    return sha256(f"activity\0{audience}".encode()).hexdigest()[:32]


def shown(code: str) -> str:
    """What stands for somebody whose account is not linked."""
    return f"Member {code[:SHOWN].upper()}"


def kept_key(place: Path) -> bytes:
    """The key, made at the first start. Without it, everybody would become somebody else."""
    if not place.exists():
        draft = place.with_suffix(f".{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    return place.read_bytes()
