"""One server with all of its doors: voice, the web, Telegram (the Bot API on loopback) and a mail server.

Nothing is understood for it and nothing stands in for it: speech is synthesised and recognised, sentences are planned
without a model, letters go out by SMTP.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from websockets.sync.client import connect

from agent_core.registry import Registry
from capabilities.activity import Activity
from capabilities.knowledge import Knowledge
from capabilities.planner import Planner
from interfaces.email.door import EmailDoor
from interfaces.telegram.door import TelegramDoor
from tests.gateway.server import Server, Someone, join, serving, set_up, settings_for
from tests.interfaces.email.test_story import Post
from tests.interfaces.telegram.world import World
from tests.support.bot_api import BotApi, Group, Human, Shown

PATIENCE = 40.0  # seconds
QUIET = 1.0  # after which nothing more is expected
WAITING, FINISHED = "run.waiting", "run.finished"
T = TypeVar("T")
_groups = count(5001)


@dataclass
class House:
    server: Server
    telegram: World
    post: Post

    def group(self, title: str, *humans: Human) -> Group:
        """A group that is counted; the first is its administrator."""
        made = self.telegram.api.group(-next(_groups), title)
        for human in humans:
            made.add(human, "administrator" if human is humans[0] else "member")
        humans[0].say("/activity on 08:00 UTC quiet", group=made)
        self.telegram.shown(made.id, "From now on I count")
        return made

    def letters(self, to: str) -> list[EmailMessage]:
        return [each for each in self.post.out.letters if each["To"] == to]

    def question(self, human: Human) -> Shown:
        return self.telegram.shown(human, "May I do this?")


def until(look: Callable[[], T | None], what: str) -> T:
    """The first thing that is found. Fails after some time, saying what was waited for."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def speak(someone: Someone, text: str) -> bytes:
    """The text, said aloud."""
    said = someone.post("/api/speech", {"text": text}, timeout=60)
    assert said.status_code == 200, said.text
    return said.content


@dataclass
class Watch:
    """The web page: its socket for what is pushed, and the stream of a run, taken up again wherever it broke off."""

    someone: Someone
    events: list[dict[str, Any]] = field(default_factory=list)
    pushed: list[dict[str, Any]] = field(default_factory=list)
    streams: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def kinds(self) -> list[str]:
        return [each["type"] for each in self.events]

    def topics(self, name: str) -> list[dict[str, Any]]:
        return [each["payload"] for each in self.pushed if each["topic"] == name]

    def listen(self) -> None:
        """The socket, until the watch ends."""
        address = self.someone.server.url.replace("http", "ws") + "/ws"
        with connect(address, proxy=None) as socket:
            socket.send(json.dumps({"type": "auth", "token": self.someone.session["access_token"]}))
            while not self._stop.is_set():
                try:
                    self.pushed.append(json.loads(socket.recv(timeout=0.2)))
                except TimeoutError:
                    continue

    def follow(self, run_id: str) -> None:
        """The run's events to its last; while it waits, the page waits for the socket to say that it goes on."""
        last = ""
        with self.someone.server.client(headers=dict(self.someone.http.headers)) as http:
            while not self._stop.is_set() and FINISHED not in self.kinds:
                last = self._read(http, run_id, last)
                self._until_pushed(run_id)

    def _read(self, http: httpx.Client, run_id: str, last: str) -> str:
        headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": last} if last else {})
        self.streams += 1
        with http.stream("GET", f"/api/runs/{run_id}/events", headers=headers) as stream:
            for line in stream.iter_lines():
                if line.startswith("id: "):
                    last = line.removeprefix("id: ")
                elif line.startswith("data: "):
                    self.events.append(json.loads(line.removeprefix("data: ")))
        return last

    def _until_pushed(self, run_id: str) -> None:
        while not self._stop.is_set() and self.kinds and self.kinds[-1] == WAITING:
            if any(each["run_id"] == run_id and each["status"] != "waiting" for each in self.topics("run")[1:]):
                return
            time.sleep(0.02)

    def end(self) -> None:
        self._stop.set()


@contextmanager
def watching(someone: Someone, run_id: str = "") -> Iterator[Watch]:
    watch = Watch(someone)
    threads = [threading.Thread(target=watch.listen, daemon=True)]
    if run_id:
        threads.append(threading.Thread(target=watch.follow, args=[run_id], daemon=True))
    for thread in threads:
        thread.start()
    until(lambda: watch.topics("ready") or watch.pushed, "the socket")
    try:
        yield watch
    finally:
        watch.end()
        for thread in threads:
            thread.join(10)


def packages() -> Registry:
    registry = Registry()
    for package in (Planner(), Knowledge(), Activity()):
        registry.register(package)
    return registry


@contextmanager
def house(folder: Path, mongodb_uri: str) -> Iterator[House]:
    post = Post()
    with BotApi() as api, pytest.MonkeyPatch.context() as environment:
        given = {
            "TELEGRAM_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "TELEGRAM_EDIT_SECONDS": "0.2",
            "EMAIL_SMTP_HOST": "127.0.0.1", "EMAIL_SMTP_PORT": str(post.out.port), "EMAIL_SMTP_SECURITY": "none",
            "EMAIL_SENDER": "assistant@example.org",
        }  # fmt: skip
        for name, value in given.items():
            environment.setenv(f"AGENTIC_{name}", value)
        options = settings_for(folder / "data", mongodb_uri, log_level="WARNING", max_upload_mb=20)
        with serving(options, packages(), [TelegramDoor(), EmailDoor()], literal=False) as server:
            api.until(lambda: api.state.commands)
            api.state.copies = 3  # every update comes three times
            telegram = World(api, server, set_up(server))
            yield House(server, telegram, post)
    post.close()


def someone_new(house: House) -> Someone:
    return join(house.server, house.telegram.admin)
