"""Reads one file in a process of its own, which ends with the job: started by apart.py.

Its argument is the JSON of an Order. Standard output is JSON: a ReadDocument, {"jpeg": …} when it is only to be made
small, or {"error": …} with a sentence for the person. Standard error has lines `PROGRESS 0.5`. A hostile file can
at worst end this process.
"""

import contextlib
import json
import os
import sys
from base64 import b64encode
from pathlib import Path

from pydantic import BaseModel

from capabilities.knowledge.reading import Job, Unreadable, read
from capabilities.knowledge.reading.image import small

LARGEST_MEMBER = 400_000_000  # bytes of a file that is unpacked
_FINISH = 0.85  # of the time: then scans and recordings end with what they have
_TOO_LARGE = "The file is too large or too deeply nested to be read: split it."


class Order(BaseModel):
    path: str
    name: str
    seconds: float
    memory_mb: int
    folder: str | None = None  # for what an archive holds
    look: bool = False  # not to be read: only made small, as a JPEG


def main(argument: str) -> None:
    order = Order.model_validate_json(argument)
    output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what a library prints is no answer
    _limit(order)
    _stay_inside()
    output.write(_answer(order))
    output.close()


def _answer(order: Order) -> str:
    folder = Path(order.folder) if order.folder else None
    job = Job(seconds=order.seconds * _FINISH, folder=folder, report=_report)
    try:
        if order.look:
            return json.dumps({"jpeg": b64encode(small(Path(order.path).read_bytes())).decode()})
        return read(Path(order.path), order.name, job).model_dump_json()
    except Unreadable as error:
        return json.dumps({"error": str(error)})
    except (MemoryError, RecursionError):
        return json.dumps({"error": _TOO_LARGE})


def _report(fraction: float) -> None:
    sys.stderr.write(f"PROGRESS {fraction:.3f}\n")
    sys.stderr.flush()


def _stay_inside() -> None:
    """No reader has a reason to reach the network: a library that tries is stopped, whatever the file made it do."""

    def watch(event: str, _: object) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "os.system"):
            raise PermissionError(f"{event} is not for readers of files")

    sys.addaudithook(watch)


def _limit(order: Order) -> None:
    """Where the system knows such limits; everywhere the parent also watches the clock."""
    try:
        import resource
    except ImportError:
        return
    for what, limit in (
        (resource.RLIMIT_CPU, int(order.seconds * (os.cpu_count() or 1)) + 1),
        (resource.RLIMIT_AS, order.memory_mb << 20),
        (resource.RLIMIT_FSIZE, LARGEST_MEMBER if order.folder else 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(what)
        limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
