"""A server with the Telegram door, the Bot API that it talks to, and people who have accounts on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from agent_core.registry import Registry
from capabilities.activity import Activity
from capabilities.knowledge import Knowledge
from capabilities.planner import Planner
from interfaces.telegram.door import TelegramDoor
from tests.gateway.server import Server, Someone, join, serving, set_up, settings_for
from tests.support.bot_api import BotApi, Human, Shown
from tests.support.errands import Errands

_ids = count(1001)


@dataclass
class World:
    api: BotApi
    server: Server
    admin: Someone
    people: dict[int, Someone] = field(default_factory=dict)

    def stranger(self, name: str = "Ana") -> Human:
        return self.api.human(next(_ids), name)

    def linked(self, name: str = "Ana") -> Human:
        """Somebody who connected their account by the link of the web page."""
        human, someone = self.stranger(name), join(self.server, self.admin)
        human.say(f"/start {code(someone)}")
        self.shown(human, "is connected to")
        self.shown(human, "/undo")
        self.people[human.id] = someone
        return human

    def web(self, human: Human) -> Someone:
        """The same person in the web page."""
        return self.people[human.id]

    def shown(self, chat: Human | int, words: str) -> Shown:
        """The newest message of the bot there that has these words."""
        place = chat if isinstance(chat, int) else chat.id
        found: Shown = self.api.until(
            lambda: next((each for each in reversed(self.api.sent(place)) if words in each.text), None)
        )
        return found

    def quiet(self, human: Human) -> None:
        """All that the person said was dealt with: the bot answered what they said last."""
        human.say("are you done?")
        self.shown(human, "You said: are you done?")

    def texts(self, human: Human) -> list[str]:
        return [each.text for each in self.api.sent(human.id)]

    def runs(self, human: Human) -> list[dict[str, Any]]:
        """All that the person said, as the gateway knows it, the oldest first."""
        web = self.web(human)
        conversations = web.get("/api/conversations").json()["items"]
        found = [
            run
            for each in conversations
            for run in web.get(f"/api/conversations/{each['id']}/messages?limit=100").json()["items"]
        ]
        return sorted(found, key=lambda run: run["id"])


def code(someone: Someone) -> str:
    made = someone.post("/api/links/codes")
    assert made.status_code == 201, made.text
    return str(made.json()["code"])


def packages() -> Registry:
    registry = Registry()
    for package in (Errands(), Planner(), Knowledge(), Activity()):
        registry.register(package)
    return registry


@contextmanager
def world(folder: Path, mongodb_uri: str, public_url: str = "", **settings: str) -> Iterator[World]:
    with BotApi() as api, pytest.MonkeyPatch.context() as environment:
        environment.setenv("PTB_TIMEDELTA", "true")
        given = {"TOKEN": api.token, "API_URL": api.url, "EDIT_SECONDS": "0.2"} | settings
        for name, value in given.items():
            environment.setenv(f"AGENTIC_TELEGRAM_{name}", value)
        more = {"log_level": "WARNING", "max_upload_mb": 30, "public_url": public_url}
        options = settings_for(folder / "data", mongodb_uri, **more)
        with serving(options, packages(), [TelegramDoor()]) as server:
            api.until(lambda: api.state.commands, 60)
            environment.undo()  # the door has read it, and another world has another one
            api.state.copies = 3  # every update comes three times
            yield World(api, server, set_up(server))
