"""Secrets of other services at rest: encrypted in the database, with keys that are not in it.

The first key encrypts, every key decrypts. A new key is put in front of the old ones; what an older one sealed is
sealed anew at the next start, and then the old key can go.
"""

import binascii
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr

from agent_core.errors import ConfigurationError
from agent_core.settings import Settings
from agent_core.storage.secrets import ENCRYPTION_KEYS, kept_secret


class Unreadable(Exception):
    """None of our keys opens it: the key that sealed it is gone, or it was changed."""


class Vault:
    """Seals texts with keys that it never shows."""

    def __init__(self, keys: Sequence[SecretStr]) -> None:
        """Raises ValueError for a key that is none."""
        fernets = [Fernet(_padded(key.get_secret_value())) for key in keys]
        self._first, self._all = fernets[0], MultiFernet(fernets)

    def seal(self, text: str) -> str:
        return self._first.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> SecretStr:
        """Raises Unreadable."""
        try:
            return SecretStr(self._all.decrypt(sealed).decode())
        except InvalidToken:
            raise Unreadable from None

    def aged(self, sealed: str) -> bool:
        """Whether a key sealed it that is not the first any more. False for what no key opens."""
        try:
            self._first.extract_timestamp(sealed)
        except InvalidToken:
            return self._opens(sealed)
        return False

    def _opens(self, sealed: str) -> bool:
        try:
            self.open(sealed)
        except Unreadable:
            return False
        return True


def open_vault(settings: Settings) -> Vault:
    """Keys of AGENTIC_ENCRYPTION_KEYS, before those of the data folder, which are made when there are no others.

    Reads files, so call it off the event loop. Raises ConfigurationError.
    """
    path = settings.data_dir / ENCRYPTION_KEYS
    given = _split(settings.encryption_keys.get_secret_value()) if settings.encryption_keys else []
    kept = _split(kept_secret(path)) if path.exists() or not given else []
    try:
        return Vault([SecretStr(key) for key in (*given, *kept)])
    except (ValueError, binascii.Error):
        raise ConfigurationError(
            f"A key in AGENTIC_ENCRYPTION_KEYS or {path} is not usable: each is 32 bytes as base64url, such as "
            "`openssl rand -base64 32 | tr '+/' '-_'` makes; several are separated by commas or lines."
        ) from None


def _split(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _padded(key: str) -> str:
    return key.rstrip("=") + "=" * (-len(key.rstrip("=")) % 4)
