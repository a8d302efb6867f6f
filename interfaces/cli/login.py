"""`agentic login` and `agentic logout`."""

from typing import Annotated

import httpx
import typer

from interfaces.cli.session import DEFAULT_SERVER, run, session_file
from interfaces.client import GatewayClient


def login(
    email: Annotated[str, typer.Option(prompt=True, help="the address you sign in with")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="asked for when not given")],
    server: Annotated[str, typer.Option(help="address of the assistant")] = DEFAULT_SERVER,
) -> None:
    """Sign in on this machine, for `chat` and `ingest`."""
    run(_login(server, email, password))


async def _login(server: str, email: str, password: str) -> int:
    async with httpx.AsyncClient(base_url=server, timeout=30) as http:
        session_file().save(await GatewayClient.sign_in(http, email, password))
    print(f"Signed in at {server}.")
    return 0


def logout() -> None:
    """Forget the sign-in kept on this machine."""
    session_file().forget()
    print("Signed out.")
