"""What a reader gets: the bytes of one file, and what the whole job may still use."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from capabilities.knowledge.reading.document import Unreadable

DEEPEST = 6  # files within files within files
MOST_INNER = 1000  # files within one file
MOST_UNPACKED = 400_000_000  # bytes, over all files within one file


@dataclass
class Job:
    """What reading one file may use, with all the files that are within it."""

    seconds: float = 600.0  # after these, what takes long ends with what it has
    folder: Path | None = None  # where an archive's members go; None: an archive is refused
    report: Callable[[float], None] = lambda fraction: None
    unpacked: int = 0
    inner: int = 0
    began: float = field(default_factory=time.monotonic)

    def out_of_time(self) -> bool:
        return time.monotonic() - self.began > self.seconds

    def is_spent(self) -> bool:
        return self.unpacked > MOST_UNPACKED

    def spend(self, size: int) -> None:
        """Raises Unreadable: small files can claim any size."""
        self.unpacked += size
        if self.unpacked > MOST_UNPACKED:
            raise Unreadable(
                f"The file unpacks to more than {MOST_UNPACKED // 1_000_000:,} MB, which is too large to be read."
            )


@dataclass(frozen=True)
class Source:
    name: str
    data: bytes
    job: Job = field(default_factory=Job)
    depth: int = 0

    def within(self, name: str, data: bytes) -> "Source | None":
        """A file that is part of this one; None when they are nested too deeply or are too many."""
        self.job.inner += 1
        if self.depth >= DEEPEST or self.job.inner > MOST_INNER:
            return None
        return Source(name, data, self.job, self.depth + 1)
