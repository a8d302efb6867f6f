"""kill -9 at every point of a turn with five effects: how many are done twice, lost, or told as unknown.

`python -m benchmarks.effects [--every N] --json`. Both rows of points are gone through with the ledger, and one of
them without it, as the control.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path
from typing import Any

from agent_core.storage.embedded import EmbeddedDatabase
from benchmarks.report import progress, result
from tests.faults.verdicts import duplicates, losses, outcomes


async def measured(uri: str, folder: Path, *options: str) -> dict[str, Any]:
    """The figures of one row of points."""
    points = [each async for each in outcomes(uri, folder, *options)]
    killed = [each for each in points if each["at"]]
    figures = {
        "points": len(killed),
        "duplicates": sum(bool(duplicates(each)) for each in killed),
        "losses": sum(bool(losses(each)) for each in killed),
        "unknown": sum(bool(each["unknown"]) for each in killed),
        "completed": sum(each["status"] == "completed" for each in killed),
    }
    progress(f"{' '.join(options)}: {figures}")
    for each in killed:
        if duplicates(each) or losses(each) or each["unknown"]:
            progress(f"  {each}")
    return figures


async def main(every: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with EmbeddedDatabase(Path(folder) / "database") as uri:
            step = ("--every", str(every))
            result(
                {
                    "asked": await measured(uri, Path(folder), *step),
                    "granted": await measured(uri, Path(folder), *step, "--granted"),
                    "without_ledger": await measured(uri, Path(folder), *step, "--granted", "--no-ledger"),
                }
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="what it does anyway")
    asyncio.run(main(parser.parse_args().every))
