"""A capability package whose acts are seen outside of the database: each appends a line to a file, as it happens."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel

from agent_core.contract import Call, CapabilityPackage, Result, Risk, capability
from agent_core.errors import CapabilityFailed

Reached = Callable[[str], None]


class Line(BaseModel):
    to: str
    text: str


class Outside(CapabilityPackage):
    name = "outside"
    description = "A channel that records what was sent through it."

    def __init__(self, folder: Path, reached: Reached) -> None:
        self._folder = folder
        self._reached = reached

    @capability(risk=Risk.SEND)
    async def send(self, call: Call, line: Line) -> Result:
        """Send a message. Nobody can ask afterwards whether it was sent."""
        await self._record("sent", call, line)
        return Result(text=f"Sent to {line.to}.")

    @capability(risk=Risk.SEND, probe="was_mailed")
    async def mail(self, call: Call, line: Line) -> Result:
        """Mail a letter. The post office knows which letters it got."""
        await self._record("mailed", call, line)
        return Result(text=f"Mailed to {line.to}.")

    async def was_mailed(self, call: Call, line: Line) -> Result | None:
        found = call.key in " ".join(lines(self._folder, call.user_id, "mailed"))
        return Result(text=f"Mailed to {line.to}.") if found else None

    @capability(risk=Risk.WRITE, seconds=0.2)
    async def slow(self, call: Call, line: Line) -> Result:
        """Take a while; a repeat finds what was done."""
        self._reached("world slow begins")
        await asyncio.sleep(0.02)
        self._reached("world slow goes on")
        if call.key not in " ".join(lines(self._folder, call.user_id, "slow")):
            await self._record("slow", call, line)
        return Result(text="It took a while.")

    async def _record(self, kind: str, call: Call, line: Line) -> None:
        if "\n" in line.text:
            raise CapabilityFailed("One line only.")
        self._reached(f"world before {kind}")
        with open(self._folder / f"{call.user_id}.{kind}", "a") as file:  # noqa: ASYNC230 - one line
            file.write(f"{call.key} {line.to} {line.text}\n")
            file.flush()
            os.fsync(file.fileno())
        self._reached(f"world after {kind}")
        await asyncio.sleep(0)
        self._reached(f"world later {kind}")


def lines(folder: Path, user_id: str, kind: str) -> list[str]:
    """What was done for a person, line by line."""
    path = folder / f"{user_id}.{kind}"
    return path.read_text().splitlines() if path.exists() else []
