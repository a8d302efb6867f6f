"""`agentic serve` as a person runs it."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

AGENTIC = str(Path(sys.executable).with_name("agentic"))


@contextmanager
def served(data: Path) -> Iterator[tuple["subprocess.Popen[str]", str, str]]:
    """The process, its address, and all it printed until it was ready."""
    process = subprocess.Popen([AGENTIC, "serve", "--port", "0", "--data-dir", str(data)],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    assert process.stdout
    try:
        printed = ""
        for line in process.stdout:
            printed += line
            if "Ctrl+C" in line:
                break
        yield process, re.findall(r"http://[0-9.]+:\d+", printed)[0], printed
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(20)
        process.stdout.close()


def refused(*arguments: str, **environment: str) -> str:
    """What it says when it does not start."""
    done = subprocess.run([AGENTIC, "serve", *arguments], capture_output=True, text=True, timeout=60,
                          env=os.environ | environment, check=False)  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


@pytest.mark.slow
def test_it_prints_the_setup_link_until_there_is_an_administrator(tmp_path: Path) -> None:
    with served(tmp_path) as (process, url, printed):
        code = re.findall(r"/#setup=(\S+)", printed)[0]
        assert "in use by another server" in refused("--port", "0", "--data-dir", str(tmp_path))
        body = {"code": code, "name": "A", "email": "a@example.org", "password": "long enough to use"}
        assert httpx.post(f"{url}/api/auth/setup", json=body).status_code == 201
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)
    with served(tmp_path) as (_, url, printed):
        assert "setup" not in printed
        assert httpx.get(f"{url}/api/auth/status").json() == {"needs_setup": False}


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused("--port", port, "--data-dir", str(tmp_path))
    assert port in said
    assert "--port" in said


def test_a_setting_that_is_not_usable_is_named(tmp_path: Path) -> None:
    assert "AGENTIC_JWT_SECRET" in refused("--data-dir", str(tmp_path), AGENTIC_JWT_SECRET="short")


@pytest.mark.slow
def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    uri = "mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=300"
    assert "AGENTIC_MONGODB_URI" in refused("--port", "0", "--data-dir", str(tmp_path), AGENTIC_MONGODB_URI=uri)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (file := tmp_path / "file").write_text("")
    assert str(file) in refused("--port", "0", "--data-dir", str(file / "data"))
