"""The id of the request being served, for answers and log lines."""

import re
from uuid import uuid4

from structlog.contextvars import get_contextvars

_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{1,64}")


def request_id() -> str:
    """The id of the current request, "-" outside of one."""
    return str(get_contextvars().get("request_id", "-"))


def choose_request_id(given: str | None) -> str:
    """What the caller sent as X-Request-ID if it is harmless, else a new one."""
    return given if given and _ACCEPTABLE.fullmatch(given) else uuid4().hex[:16]
