"""`agentic ingest`: files and folders into the documents."""

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from agent_core.errors import InvalidInput
from interfaces.cli.session import run, signed_in
from interfaces.client import GatewayClient

POLL = 0.3  # seconds


def ingest(paths: Annotated[list[Path], typer.Argument(help="files, or folders whose files are taken")]) -> None:
    """Add documents, and wait until they can be asked about."""
    run(_ingest(paths))


async def _ingest(paths: list[Path]) -> int:
    files = list(_files(paths))
    async with signed_in() as client:
        worked = [await _one(client, path) for path in files]
    print(f"{sum(worked)} of {len(files)} documents are ready.")
    return 0 if all(worked) else 1


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
        elif path.is_file():
            yield path
        else:
            raise InvalidInput(f"There is no file or folder {path}.")


async def _one(client: GatewayClient, path: Path) -> bool:
    entry = await client.upload(path)
    document = entry.get("document")
    while document and document["status"] in ("queued", "reading", "indexing"):
        _show(f"{path.name}: {document['status']} {document['progress']:.0%}")
        await asyncio.sleep(POLL)
        document = _document(await client.request("GET", f"/api/documents/{document['id']}"))
    error = entry.get("error") or (document or {}).get("error")
    if error or not document:
        print(f"✗ {path.name}: {_reason(error)}", file=sys.stderr)
        return False
    pages = f", {document['pages']} pages" if document.get("pages") else ""
    print(f"✓ {path.name}{pages}, {document['chunks']} passages")
    return True


def _document(answer: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = answer.get("document", answer)
    return document


def _reason(error: Any) -> str:
    return str(error.get("message", error)) if isinstance(error, dict) else str(error or "it was not taken")


def _show(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
