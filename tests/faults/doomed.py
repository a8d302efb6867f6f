"""The real server, which kills itself with -9 at the point that the file $DOOM names; then the file is gone.

The points are those of `points`; `#2` behind one means the second time that it is reached. Each life is a fork of this
process, which has all imported and nothing open, and which starts the next life when one was killed. $DOOMED names
another factory of the application.
"""

import os
import signal
import sys
from collections import Counter
from pathlib import Path

import uvicorn

import agent_core.graph
import agent_core.storage.checkpoints  # noqa: F401  # as the others: imported once for all lives
import gateway.app  # noqa: F401
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


def live() -> None:
    watch(reached)
    uvicorn.run(os.environ.get("DOOMED", "gateway.app:create_app"), factory=True, port=int(os.environ["AGENTIC_PORT"]))


def life() -> int:
    """How a life ended: an exit code, or the negative number of a signal."""
    child = os.fork()
    if child == 0:
        live()
        sys.exit()
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    while (ended := life()) == -signal.SIGKILL:
        pass
    sys.exit(ended)
