"""Identifiers: time-ordered, so that sorting by id sorts by age."""

import hashlib

from uuid_utils import uuid7


def new_id() -> str:
    """A UUID version 7 as 32 hexadecimal digits (RFC 9562)."""
    return uuid7().hex


def id_of(*parts: str) -> str:
    """The same 32 digits for the same parts, so that what is made again is the same thing."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
