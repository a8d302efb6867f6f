"""Files that a platform keeps for us: taken only from where they may come from, and never without end."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from agent_core.errors import Unavailable

MOST_BYTES = 30_000_000


async def fetch(http: httpx.AsyncClient, url: str, to: Path, hosts: Sequence[str], **options: object) -> bool:
    """Whether it was taken: not from a host that is not the platform's, which would get our credentials.

    Raises Unavailable for what may go well later.
    """
    where = urlsplit(url)
    if where.scheme not in ("https", "http") or not any(_is(where.netloc, host) for host in hosts):
        return False
    try:
        async with http.stream("GET", url, follow_redirects=True, **options) as answer:  # type: ignore[arg-type]
            if answer.status_code >= 500 or answer.status_code == 429:
                raise Unavailable(f"The file cannot be had now ({answer.status_code}).")
            return answer.is_success and await _kept(answer, to)
    except httpx.TransportError as error:
        raise Unavailable(f"The file cannot be had now ({type(error).__name__}).") from error


async def _kept(answer: httpx.Response, to: Path) -> bool:
    size = 0
    with to.open("wb") as file:
        async for piece in answer.aiter_bytes():
            file.write(piece)
            if (size := size + len(piece)) > MOST_BYTES:
                return False
    return True


def _is(netloc: str, host: str) -> bool:
    """The host itself, or for `.host` one below it."""
    return netloc == host or (host.startswith(".") and netloc.endswith(host))
