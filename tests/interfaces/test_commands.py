"""The commands of `agentic` against the really running server, as somebody at a terminal would use them."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.openai_server import OpenAIServer, fails, says
from tests.support.server import PASSWORD, Server

AGENTIC = str(Path(sys.executable).with_name("agentic"))
pytestmark = pytest.mark.slow


def agentic(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    outer = {name: value for name, value in os.environ.items() if not name.startswith(("AGENTIC_", "XDG_"))}
    return subprocess.run(
        [AGENTIC, *words], env=outer | {"HOME": str(home)} | environment, capture_output=True, text=True, timeout=90
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("commands") / "data") as started:
        started.set_up()
        yield started


@pytest.fixture(scope="module")
def home(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of somebody who is signed in."""
    folder = tmp_path_factory.mktemp("home")
    said = agentic(folder, "login", "--server", server.url, "--email", "ana@example.org", "--password", PASSWORD)
    assert said.returncode == 0, said.stderr
    return folder


def test_the_sign_in_is_kept_for_its_owner_only(home: Path) -> None:
    [kept] = home.rglob("session.json")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert PASSWORD not in kept.read_text()


def test_chat_prints_the_answer_and_beside_it_the_plan(home: Path) -> None:
    said = agentic(home, "chat", 'add "water the plants" to my tasks')
    assert said.returncode == 0, said.stderr
    assert "water the plants" in said.stdout
    assert "✓" in said.stderr


def test_ingest_waits_until_the_documents_can_be_asked_about(home: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "garden.md").write_text("# Garden\n\nThe apple tree behind the shed was planted in 1987.\n")
    (tmp_path / "notes" / "picture.bin").write_bytes(b"\x00\x01\x02" * 100)
    taken = agentic(home, "ingest", str(tmp_path / "notes"))
    assert "✓ garden.md" in taken.stdout
    assert "1 of 2 documents are ready." in taken.stdout
    assert "✗ picture.bin" in taken.stderr
    assert taken.returncode == 1
    answer = agentic(home, "chat", "When was the apple tree planted?")
    assert "1987" in answer.stdout
    assert "[1] garden.md" in answer.stdout


def test_a_wrong_password_is_one_sentence(server: Server, tmp_path: Path) -> None:
    said = agentic(tmp_path, "login", "--server", server.url, "--email", "ana@example.org", "--password", "wrong one")
    assert said.returncode == 1
    assert len(said.stderr.strip().splitlines()) == 1
    assert "Traceback" not in said.stderr


def test_without_a_sign_in_and_without_a_server_the_way_out_is_said(tmp_path: Path) -> None:
    assert "agentic login" in agentic(tmp_path, "chat", "hello").stderr
    said = agentic(tmp_path, "login", "--server", "http://127.0.0.1:9", "--email", "a@b.cd", "--password", "x")
    assert "agentic serve" in said.stderr


def test_doctor_finds_nothing_wrong_on_a_fresh_machine(tmp_path: Path) -> None:
    said = agentic(tmp_path, "doctor")
    assert said.returncode == 0, said.stdout
    assert "✗" not in said.stdout
    assert "✓ package knowledge" in said.stdout


def test_doctor_names_a_setting_that_is_not_usable(tmp_path: Path) -> None:
    said = agentic(tmp_path, "doctor", AGENTIC_PORT="many")
    assert said.returncode == 1
    assert "AGENTIC_PORT" in said.stdout


@pytest.mark.parametrize(("reply", "code"), [(says("yes"), 0), (fails(401), 1)])
def test_doctor_tries_the_model(tmp_path: Path, reply: object, code: int) -> None:
    with OpenAIServer([reply]) as model:  # type: ignore[list-item]  # parametrised
        settings = {"AGENTIC_MODEL_BASE_URL": model.url, "AGENTIC_MODEL_NAME": "scripted"}
        said = agentic(tmp_path, "doctor", **settings)
    assert said.returncode == code, said.stdout
    assert ("✓" if code == 0 else "✗") + " language model" in said.stdout


def test_a_service_account_is_made_shown_used_and_ended(server: Server, home: Path) -> None:
    made = agentic(home, "service", "create", "telegram-bot")
    assert made.returncode == 0, made.stderr
    assert made.stdout.count("\n") == 1  # the secret alone, to be sent to a file
    body = {"name": "telegram-bot", "secret": made.stdout.strip()}
    assert httpx.post(f"{server.url}/api/auth/service", json=body).status_code == 200
    assert "telegram-bot  telegram  used 20" in agentic(home, "service", "list").stdout
    assert agentic(home, "service", "revoke", "telegram-bot").returncode == 0
    assert httpx.post(f"{server.url}/api/auth/service", json=body).status_code == 401
