"""One server at a time on a data folder."""

import fcntl
import os
from pathlib import Path
from types import TracebackType

from agent_core.errors import ConfigurationError


class DataDirLock:
    """Held while the `with` block runs; the system frees it with the process, however that ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = -1

    def acquire(self) -> None:
        """Raises ConfigurationError when another process has the folder, or it cannot be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise ConfigurationError(
                f"Cannot write to the data folder {self._folder}: {error.strerror}. "
                "Make it writable, or choose another one with AGENTIC_DATA_DIR."
            ) from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise self._taken() from None
        os.truncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def _taken(self) -> ConfigurationError:
        holder = _written(self._file)
        self.release()
        return ConfigurationError(
            f"The data folder {self._folder} is in use by another server (process {holder}). "
            f"Stop that one first (kill {holder}), or choose another folder with AGENTIC_DATA_DIR."
        )

    def release(self) -> None:
        """Free the folder; the file stays, since removing it could free it twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> "DataDirLock":
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def holder(folder: Path) -> str | None:
    """The number of the process that has the folder now, None when it is free."""
    try:
        file = os.open(folder / "lock", os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return _written(file)
    finally:
        os.close(file)
    return None


def _written(file: int) -> str:
    return os.pread(file, 32, 0).decode(errors="replace").strip() or "unknown"
