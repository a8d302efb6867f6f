"""Slack's Web API on loopback: in the shape of its own, as much of it as is used."""

import itertools
from collections.abc import Iterator

import pytest

from tests.agent_core.doors.conftest import boxes as boxes
from tests.support.loopback import Answer, Loopback, Seen, loopback

TOKEN = "xoxb-test"


class SlackApi:
    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.url = ""

    def __call__(self, request: Seen) -> Answer:
        method = request.path.removeprefix("/api/")
        if method == "files/in":
            return Answer(body=b"the content")
        if method == "put-up":
            return Answer(body=b"OK")
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer(body={"ok": False, "error": "invalid_auth"})
        return Answer(body={"ok": True, **self._done(method, request)})

    def _done(self, method: str, request: Seen) -> dict[str, object]:
        number = next(self._numbers)
        if method == "conversations.open":
            return {"channel": {"id": f"D{request.json['users']}"}}
        if method == "files.getUploadURLExternal":
            return {"upload_url": f"{self.url}/put-up", "file_id": f"F{number}"}
        if method in ("chat.postMessage", "chat.update"):
            return {"channel": f"D-{request.json['channel']}", "ts": f"1700000000.{number:06}"}
        return {}


@pytest.fixture(scope="module")
def slack() -> Iterator[Loopback]:
    api = SlackApi()
    with loopback(api) as service:
        api.url = f"{service.url}/api"
        yield service


@pytest.fixture(autouse=True)
def _forgotten(slack: Loopback) -> None:
    slack.seen.clear()
    slack.faults.clear()
