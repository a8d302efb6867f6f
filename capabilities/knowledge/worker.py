"""Reads one file in a process of its own, which ends with the job: `python -m capabilities.knowledge.worker`.

Arguments: path, name, seconds of processor time, megabytes of memory. The last line of the output is JSON: a
ReadDocument, or {"error": …} with a sentence for the person. A hostile file can at worst end this process.
"""

import json
import sys
from pathlib import Path

from capabilities.knowledge.reading import Unreadable, read


def main(path: str, name: str, seconds: str, megabytes: str) -> None:
    _limit(int(seconds), int(megabytes))
    sys.stdout.write("\n" + _answer(Path(path), name))


def _answer(path: Path, name: str) -> str:
    try:
        return read(path, name).model_dump_json()
    except Unreadable as error:
        return json.dumps({"error": str(error)})
    except (MemoryError, RecursionError):
        return json.dumps({"error": "The file is too large or too deeply nested to be read: split it."})


def _limit(seconds: int, megabytes: int) -> None:
    """Where the system knows such limits; everywhere the parent also watches the clock."""
    try:
        import resource
    except ImportError:
        return
    for what, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes << 20),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(what)
        limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    main(*sys.argv[1:])
