"""The real server, which kills itself with -9 at the point that the file $DOOM names; then the file is gone.

The points are those of `points`; `#2` behind one means the second time that it is reached.
"""

import os
import signal
from collections import Counter
from pathlib import Path

import uvicorn

from tests.faults.points import watch

DOOM = Path(os.environ["DOOM"])
times: Counter[str] = Counter()


def reached(point: str) -> None:
    if not DOOM.exists():
        return
    wanted, _, number = DOOM.read_text().partition(" #")
    times[point] += 1
    if point == wanted and times[point] >= int(number or 1):
        DOOM.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    watch(reached)
    uvicorn.run("gateway.app:create_app", factory=True, port=int(os.environ["AGENTIC_PORT"]))
