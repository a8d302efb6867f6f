"""Model calls, tokens and seconds of forty requests, for us and two other designs.

    uv run python -m benchmarks.economy --json

All three ask the same scripted server, whose model knows what is right for each request and takes its time (see
`economy_model`); the requests go to the three in turn, in one run. For each class of request and each side:

calls                     model calls of a turn, on average
input_tokens, cached_tokens, output_tokens   of a turn, on average; `cached` is a part of `input`
first_s, total_s          medians: until the first word of the answer, and until its end
right                     turns in which all that was to be done was done

`fewer_calls` and `faster_first`, `faster_total` name the classes in which we are strictly better than both others;
`not_fewer`, `not_faster_first`, `not_faster_total` the rest. `stable_prefix`: the share of our planning prompt that
stays the same at another time, for another person and another conversation, so that a provider may keep it.
"""

import argparse
import asyncio
import json
import logging
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import fmean, median
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from agent_core.agents.opening import open_minds
from agent_core.compose import Core, open_core
from agent_core.contract import Capability
from agent_core.incoming import personal
from agent_core.models.embedding import load_embedder
from agent_core.planning.model_messages import planning_messages
from agent_core.planning.port import Request
from agent_core.registry import load_registry
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.embedded import EmbeddedDatabase
from agent_core.storage.indexes import ensure_indexes
from benchmarks.economy_model import CHARS, Case, GoodModel, Taken, shared_prefix
from benchmarks.economy_sides import PERSON, ZONE, Hands, Ours, ReAct, Side, ThreeCalls, Turn
from benchmarks.report import progress, result
from tests.support.openai_server import OpenAIServer
from tests.support.pdf import handbook, make_pdf

CASES = Path(__file__).parent / "cases" / "economy.json"
SIDES = ("ours", "react", "three_calls")


@dataclass(frozen=True)
class Measured:
    case: Case
    side: str
    turn: Turn
    taken: Sequence[Taken]

    @property
    def right(self) -> bool:
        """Everything that was to be done was; more looking than that does no harm."""
        wanted = Counter(step["capability"] for step in self.case["steps"])
        return bool(self.turn.answer) and not wanted - Counter(self.turn.done)


async def measured(cases: Sequence[Case], sides: dict[str, Side], model: GoodModel) -> list[Measured]:
    """Every case by every side, each time another one first."""
    found = []
    for side in sides.values():
        await side.ask(cases[0]["text"])  # loads what the first turn would wait for
    for number, case in enumerate(cases):
        for name in SIDES[number % 3 :] + SIDES[: number % 3]:
            before = len(model.taken)
            turn = await sides[name].ask(case["text"])
            found.append(Measured(case, name, turn, model.taken[before:]))
            mark = "" if found[-1].right else f"  NOT RIGHT: {list(turn.done)} {turn.answer!r}"
            calls = f"{case['id']} {case['class']:13} {name:12} {len(found[-1].taken)} calls"
            progress(f"{calls} {turn.first:5.2f} {turn.total:5.2f} s{mark}")
    return found


@asynccontextmanager
async def sides_of(folder: Path, uri: str, model_url: str) -> AsyncIterator[dict[str, Side]]:
    """Two worlds that both hold the handbook: ours, and that of the others."""
    book = await asyncio.to_thread(make_pdf, folder / "handbook.pdf", handbook())
    configured = {"model_base_url": model_url, "model_name": "scripted"}
    async with (
        core_of(folder / "ours", uri, book, configured) as ours,
        core_of(folder / "others", uri, book, {}) as core,
    ):
        hands, known = Hands(core.assistant), list(core.registry.capabilities.values())
        yield {
            "ours": Ours(ours.assistant),
            "react": ReAct(hands, known, model_url),
            "three_calls": ThreeCalls(hands, known, model_url),
        }


@asynccontextmanager
async def core_of(folder: Path, uri: str, book: Path, model: dict[str, Any]) -> AsyncIterator[Core]:
    """The installed packages on a database of their own."""
    settings, database = Settings(_env_file=None, data_dir=folder, **model), Database(uri=uri, name=folder.name)
    embedder = load_embedder(settings)
    try:
        await ensure_indexes(database.db)
        async with (
            open_minds(settings, database) as minds,
            open_core(settings, database, load_registry(), embedder, minds) as core,
        ):
            await _take(core, book)
            yield core
    finally:
        embedder.close()
        await database.close()


