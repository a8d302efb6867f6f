"""What the commands share: where the sign-in is kept, and how errors are told."""

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import typer

from agent_core.errors import AgentError
from interfaces.client import GatewayClient, SessionFile

DEFAULT_SERVER = "http://127.0.0.1:8000"


def session_file() -> SessionFile:
    return SessionFile(Path(typer.get_app_dir("agentic")) / "session.json")


@asynccontextmanager
async def signed_in() -> AsyncIterator[GatewayClient]:
    """A client with the kept sign-in. Raises NotAuthenticated when there is none."""
    kept = session_file()
    session = kept.load()
    async with httpx.AsyncClient(base_url=session.server, timeout=30) as http:
        yield GatewayClient(http, session, kept)


def run(command: Coroutine[Any, Any, int]) -> None:
    """Run a command to its exit code; an error of ours is one sentence on stderr and exit code 1."""
    try:
        code = asyncio.run(command)
    except AgentError as error:
        print(error.message, file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    raise typer.Exit(code)
