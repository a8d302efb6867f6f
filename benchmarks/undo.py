"""Random calls of every built-in capability with an effect, taken back in random order: `python -m benchmarks.undo`.

seeds, effects                   how many series of 20 calls, and how many calls had an effect
undone, conflicts                undos tried in random order: taken back, or refused since the thing had changed
disturbed                        refused ones that changed something all the same (must be 0)
not_restored                     series after whose whole undo something stored differs from before (must be 0)
undo_p50_ms, undo_p95_ms         one undo of a planner's effect
"""

import argparse
import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from agent_core.ids import new_id
from agent_core.models.embedding import load_embedder
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.embedded import EmbeddedDatabase
from agent_core.storage.indexes import ensure_indexes
from benchmarks.report import percentile, progress, result
from tests.support.changes import ARGUMENTS, Desk, desk_of

CALLS = 20


class Count:
    def __init__(self) -> None:
        self.effects = self.undone = self.conflicts = self.disturbed = self.not_restored = 0
        self.milliseconds: list[float] = []


async def series(desk: Desk, count: Count) -> None:
    start, before = datetime.now(UTC), await desk.state()
    for _ in range(CALLS):
        count.effects += await desk.act(desk.rng.choice(sorted(ARGUMENTS))) is not None
        if desk.keys and desk.rng.random() < 0.5:
            await undo_one(desk, count)
    await desk.undo_all(start)
    count.not_restored += await desk.state() != before


async def undo_one(desk: Desk, count: Count) -> None:
    before, effect_id = await desk.state(), desk.rng.choice(desk.keys)
    began = time.perf_counter()
    [outcome] = (await desk.undo(effect_id)).outcomes
    if outcome.capability.startswith("planner."):
        count.milliseconds.append(1000 * (time.perf_counter() - began))
    if outcome.status == "undone":
        desk.keys.remove(effect_id)
        count.undone += 1
    else:
        count.conflicts += 1
        count.disturbed += await desk.state() != before


async def measured(seeds: int) -> Count:
    count, embedder = Count(), load_embedder(Settings(_env_file=None))
    with tempfile.TemporaryDirectory() as folder:
        async with EmbeddedDatabase(Path(folder) / "database") as uri:
            for seed in range(seeds):
                database = Database(uri=uri, name=f"undo_{new_id()}")
                await ensure_indexes(database.db)
                async with desk_of(database, Path(folder) / str(seed), embedder, seed) as desk:
                    await series(desk, count)
                await database.client.drop_database(database.name)
                await database.close()
                progress(f"seed {seed}: {count.effects} effects, {count.conflicts} conflicts")
    embedder.close()
    return count


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--json", action="store_true", help="as all benchmarks take it")
    seeds = parser.parse_args().seeds
    count = asyncio.run(measured(seeds))
    shown = {name: value for name, value in vars(count).items() if name != "milliseconds"}
    times = {f"undo_p{share}_ms": round(percentile(count.milliseconds, share / 100), 1) for share in (50, 95)}
    result({"seeds": seeds, **shown, **times})


if __name__ == "__main__":
    main()
