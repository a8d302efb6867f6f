"""`agentic service`: accounts for doors that run as programs of their own, such as a bot on another machine."""

import sys
from typing import Annotated

import typer

from interfaces.cli.session import run, signed_in

service = typer.Typer(help="Accounts for doors that run as programs of their own.", no_args_is_help=True)
PLATFORMS = "where it may speak for people; not given: what the name begins with, up to a -"
Name = Annotated[str, typer.Argument(help="small letters, digits, - and _")]


@service.command()
def create(
    name: Name,
    platform: Annotated[list[str] | None, typer.Option(help=PLATFORMS)] = None,
) -> None:
    """Make one and print its secret, which is told this once."""
    run(_create(name, platform or [name.partition("-")[0]]))


async def _create(name: str, platforms: list[str]) -> int:
    async with signed_in() as client:
        made = await client.request("POST", "/api/services", json={"name": name, "platforms": platforms})
    said = f"Service account {made['name']}, for {', '.join(made['platforms'])}. Its secret, told this once:"
    print(said, file=sys.stderr)  # so that the secret alone can be sent to a file
    print(made["secret"])
    return 0


@service.command("list")
def list_() -> None:
    """Show those there are."""
    run(_list())


async def _list() -> int:
    async with signed_in() as client:
        found = (await client.request("GET", "/api/services"))["items"]
    for each in found:
        used = each["last_used_at"]
        print(f"{each['name']}  {','.join(each['platforms'])}  {f'used {used[:16]}' if used else 'never used'}")
    if not found:
        print("There are no service accounts.", file=sys.stderr)
    return 0


@service.command()
def revoke(name: Name) -> None:
    """End one at once, with all that it may do for people."""
    run(_revoke(name))


async def _revoke(name: str) -> int:
    async with signed_in() as client:
        await client.request("DELETE", f"/api/services/{name}")
    print(f"The service account {name} has ended.")
    return 0
