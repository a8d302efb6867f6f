"""Secrets that the server makes for itself, once, and keeps in its data folder."""

import os
import secrets
from pathlib import Path

from agent_core.errors import ConfigurationError

SETUP_CODE = Path("secrets") / "setup-code"  # below the data folder, while nobody can sign in; `serve` prints it
SIGNING_KEY = Path("secrets") / "signing-key"
ENCRYPTION_KEYS = Path("secrets") / "encryption-keys"  # the first line encrypts, every line decrypts


def kept_secret(path: Path, *, length: int = 43) -> str:
    """The secret in `path`, made at the first call; `length` in characters of base64url (43 are 256 bits).

    The file is readable by its owner only. Raises ConfigurationError when it cannot be read or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _read(path) or _create(path, secrets.token_urlsafe(length)[:length])
    except OSError as error:
        message = f"Cannot keep a secret in {path}: {error.strerror}. Make the folder writable."
        raise ConfigurationError(message) from None


def forget_secret(path: Path) -> None:
    """The next `kept_secret` makes a new one."""
    path.unlink(missing_ok=True)


def _read(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def _create(path: Path, secret: str) -> str:
    """Whoever links the file first wins, so that two processes end with the same secret."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    _write_private(draft, secret)
    try:
        os.link(draft, path)
    except FileExistsError:
        if kept := _read(path):
            return kept
        os.replace(draft, path)  # an empty one, of a full disk
    finally:
        draft.unlink(missing_ok=True)
    return secret


def _write_private(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
