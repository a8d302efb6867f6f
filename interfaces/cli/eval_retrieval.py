"""`agentic eval retrieval`: how well search finds what it should, on the person's own cases or on a labelled set."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from agent_core.contract import Measured
from agent_core.errors import ConfigurationError
from agent_core.models.embedding import load_embedder
from agent_core.registry import load_registry
from agent_core.settings import load_settings
from interfaces.cli.session import run, signed_in

OWN = "own"


def retrieval(
    cases: Annotated[
        str, typer.Option(help="own: the kept search cases of the signed-in person; or a folder in BEIR format")
    ] = OWN,
    at_least: Annotated[float, typer.Option(min=0, max=1, help="exit code 1 when nDCG@10 is lower")] = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="the figures as JSON")] = False,
) -> None:
    """Measure search: recall and nDCG@10. A labelled set is indexed into a folder that goes away."""
    run(_own(at_least, as_json) if cases == OWN else _labelled(Path(cases), at_least, as_json))


async def _own(at_least: float, as_json: bool) -> int:
    async with signed_in() as client:
        checked = await client.request("POST", "/api/documents/cases/check", json={})
    if as_json:
        print(json.dumps(checked))
    else:
        _show_cases(checked)
    return 0 if checked["ndcg_at_10"] >= at_least else 1


def _show_cases(checked: Mapping[str, Any]) -> None:
    for item in checked["items"]:
        place = f"number {item['rank']}" if item["found"] else "not found"
        print(f"{'✓' if item['found'] else '✗'} {place:10} {item['case']['question'][:80]} ({item['case']['title']})")
    print(f"{checked['cases']} cases, recall@10 {checked['recall_at_10']:.3f}, nDCG@10 {checked['ndcg_at_10']:.3f}")


async def _labelled(folder: Path, at_least: float, as_json: bool) -> int:
    package = next((each for each in load_registry().packages.values() if isinstance(each, Measured)), None)
    if package is None:
        raise ConfigurationError("No installed package can measure its search.")
    embedder = load_embedder(load_settings())
    try:
        with tempfile.TemporaryDirectory() as place:
            figures = await package.measure(folder, embedder, Path(place), _progress)
    finally:
        await asyncio.to_thread(embedder.close)
    print(json.dumps(figures) if as_json else _table(figures))
    return 0 if figures["ours"]["ndcg10"] >= at_least else 1


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _table(figures: Mapping[str, Mapping[str, float]]) -> str:
    lines = [", ".join(f"{value:g} {name}" for name, value in figures["size"].items())]
    lines += [
        f"{name:10} " + "  ".join(f"{key} {value:.4f}" for key, value in row.items())
        for name, row in figures.items()
        if name != "size"
    ]
    return "\n".join(lines)
