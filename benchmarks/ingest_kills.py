"""kill -9 at every point of taking documents in: what people would find then, and when the next process has gone on.

`python -m benchmarks.ingest_kills [--every N] --json`. The control, without generations, goes through the part of the
points where a document is read anew.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path
from typing import Any

from agent_core.storage.embedded import EmbeddedDatabase
from benchmarks.report import progress, result
from tests.faults.verdicts import outcomes


async def measured(uri: str, folder: Path, *options: str) -> dict[str, Any]:
    killed = [each async for each in outcomes(uri, folder, *options, module="tests.faults.ingest_lives") if each["at"]]
    for each in killed:
        if each["first"] or each["last"]:
            progress(str(each))
    return {
        "points": len(killed),
        "half_found_after_the_kill": sum(bool(each["first"]) for each in killed),
        "wrong_in_the_end": sum(bool(each["last"]) for each in killed),
    }


async def main(every: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with EmbeddedDatabase(Path(folder) / "database") as uri:
            step = ("--every", str(every))
            ours = await measured(uri, Path(folder), *step)
            part = ("--first", "150", "--points", str(150 // every or 1))
            result({"generations": ours, "in_place": await measured(uri, Path(folder), *step, *part, "--in-place")})


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="what it does anyway")
    asyncio.run(main(parser.parse_args().every))
