"""Which web pages may talk to us with what a browser sends by itself."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection


def allowed_origin(connection: HTTPConnection, others: Collection[str]) -> bool:
    """True for our own page, for the configured origins, and for clients that are not browsers (they send none)."""
    origin = connection.headers.get("origin")
    if origin is None or origin in others:
        return True
    return urlsplit(origin).netloc == connection.headers.get("host")
