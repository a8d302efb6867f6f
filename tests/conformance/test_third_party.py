"""A package of somebody else is installed, and the assistant has a new ability: nothing else changes."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.server import Server

EXAMPLE = Path(__file__).parents[2] / "examples" / "capability-dice"
pytestmark = pytest.mark.slow


def install(target: Path) -> None:
    """As `pip install` does it, into a folder of its own so that this environment stays as it is."""
    uv = shutil.which("uv") or str(Path(__file__).parents[2] / ".tools" / "bin" / "uv")
    into = ["--python", sys.executable, "--target", str(target), "--no-deps", "--no-build-isolation", "--offline"]
    subprocess.run([uv, "pip", "install", "--quiet", *into, str(EXAMPLE)], check=True, timeout=60)


def ask(server: Server, token: str, text: str) -> Any:
    return server.request(token, "POST", "/api/chat", {"message": text})


def test_installing_the_example_adds_a_working_capability(tmp_path: Path) -> None:
    install(tmp_path / "site")
    with Server(tmp_path / "data", PYTHONPATH=str(tmp_path / "site")) as server:
        token = server.set_up()
        offered = server.request(token, "GET", "/api/capabilities")
        assert "dice" in [package["name"] for package in offered["packages"]]
        assert offered["broken"] == []
        run = ask(server, token, "roll 3 dice with 20 sides")
        [result] = run["results"]
        assert result["capability"] == "dice.roll"
        assert len(result["data"]["dice"]) == 3
        assert all(1 <= each <= 20 for each in result["data"]["dice"])
        called = server.request(token, "POST", "/api/capabilities/dice.roll", {"arguments": {"count": 2}})
        assert len(called["dice"]) == 2


def test_without_it_the_assistant_says_that_it_cannot(tmp_path: Path) -> None:
    """The control of the test above."""
    with Server(tmp_path / "data") as server:
        run = ask(server, server.set_up(), "roll 3 dice with 20 sides")
        assert run["plan"] == []


def test_a_package_that_does_not_load_is_listed_and_the_others_work(tmp_path: Path) -> None:
    site = tmp_path / "site"
    install(site)
    (site / "capability_dice.py").write_text("raise RuntimeError('a mistake in this package')\n")
    with Server(tmp_path / "data", PYTHONPATH=str(site)) as server:
        token = server.set_up()
        offered = server.request(token, "GET", "/api/capabilities")
        assert [(each["name"], "a mistake in this package" in each["error"]) for each in offered["broken"]] == [
            ("dice", True)
        ]
        assert ask(server, token, 'add "milk" to my tasks')["status"] == "completed"
