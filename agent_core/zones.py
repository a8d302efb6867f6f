"""Time zones by name."""

from zoneinfo import ZoneInfo

from agent_core.errors import InvalidInput


def zone_named(name: str) -> ZoneInfo:
    """Raises InvalidInput for a name that is not of the IANA list."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no possible name, the name of a folder
        raise InvalidInput(f"{name[:60]!r} is not a time zone; write it as in Europe/Madrid.") from None
