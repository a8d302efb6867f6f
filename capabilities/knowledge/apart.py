"""Starts the reading process for one file and watches over it."""

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from capabilities.knowledge.reading import ReadDocument, Unreadable
from capabilities.knowledge.worker import Order

_ROOT = Path(__file__).parents[2]
_START = """
import sys, types
package = types.ModuleType("capabilities.knowledge")
package.__path__ = [sys.argv[1]]
sys.modules[package.__name__] = package
from capabilities.knowledge.worker import main
main(sys.argv[2])
"""  # around the package's own module, which loads the database and the index: a second that no reader needs
_PROGRESS = re.compile(rb"PROGRESS ([01]\.\d+)\n")
DAMAGED = (
    "The file could not be read: it is damaged, or needs more memory or time than allowed. Open it in its own program, "
    "save it again (or as PDF) and upload that copy."
)
_KEPT = ("PATH", "LANG", "SYSTEMROOT", "TESSDATA_PREFIX")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}  # no OMP_THREAD_LIMIT: with it the speech engine hears nonsense


@dataclass(frozen=True)
class Limits:
    seconds: float  # without a sign of progress
    memory_mb: int
    most_seconds: float = 0.0  # in all, for scans and recordings, which tell how far they are; 0: ten times `seconds`

    @property
    def in_all(self) -> float:
        return max(self.most_seconds or 10 * self.seconds, self.seconds)


async def read_apart(
    path: Path,
    name: str,
    limits: Limits,
    *,
    folder: Path | None = None,  # an existing one, where the files of an archive are put; None: it is read as one text
    progress: Callable[[float], None] = lambda fraction: None,  # 0 to 1, only of what takes long
) -> ReadDocument:
    """Raises Unreadable, also when the process ran out of time or memory."""
    order = Order(
        path=str(path),
        name=name,
        seconds=limits.in_all,
        memory_mb=limits.memory_mb,
        folder=str(folder) if folder else None,
    )
    return ReadDocument.model_validate(await _run(order, limits, progress))


async def look_apart(path: Path, name: str, limits: Limits) -> bytes:
    """A picture as a small JPEG. Raises Unreadable."""
    order = Order(path=str(path), name=name, seconds=limits.in_all, memory_mb=limits.memory_mb, look=True)
    return b64decode((await _run(order, limits, lambda fraction: None))["jpeg"])


async def _run(order: Order, limits: Limits, progress: Callable[[float], None]) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _START, str(Path(__file__).parent), order.model_dump_json(),
        stdin=DEVNULL, stdout=PIPE, stderr=PIPE, env=_environment(), start_new_session=True,
    )  # fmt: skip
    try:
        output = await _watch(process, limits, progress)
    except TimeoutError:
        raise Unreadable(f"Reading the file took longer than {limits.seconds:.0f} seconds: split it.") from None
    finally:
        await _end(process)
    return await asyncio.to_thread(_parse, output)


async def _watch(process: asyncio.subprocess.Process, limits: Limits, progress: Callable[[float], None]) -> bytes:
    """Each sign of progress buys it time again, up to the end of all."""
    assert process.stdout  # noqa: S101  # both are pipes
    assert process.stderr  # noqa: S101
    now = asyncio.get_running_loop().time
    end = now() + limits.in_all
    async with asyncio.timeout(limits.seconds) as patience:
        output = asyncio.ensure_future(process.stdout.read())
        try:
            while told := await process.stderr.read(65_536):
                for done in _PROGRESS.findall(told):
                    patience.reschedule(min(now() + limits.seconds, end))
                    progress(min(float(done), 1.0))
            return await output
        finally:
            output.cancel()


def _environment() -> dict[str, str]:
    """Nothing secret: what parses strangers' files does not see our keys."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | _ONE_THREAD | {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}


async def _end(process: asyncio.subprocess.Process) -> None:
    """With all that it started: it leads a group of its own."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.returncode is None:
            process.kill()
    await process.wait()


def _parse(output: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError:  # it was stopped, or crashed, before it could say why
        raise Unreadable(DAMAGED) from None
    if "error" in answer:
        raise Unreadable(answer["error"])
    return answer
