"""What is to be said of a life that was killed and taken over by another one."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

EFFECTS = ("notes", "reminders", "sent", "mailed", "slow")


async def outcomes(
    uri: str, folder: Path, *options: str, module: str = "tests.faults.lives"
) -> AsyncIterator[dict[str, Any]]:
    """What the module tells, point by point."""
    command = [sys.executable, "-m", module, uri, str(folder), *options]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    async for line in process.stdout:
        yield json.loads(line)
    assert await process.wait() == 0


def duplicates(outcome: Mapping[str, Any]) -> list[str]:
    return [kind for kind in EFFECTS if outcome[kind] > 1]


def losses(outcome: Mapping[str, Any]) -> list[str]:
    """What was not done in the end, although what nobody knew of was asked about."""
    return [kind for kind in EFFECTS if outcome[kind] == 0]
