"""`agentic eval`: how well the built-in planner and a model do on a file of cases, without carrying anything out."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Annotated, TextIO

import typer

from agent_core.agents.prices import PRICES
from agent_core.contract import Capability
from agent_core.errors import ConfigurationError, NotFound
from agent_core.evaluation.cases import Case, read_cases
from agent_core.evaluation.play import AgentPlayer, LocalPlayer, ModelPlayer, Player, play
from agent_core.evaluation.report import Difference, Outcome, Played, Report, differences, read_report
from agent_core.models.embedding import load_embedder
from agent_core.models.provider import configured
from agent_core.planning.local.planner import LocalPlanner
from agent_core.registry import load_registry
from agent_core.settings import Settings, load_settings
from agent_core.spending.prices import FREE, Price
from agent_core.storage.database import open_database
from agent_core.storage.lock import DataDirLock
from interfaces.cli.session import run

MARKS = {True: "✓", False: "✗"}
UNITS = {"calls": "model calls", "input_tokens": "tokens in", "output_tokens": "tokens out", "seconds": "seconds"}


class Which(StrEnum):
    """Who is to decide."""

    LOCAL = "local"
    MODEL = "model"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class Options:
    cases: Path | None
    planner: Which
    model: str | None
    agent: str | None
    prices: tuple[float, float] | None
    compare: Path | None
    at_least: float
    json: bool


def evaluate(
    cases: Annotated[
        Path | None, typer.Argument(help="JSON or JSON lines; left out: the cases that come along")
    ] = None,
    planner: Annotated[Which | None, typer.Option(help="left out: both, where a model is configured")] = None,
    model: Annotated[str | None, typer.Option(help="another model of the configured address")] = None,
    agent: Annotated[
        str | None, typer.Option(help="a configured agent, by id or name; the server must be stopped")
    ] = None,
    price: Annotated[tuple[float, float] | None, typer.Option(help="US dollars per million tokens, in and out")] = None,
    compare: Annotated[Path | None, typer.Option(help="what an earlier run with --json wrote")] = None,
    at_least: Annotated[float, typer.Option(min=0, max=1, help="exit code 1 when fewer cases succeed")] = 0.0,
    json: Annotated[bool, typer.Option("--json", help="the whole report as JSON")] = False,
) -> None:
    """Replay a file of cases against the built-in planner and a model. Nothing is carried out."""
    settings = load_settings()
    which = planner or (Which.BOTH if settings.model_name or model or agent else Which.LOCAL)
    options = Options(
        cases=cases,
        planner=which,
        model=model,
        agent=agent,
        prices=price,
        compare=compare,
        at_least=at_least,
        json=json,
    )
    run(_evaluate(settings, options))


async def _evaluate(settings: Settings, options: Options) -> int:
    cases = await asyncio.to_thread(read_cases, options.cases)
    earlier = await asyncio.to_thread(read_report, options.compare) if options.compare else None
    report = Report(cases=options.cases.name if options.cases else "", at=datetime.now(UTC).isoformat())
    out = sys.stdout
    table: TextIO = StringIO() if options.json else out  # with --json nobody wants to see it
    with redirect_stdout(sys.stderr):  # log lines, which are no part of the report
        async with _table(settings, options) as (players, capabilities):
            for player in players:
                report.played.append(await _played(cases, player, capabilities, table))
    _show_totals(report, table)
    if options.json:
        print(report.model_dump_json(indent=2), file=out)
    if earlier:
        _show_differences(differences(earlier, report), sys.stderr if options.json else out)
    return 0 if report.reaches(options.at_least) else 1


@asynccontextmanager
async def _table(settings: Settings, options: Options) -> AsyncIterator[tuple[list[Player], list[Capability]]]:
    """Who plays, with what the installed packages can do. Raises ConfigurationError without the model asked for."""
    capabilities = list(load_registry().capabilities.values())
    async with AsyncExitStack() as stack:
        players: list[Player] = []
        if options.planner is not Which.MODEL:
            players.append(await _local_player(settings, capabilities, stack))
        if options.planner is not Which.LOCAL:
            players.append(await _model_player(settings, options, stack))
        yield players, capabilities


async def _local_player(settings: Settings, capabilities: Sequence[Capability], stack: AsyncExitStack) -> Player:
    embedder = load_embedder(settings)
    stack.callback(embedder.close)
    local = LocalPlanner(embedder)
    await local.warm(capabilities)
    return LocalPlayer(local)


async def _model_player(settings: Settings, options: Options, stack: AsyncExitStack) -> Player:
    if options.agent is not None:
        return await _agent_player(settings, options.agent, stack)
    chat = configured(settings.model_copy(update={"model_name": options.model or settings.model_name}))
    if chat is None:
        raise ConfigurationError("No model is configured: set AGENTIC_MODEL_BASE_URL and AGENTIC_MODEL_NAME.")
    stack.push_async_callback(chat.close)
    await chat.load()  # seconds of imports, which are none of the first case's
    return ModelPlayer(chat, _price(chat.name, options))


async def _agent_player(settings: Settings, wanted: str, stack: AsyncExitStack) -> Player:
    """The agent of that id or name. Raises ConfigurationError while a server has the data folder, NotFound."""
    from agent_core.agents.opening import open_minds

    if settings.mongodb_uri is None:
        stack.enter_context(DataDirLock(settings.data_dir))
    database = await stack.enter_async_context(open_database(settings))
    minds = await stack.enter_async_context(open_minds(settings, database))
    agents = minds.directory.now.agents.values()
    found = next((each for each in agents if wanted.casefold() in (each.id.casefold(), each.name.casefold())), None)
    if found is None:
        raise NotFound(f"There is no agent {wanted!r}; there are: {', '.join(each.name for each in agents)}.")
    return AgentPlayer(minds, found)


def _price(model: str, options: Options) -> Price:
    """As given, else the list price; nothing for a model that no list names."""
    if options.prices:
        return Price(*options.prices)
    listed = PRICES.get(model)
    return Price(listed.input, listed.output) if listed else FREE


async def _played(cases: Sequence[Case], player: Player, capabilities: Sequence[Capability], out: TextIO) -> Played:
    played = Played(planner=player.name, prompt=player.prompt)
    print(f"\n{player.name}{f', prompt {played.prompt}' if played.prompt else ''}", file=out)
    async for outcome in play(cases, player, capabilities):
        played.outcomes.append(outcome)
        _show(outcome, out)
    return played


def _show(outcome: Outcome, out: TextIO) -> None:
    spent = f"{outcome.calls} calls {outcome.input_tokens + outcome.output_tokens:6} tokens" if outcome.calls else ""
    mark = MARKS[outcome.ok]
    print(f"{mark} {outcome.id:24.24} {outcome.seconds:7.3f} s  {spent:24} {outcome.request[:60]}", file=out)
    if outcome.fault:
        print(f"    {outcome.fault}", file=out)
    if outcome.fault and outcome.got:
        print(f"    it {' '.join(outcome.got.split())[:160]}", file=out)


def _show_totals(report: Report, out: TextIO) -> None:
    heading = f"\n{'planner':24} {'right':>12} {'calls':>6} {'tokens in':>10} {'out':>8} {'USD':>9} {'seconds':>8}"
    print(heading, file=out)
    for each in report.played:
        right = f"{sum(outcome.ok for outcome in each.outcomes)}/{len(each.outcomes)} {each.success:.1%}"
        print(
            f"{each.planner:24.24} {right:>12} {each.total('calls'):6.0f} {each.total('input_tokens'):10.0f} "
            f"{each.total('output_tokens'):8.0f} {each.total('cost_micros') / 1e6:9.4f} {each.total('seconds'):8.2f}",
            file=out,
        )


def _show_differences(found: Sequence[Difference], stream: TextIO) -> None:
    for each in found:
        before, now = each.success
        prompts = " → ".join(dict.fromkeys(prompt for prompt in each.prompts if prompt))
        print(f"\n{each.planner}{f' ({prompts})' if prompts else ''} on {each.cases} shared cases:", file=stream)
        print(f"  right {before:.1%} → {now:.1%} ({now - before:+.1%})", file=stream)
        for name, unit in UNITS.items():
            old, new = each.changes[name]
            if old or new:
                print(f"  {unit} {old:,.1f} → {new:,.1f}", file=stream)
        old, new = (value / 1e6 for value in each.changes["cost_micros"])
        if old or new:
            print(f"  USD {old:.4f} → {new:.4f}", file=stream)
        for label, cases in (("broken", each.broken), ("mended", each.mended)):
            if cases:
                print(f"  {label}: {', '.join(cases)}", file=stream)
