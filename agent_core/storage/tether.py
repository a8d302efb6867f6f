"""Run as a script: become the given command, and die with the process that asked for it.

    python -I -S tether.py PARENT_PID COMMAND...

A script of its own, because code between fork and exec is unsafe in a process with threads.
"""

import os
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h
SIGKILL = 9


def main(parent: int, command: list[str]) -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before the line above
            raise SystemExit(1)
    os.execv(command[0], command)  # noqa: S606  # the caller's own command, no shell


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
