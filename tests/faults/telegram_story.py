"""A person who writes to the bot while its server is killed at a point; and what the chat then shows.

Every update is delivered as often as `copies` says. `command …` and `node …` are the points of `points`, met in the
server; `call before METHOD` and `call after METHOD` are met at Telegram: before it carries a call out, or before its
answer.
"""

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import psutil

from tests.support.bot_api import BotApi, Shown
from tests.support.server import PASSWORD, Server

ANA, BEN = 4711, 4712
MAYBE = "may not have arrived"
SENT = "Message sent"  # begins what Ana is told
COMMANDS = (
    "insert inbox", "insert inbox #2", "update inbox", "update inbox #2", "insert runs", "insert tasks",
    "insert effects", "update effects", "update runs", "update runs #2", "insert outbox", "update outbox",
    "update outbox #2",
)  # fmt: skip
NODES = ("analyze", "plan", "route", "execute", "update", "respond")
CALLS = ("getUpdates", "sendMessage", "sendChatAction")
POINTS = (
    *(f"command {when} {command}" for command in COMMANDS for when in ("before", "after")),
    *(f"node {when} {node}" for node in NODES for when in ("start", "end")),
    *(f"call {when} {method}" for method in CALLS for when in ("before", "after")),
    *(f"call {when} {method} #2" for method in CALLS for when in ("before", "after")),
)


PRESSED = (
    "command before insert inbox", "command after insert inbox", "command before update runs",
    "command after update runs", "node start execute", "node end execute", "command before insert effects",
    "command after insert effects", "command after update effects", "command before insert outbox",
    "command after insert outbox", "command after update outbox", "call before sendMessage", "call after sendMessage",
    "node end respond",
)  # fmt: skip
DOUBTFUL = ("call after sendMessage", "command before update outbox #2")  # nobody can know whether the answer arrived


@dataclass
class Verdict:
    """What the chat shows of two messages in the end. `unknown`: it was said that an answer may not have arrived."""

    point: str
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    in_order: bool = True
    unknown: int = 0
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        return not (self.lost or self.doubled) and self.in_order and set(self.done.values()) == {1}


