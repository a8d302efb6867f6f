"""kill -9 at every point of taking messages in and sending answers: how many are doubled, lost or told as unknown.

`python -m benchmarks.boxes [--every N] --json`. Then the same kills with a record left out, as the controls.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path
from typing import Any

from agent_core.storage.embedded import EmbeddedDatabase
from benchmarks.report import progress, result
from tests.faults.verdicts import outcomes

HARM = ("doubled", "lost", "disordered", "untold", "aside", "unknown")


async def measured(uri: str, folder: Path, *options: str) -> dict[str, Any]:
    """At how many points each thing happened."""
    points = [each async for each in outcomes(uri, folder, *options, module="tests.faults.box_lives")]
    killed = [each for each in points if each["at"]]
    figures = {"points": len(killed), **{name: sum(bool(each[name]) for each in killed) for name in HARM}}
    if any(points[-1][name] for name in HARM):
        raise RuntimeError(f"harm without a kill: {points[-1]}")
    progress(f"{' '.join(options)}: {figures}")
    for each in killed:
        if any(each[name] for name in HARM):
            progress(f"  {each}")
    return figures


async def main(every: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with EmbeddedDatabase(Path(folder) / "database") as uri:
            step = ("--every", str(every))
            controls = ("no-intent", "receipt", "ack-first")
            result(
                {"as it is": await measured(uri, Path(folder), *step)}
                | {each: await measured(uri, Path(folder), *step, "--control", each) for each in controls}
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="what it does anyway")
    asyncio.run(main(parser.parse_args().every))
