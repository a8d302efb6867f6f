"""The database server as an operating system process: start, find a leftover, end."""

import asyncio
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from agent_core.errors import ConfigurationError, Unavailable

MODULE = "secantus"  # GPL: started as a program of its own, never imported
TETHER = Path(__file__).with_name("tether.py")
HOST = "127.0.0.1"
LOG_BYTES = 1_000_000  # the log of earlier starts is set aside above this
START_SECONDS = 30.0
STOP_SECONDS = 10.0
ASK_AGAIN = 20  # looks of 20 ms before the next request to end
ENVIRONMENT = {  # nothing of ours: no secret reaches it, no configuration of the person's is found by it
    "PATH": os.defpath,
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


class Daemon:
    """One process of the database server on `port`, its files in `folder`."""

    def __init__(self, folder: Path, port: int, *, auth: bool) -> None:
        self._folder = folder
        self._port = port
        self._auth = auth
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    async def start(self) -> None:
        """Returns when it accepts connections. Raises Unavailable when it ends or hangs before that."""
        with _open_log(self._folder / "server.log") as log:
            self._process = await asyncio.create_subprocess_exec(
                *tethered(self._command()), cwd=self._folder, env=ENVIRONMENT,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        try:
            _pid_file(self._folder).write_text(str(self._process.pid))
            await self._until_it_listens(self._process)
        except BaseException:  # also when we are cancelled: nothing may be left running
            await self.kill()
            raise

    def _command(self) -> list[str]:
        (self._folder / "server.toml").touch()  # named, so that no configuration is searched for elsewhere
        options = {
            "--config": "server.toml",
            "--host": HOST,
            "--port": str(self._port),
            "--storage-path": str(self._folder / "data"),
            "--cache-size": "64M",
            "--log-level": "WARNING",
        }
        flags = ["--sync-on-commit", "--standalone"] + ["--auth"] * self._auth
        return [sys.executable, "-P", "-m", MODULE, *(word for pair in options.items() for word in pair), *flags]

    async def _until_it_listens(self, process: asyncio.subprocess.Process) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not await asyncio.to_thread(_answers, self._port):
            if process.returncode is not None or time.monotonic() > deadline:
                raise Unavailable(f"The embedded database did not start; see {self._folder / 'server.log'}.")
            await asyncio.sleep(0.01)

    async def wait(self) -> int:
        """The exit code, when it has ended."""
        assert self._process  # noqa: S101
        return await self._process.wait()

    async def stop(self) -> None:
        """End it in an orderly way, by force after a while."""
        if self._process and self._process.returncode is None:
            try:
                await asyncio.wait_for(self._ended(self._process), STOP_SECONDS)
            except TimeoutError:
                await self.kill()
        _pid_file(self._folder).unlink(missing_ok=True)

    async def _ended(self, process: asyncio.subprocess.Process) -> None:
        """Ask until it has ended: a signal that another of its threads gets does not wake its main thread, and
        without a connection it sits in accept() for two seconds."""
        while process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            for _ in range(ASK_AGAIN):
                await asyncio.to_thread(_answers, self._port)
                with suppress(TimeoutError):
                    await asyncio.wait_for(asyncio.shield(process.wait()), 0.02)
                    return

    async def kill(self) -> None:
        if self._process:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()


def tethered(command: Sequence[str]) -> list[str]:
    """`command` as a process that dies with this one."""
    return [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *command]


def require_installed() -> None:
    if importlib.util.find_spec(MODULE) is None:
        raise ConfigurationError(
            "The embedded database is not installed. Install the package secantusdb, or set AGENTIC_MONGODB_URI."
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


async def end_leftover(folder: Path) -> None:
    """End a server that an earlier life of ours left on this folder. The caller holds the folder's lock."""
    pid = _leftover(folder)
    deadline = time.monotonic() + STOP_SECONDS
    while pid and str(folder / "data") in _command_line(pid):
        if time.monotonic() > deadline:
            raise Unavailable(f"An old database process ({pid}) on {folder} does not end; end it with kill -9 {pid}.")
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # harmless: every commit is on disk
        await asyncio.sleep(0.02)
    _pid_file(folder).unlink(missing_ok=True)


def _leftover(folder: Path) -> int:
    try:
        return int(_pid_file(folder).read_text())
    except (OSError, ValueError):
        return 0


def _command_line(pid: int) -> str:
    """What runs under this number now, "" for nothing or a dead one."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    return subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout  # noqa: S603,S607


def _pid_file(folder: Path) -> Path:
    return folder / "server.pid"


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def _open_log(path: Path) -> BinaryIO:
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")