async def _take(core: Core, book: Path) -> None:
    content = await asyncio.to_thread(book.read_bytes)

    async def stream() -> AsyncIterator[bytes]:
        yield content

    kept = await core.files.save(
        stream(), name=book.name, audience=personal(PERSON), user_id=PERSON, limit_bytes=10**7
    )  # fmt: skip
    hands = Hands(core.assistant)
    await hands.call("knowledge.process_document", {"file_id": kept.id})
    for _ in range(300):
        if (await hands.call("knowledge.list_documents", {}))["items"][0]["status"] == "ready":
            return
        await asyncio.sleep(0.2)
    raise TimeoutError("the handbook was not read within a minute")


def summed_up(found: Sequence[Measured]) -> dict[str, Any]:
    classes = list(dict.fromkeys(each.case["class"] for each in found))
    table = {name: {side: _row([m for m in found if (m.case["class"], m.side) == (name, side)]) for side in SIDES}
             for name in classes}  # fmt: skip
    table["all"] = {side: _row([m for m in found if m.side == side]) for side in SIDES}
    return {"classes": table} | _compared({name: table[name] for name in classes})


def _row(found: Sequence[Measured]) -> dict[str, Any]:
    def tokens(name: str) -> float:
        return round(fmean(sum(getattr(taken, name) for taken in each.taken) for each in found))

    return {
        "calls": round(fmean(len(each.taken) for each in found), 2), "input_tokens": tokens("input"),
        "cached_tokens": tokens("cached"), "output_tokens": tokens("output"),
        "first_s": round(median(each.turn.first for each in found), 3),
        "total_s": round(median(each.turn.total for each in found), 3),
        "right": f"{sum(each.right for each in found)}/{len(found)}",
    }  # fmt: skip


def _compared(table: dict[str, dict[str, dict[str, Any]]]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for key, better, worse in (("calls", "fewer_calls", "not_fewer"), ("first_s", "faster_first", "not_faster_first"),
                               ("total_s", "faster_total", "not_faster_total")):  # fmt: skip
        won = [name for name, row in table.items() if row["ours"][key] < min(row[side][key] for side in SIDES[1:])]
        told |= {better: won, worse: [name for name in table if name not in won]}
    return told


def stable_prefix(capabilities: Sequence[Capability]) -> dict[str, float]:
    """Two prompts that have nothing in common but what we always say: its share, and the prompt's tokens."""
    one = Request(text="hello", now=datetime(2026, 11, 21, 8, 0, tzinfo=ZoneInfo(ZONE)), capabilities=capabilities)
    other = Request(
        text="what's up?", now=datetime(2027, 3, 1, 17, 35, tzinfo=ZoneInfo("Asia/Tokyo")), capabilities=capabilities,
        history=[{"role": "user", "content": "before", "at": "", "run_id": "r"}], attachments=["f1"],
    )  # fmt: skip
    prompts = ["\n".join(each.content for each in planning_messages(request, max_steps=12)) for request in (one, other)]
    shared = shared_prefix(*prompts)
    return {"share": round(shared / len(prompts[0]), 3), "prompt_tokens": len(prompts[0]) // CHARS}


async def measure(classes: Sequence[str]) -> dict[str, Any]:
    cases = [case for case in json.loads(CASES.read_text())["cases"] if not classes or case["class"] in classes]
    model = GoodModel(cases)
    with tempfile.TemporaryDirectory() as name, OpenAIServer(model.script) as server:
        async with EmbeddedDatabase(Path(name) / "database") as uri, sides_of(Path(name), uri, server.url) as sides:
            found = await measured(cases, sides, model)
    return summed_up(found) | {"stable_prefix": stable_prefix(list(load_registry().capabilities.values()))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="for symmetry: the output always is JSON")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    parser.add_argument("--only", nargs="*", default=[], metavar="CLASS", help="only these classes")
    result(asyncio.run(measure(parser.parse_args().only)))


if __name__ == "__main__":
    main()