class Story:
    """One server that is killed again and again, a bot, and Ana, who has connected her account."""

    def __init__(self, folder: Path, *, copies: int = 3, **environment: str) -> None:
        self.doom = folder / "doom"
        self.api = BotApi()
        self.api.__enter__()
        self.api.state.copies = copies
        given = {"AGENTIC_TELEGRAM_TOKEN": self.api.token, "AGENTIC_TELEGRAM_API_URL": self.api.url}
        given["AGENTIC_ACCESS_TOKEN_MINUTES"] = "1440"  # on a slow machine all the points take longer than one lasts
        command = [sys.executable, "-m", "tests.faults.doomed"]
        self.server = Server(folder / "data", command, DOOM=str(self.doom), **given, **environment)
        self.server.start(180)
        self.token = self.server.set_up()
        self.ana = self.api.human(ANA)
        code = self.request("POST", "/api/links/codes")["code"]
        self.ana.say(f"/start {code}")
        self.api.until(lambda: "/undo" in self.shown()[-1].text)

    def __enter__(self) -> "Story":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.stop()
        self.api.__exit__(kind, error, trace)

    def request(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Again while the server rises."""
        end = time.monotonic() + 60
        while True:
            try:
                return self.server.request(self.token, method, path, body)
            except httpx.TransportError:
                assert time.monotonic() < end, self.server.log.read_text()[-3000:]
                time.sleep(0.02)

    def shown(self) -> list[Shown]:
        return self.api.sent(ANA)

    def kill_at(self, point: str, name: str, patience: float = 60) -> Verdict:
        """Say two things, let the server die at the point, and wait until each is answered or known to be unknown: so
        many seconds, then what was not answered is lost."""
        began, before = time.monotonic(), len(self.shown())
        titles = [f"{name} first", f"{name} second"]
        self._doom(point)
        for title in titles:
            self.ana.say(f'add "{title}" to my tasks')
        self.api.until(lambda: not self._doomed(point), 60)
        self._rise()
        with suppress(AssertionError):
            self.api.until(lambda: self._settled(titles, before, point), patience)
        return self._verdict(point, titles, before, time.monotonic() - began)

    def kill_at_press(self, point: str, name: str) -> Verdict:
        """Approve that Ben is sent something, and let the server die at the point: Ben has it once, or it is asked."""
        began, before = time.monotonic(), len(self.shown())
        self.ana.say(f'send Ben a message on Telegram saying "{name}"')
        question = self.api.until(
            lambda: next(each for each in self.shown()[before:] if name in each.text and each.buttons)
        )
        self._doom(point)
        self.ana.press(question, "Approve")
        self.api.until(lambda: not self._doomed(point), 60)
        self._rise()
        with suppress(AssertionError):
            self.api.until(lambda: self._answered_press(name, before))
        sent = sum(name in each.text for each in self.api.sent(BEN))
        asked = sum("Was this done?" in each.text for each in self.shown()[before:])
        answers = [each.text for each in self.shown()[before:] if SENT in each.text]
        lost = [] if asked or (sent and (answers or self._in_doubt(before))) else [name]
        doubled = [name] if sent > 1 or len(answers) > 1 else []
        return Verdict(
            point, lost, doubled, {name: 1}, True, asked + self._in_doubt(before), round(time.monotonic() - began, 2)
        )

    def _answered_press(self, name: str, before: int) -> bool:
        """Ana is told that it was sent, or asked whether it was; then some time for what should not come."""
        fresh = self.shown()[before:]
        if not any(words in each.text for each in fresh for words in (SENT, MAYBE, "Was this done?")):
            return False
        time.sleep(0.5)
        return True

    def _in_doubt(self, before: int) -> int:
        return sum(MAYBE in each.text for each in self.shown()[before:])

    def with_ben(self) -> "Story":
        """Somebody else who has connected an account."""
        ben = {"name": "Ben", "email": "ben@example.org", "password": PASSWORD}
        self.request("POST", "/api/users", ben)
        login = {"email": ben["email"], "password": PASSWORD, "client": "api"}
        token = self.server.request("none", "POST", "/api/auth/login", login)["access_token"]
        code = self.server.request(token, "POST", "/api/links/codes")["code"]
        human = self.api.human(BEN, "Ben")
        human.say(code)
        self.api.until(lambda: self.api.sent(BEN))
        return self

    def _rise(self) -> None:
        end = time.monotonic() + 60
        while not self.server.healthy():
            assert time.monotonic() < end, self.server.log.read_text()[-3000:]
            time.sleep(0.02)

    def _doom(self, point: str) -> None:
        if not point.startswith("call "):
            self.doom.write_text(point)
            return
        wanted, _, number = point.removeprefix("call ").partition(" #")
        left = [int(number or 1)]

        def watch(reached: str) -> None:
            if reached == wanted and left[0]:
                left[0] -= 1
                if not left[0]:
                    self.api.state.watch = lambda _: None
                    self._kill()

        self.api.state.watch = watch
        self._waiting = left

    def _doomed(self, point: str) -> bool:
        return bool(self._waiting[0]) if point.startswith("call ") else self.doom.exists()

    def _kill(self) -> None:
        """The life of the server that is under way; the process above it begins the next one."""
        assert self.server.process
        for life in psutil.Process(self.server.process.pid).children():
            os.kill(life.pid, signal.SIGKILL)

    def _settled(self, titles: Sequence[str], before: int, point: str) -> bool:
        """Both were done, each is answered or said to be unknown, and nothing more is on its way."""
        fresh = self.shown()[before:]
        missing = sum(not any(title in each.text for each in fresh) for title in titles)
        unknown = sum(MAYBE in each.text for each in fresh)
        if self.api.state.updates or unknown < max(missing, point in DOUBTFUL) or not all(self._done(titles).values()):
            return False
        time.sleep(0.3)
        return True

    def _done(self, titles: Sequence[str]) -> dict[str, int]:
        listed = self.request("GET", "/api/tasks?limit=200")["items"]
        return {title: sum(each["title"] == title for each in listed) for title in titles}

    def _verdict(self, point: str, titles: Sequence[str], before: int, seconds: float) -> Verdict:
        fresh = self.shown()[before:]
        counts = {title: [place for place, each in enumerate(fresh) if title in each.text] for title in titles}
        unknown = sum(MAYBE in each.text for each in fresh)
        missing = [title for title, places in counts.items() if not places]
        first = [places[0] for places in counts.values() if places]
        return Verdict(
            point,
            lost=missing[unknown:],
            doubled=[title for title, places in counts.items() if len(places) > 1],
            done=self._done(titles),
            in_order=first == sorted(first),
            unknown=unknown,
            seconds=round(seconds, 2),
        )
