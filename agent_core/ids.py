"""Identifiers: time-ordered, so that sorting by id sorts by age."""

from uuid_utils import uuid7


def new_id() -> str:
    """A UUID version 7 as 32 hexadecimal digits (RFC 9562)."""
    return uuid7().hex
