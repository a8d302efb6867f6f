"""A request that sends something: what its failure says about whether it was sent."""

from collections.abc import Mapping
from typing import Any

import httpx

from agent_core.doors.port import RetryLater, Uncertain

MEND = 300.0  # seconds until credentials that were refused are tried again: somebody has to mend them
BEFORE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)  # nothing had left yet


async def post(http: httpx.AsyncClient, url: str, **options: Any) -> httpx.Response:
    """The answer, unless it says nothing of what was done. Raises RetryLater and Uncertain."""
    host = http.base_url.host
    try:
        answer = await http.post(url, **options)
    except BEFORE as error:
        raise RetryLater(f"{host} cannot be reached ({type(error).__name__}).") from error
    except httpx.HTTPError as error:
        raise Uncertain(f"{host} did not answer ({type(error).__name__}). It may have arrived.") from error
    if answer.status_code in (429, 503):
        raise RetryLater(f"{host} asks for patience ({answer.status_code}).", patience(answer.headers))
    if answer.status_code >= 500:
        raise Uncertain(f"{host} failed ({answer.status_code}). It may have arrived.")
    return answer


def patience(headers: Mapping[str, str]) -> float | None:
    """Seconds that the answer asks us to wait."""
    said = headers.get("Retry-After", "")
    return min(3600.0, float(said)) if said.replace(".", "", 1).isdecimal() else None
