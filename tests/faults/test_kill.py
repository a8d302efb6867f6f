"""kill -9 of the server at many points of a turn: what was accepted is completed after the restart, nothing twice.

Every point, 239 of them, is met by `python -m benchmarks.effects`.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.server import Server

pytestmark = [pytest.mark.faults, pytest.mark.slow]

NODES = ("analyze", "plan", "route", "execute", "update", "respond")
IN_NODES = [f"node {when} {node}" for node in NODES for when in ("start", "end")]
AROUND_COMMANDS = [
    "command after insert runs",
    *(
        f"command {when} {command}"
        for command in (
            "update checkpoints",
            "insert effects",
            "insert effects #2",
            "insert tasks",
            "insert reminders",
            "update effects",
            "update runs",
        )
        for when in ("before", "after")
    ),
]
DEEP = [pytest.param(each, marks=pytest.mark.deep) for each in AROUND_COMMANDS[5:]]


class Story:
    """One server that is killed again and again, and the person who talks to it."""

    def __init__(self, folder: Path) -> None:
        self.doom = folder / "doom"
        self.server = Server(folder / "data", [sys.executable, "-m", "tests.faults.doomed"], DOOM=str(self.doom))
        self.server.start()
        self.token = self.server.set_up()

    def say(self, text: str, key: str) -> None:
        body = {"message": text, "idempotency_key": key}
        headers = {"Authorization": f"Bearer {self.token}"}
        with pytest.raises(httpx.TransportError):
            httpx.post(f"{self.server.url}/api/chat", json=body, headers=headers, timeout=30)

    def rise(self, point: str) -> None:
        """Wait until the next life of the server answers; the one before has come to the point where it dies."""
        assert not self.doom.exists(), f"the point {point!r} was not reached"
        deadline = time.monotonic() + 30
        while not self.server.healthy():
            assert time.monotonic() < deadline, f"the server did not rise\n{self.server.log.read_text()[-3000:]}"
            time.sleep(0.01)

    def get(self, path: str) -> Any:
        return self.server.request(self.token, "GET", path)

    def run_of(self, text: str) -> dict[str, Any]:
        """The run that was accepted for `text`, once it has ended; nobody asks for it to be run."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for conversation in self.get("/api/conversations?limit=5")["items"]:
                runs = self.get(f"/api/conversations/{conversation['id']}/messages")["items"]
                ended = [run for run in runs if run["text"] == text and run["finished_at"]]
                if ended:
                    return dict(ended[0])
            time.sleep(0.05)
        raise AssertionError(f"the run of {text!r} did not end\n{self.server.log.read_text()[-3000:]}")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    opened = Story(tmp_path_factory.mktemp("faults"))
    yield opened
    opened.server.stop()


@pytest.mark.parametrize("point", [*IN_NODES, *AROUND_COMMANDS[:5], *DEEP])
def test_a_run_that_was_accepted_before_the_kill_completes_once(story: Story, point: str) -> None:
    name = point.replace(" ", "-")
    text = f'remind me tomorrow at 9 to call "{name}" and add "{name}" to my tasks'
    story.doom.write_text(point)
    story.say(text, key=name)
    story.rise(point)
    run = story.run_of(text)
    assert run["status"] == "completed", run
    assert [result["status"] for result in run["results"]] == ["done", "done"]
    again = story.server.request(story.token, "POST", "/api/chat", {"message": text, "idempotency_key": name})
    assert again["id"] == run["id"]
    assert _titles(story.get("/api/tasks?limit=200"), name) == 1
    assert _titles(story.get("/api/reminders?limit=200"), name) == 1


def _titles(page: Any, name: str) -> int:
    return sum(name in item["title"] for item in page["items"])


def test_what_was_not_accepted_is_not_there_and_can_be_sent_again(story: Story) -> None:
    text = 'add "not accepted" to my tasks'
    story.doom.write_text("command before insert runs")
    story.say(text, key="not-accepted")
    story.rise("command before insert runs")
    run = story.server.request(story.token, "POST", "/api/chat", {"message": text, "idempotency_key": "not-accepted"})
    assert run["status"] == "completed"
    assert _titles(story.get("/api/tasks?limit=200"), "not accepted") == 1
    listed = story.get("/api/conversations?limit=100")
    assert _titles(listed, "not accepted") == 1  # the one that was begun before the kill
