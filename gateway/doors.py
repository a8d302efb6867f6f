"""Opens the doors once this server can be reached, for they speak HTTP to it; they do not hold up its start."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx
import structlog

from agent_core.doors.host import Surroundings
from agent_core.doors.port import Door
from agent_core.settings import Settings
from gateway.parts import Parts

INSTANCE = "X-Instance"  # by which a server knows itself: another one may have the port that we think is ours
SOON, OFTEN, SELDOM = 0.05, 100, 2.0  # seconds between tries, how many of them, and between later ones

log = structlog.get_logger(__name__)


@asynccontextmanager
async def doors_open(parts: Parts, doors: Sequence[Door] | None) -> AsyncIterator[None]:
    """`doors` stand in for the installed ones."""
    opening = asyncio.create_task(_open(parts, doors))
    try:
        yield
    finally:
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        await parts.doors.close()


async def _open(parts: Parts, doors: Sequence[Door] | None) -> None:
    try:
        if doors is None:
            await asyncio.to_thread(parts.doors.load)
        for door in doors or ():
            parts.doors.add(door)
        base_url = own_address(parts.settings)
        await reached(base_url, parts.instance)
        public_url = parts.settings.public_url.rstrip("/")

        async def token_of(name: str) -> str:
            return parts.services.inside(name).access_token

        await parts.doors.open(Surroundings(base_url=base_url, public_url=public_url, token_of=token_of))
    except Exception:
        log.exception("doors.open_failed")


def own_address(settings: Settings) -> str:
    """Where this process reaches its own server."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104  # compared only
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


async def reached(base_url: str, instance: str) -> None:
    """Returns once it is this very server that answers there."""
    tries = 0
    async with httpx.AsyncClient(base_url=base_url, trust_env=False) as http:
        while not await _answers(http, instance):
            tries += 1
            if tries == OFTEN:
                log.warning("doors.waiting", address=base_url, hint="AGENTIC_PORT must be the port that is listened on")
            await asyncio.sleep(SOON if tries < OFTEN else SELDOM)


async def _answers(http: httpx.AsyncClient, instance: str) -> bool:
    try:
        return bool((await http.get("/api/health")).headers.get(INSTANCE) == instance)
    except httpx.HTTPError:
        return False
