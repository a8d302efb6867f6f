"""The real server as a process of its own, on a free port and a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

SERVE = [str(Path(sys.executable).with_name("agentic")), "serve"]
PASSWORD = "correct horse battery staple"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Start, kill -9 and start again: the data folder and the port stay."""

    def __init__(self, folder: Path, command: Sequence[str] = SERVE, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder.with_suffix(".log")
        self._command = list(command)
        self._environment = environment
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, seconds: float = 60) -> float:
        """Returns how many seconds it took until it was healthy."""
        began = time.perf_counter()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AGENTIC_")}
        environment |= {"AGENTIC_DATA_DIR": str(self.folder), "AGENTIC_PORT": str(self.port), **self._environment}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self._command, env=environment, stdout=log, stderr=log)
        while not self.healthy():
            if self.process.poll() is not None or time.perf_counter() - began > seconds:
                raise AssertionError(f"the server did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.01)
        return time.perf_counter() - began

    def healthy(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/health", timeout=5).is_success
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end, as a person with Ctrl+C would; its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(30)

    def died(self, seconds: float = 30) -> bool:
        """Whether it ended by itself, or was killed, within `seconds`."""
        assert self.process is not None
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def set_up(self, name: str = "Ana", email: str = "ana@example.org", zone: str = "Europe/Madrid") -> str:
        """Make the first administrator with the code the server shows; the access token."""
        code = (self.folder / "secrets" / "setup-code").read_text().strip()
        person = {"code": code, "name": name, "email": email, "password": PASSWORD, "zone": zone}
        answer = httpx.post(f"{self.url}/api/auth/setup", json=person)
        assert answer.is_success, answer.text
        return str(answer.json()["access_token"])

    def request(self, token: str, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.request(method, f"{self.url}{path}", headers=headers, json=body, timeout=60)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process and self.process.poll() is None:
            self.stop()
