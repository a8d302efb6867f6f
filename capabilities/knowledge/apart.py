"""Starts the reading process for one file and watches over it."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass
from pathlib import Path

from capabilities.knowledge.reading import ReadDocument, Unreadable

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Limits:
    seconds: float
    memory_mb: int


async def read_apart(path: Path, name: str, limits: Limits) -> ReadDocument:
    """Raises Unreadable, also when the process ran out of time or memory."""
    command = (sys.executable, "-m", "capabilities.knowledge.worker", str(path), name)
    process = await asyncio.create_subprocess_exec(
        *command, str(int(limits.seconds) + 1), str(limits.memory_mb), stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL,
        env=_environment(), start_new_session=True,
    )  # fmt: skip
    try:
        async with asyncio.timeout(limits.seconds):
            output, _ = await process.communicate()
    except TimeoutError:
        raise Unreadable(f"Reading the file took longer than {limits.seconds:.0f} seconds: split it.") from None
    finally:
        await _end(process)
    return await asyncio.to_thread(_parse, output)


def _environment() -> dict[str, str]:
    """Nothing secret: what parses strangers' files does not see our keys."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1"}


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _parse(output: bytes) -> ReadDocument:
    try:
        answer = json.loads(output[output.rindex(b"\n") + 1 :])
    except ValueError:  # it was stopped, or crashed, before it could say why
        raise Unreadable(
            "The file could not be read: it is damaged, or needs more memory or time than allowed. Open it in its own "
            "program, save it again (or as PDF) and upload that copy."
        ) from None
    if "error" in answer:
        raise Unreadable(answer["error"])
    return ReadDocument.model_validate(answer)
