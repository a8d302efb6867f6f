"""People talk to the assistant in Slack: posted events, signed as Slack signs them, through the real gateway."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from interfaces.slack.door import SlackDoor
from tests.gateway.server import Server, Someone, join, serving, set_up, settings_for
from tests.interfaces.slack.conftest import TOKEN
from tests.support.loopback import Loopback
from tests.support.planners import message, step

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
HOOK = "/api/hooks/slack"
_ids = count(1)


@pytest.fixture(scope="module")
def server(slack: Loopback, mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("slack")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AGENTIC_SLACK_BOT_TOKEN", TOKEN)
        environment.setenv("AGENTIC_SLACK_SIGNING_SECRET", SECRET)
        environment.setenv("AGENTIC_SLACK_API_URL", f"{slack.url}/api")
        with serving(settings_for(folder, mongodb_uri), doors=[SlackDoor()]) as running:
            with running.client() as http:
                wait(lambda: http.post(HOOK, content=b"{}").status_code == 401)
            yield running


@pytest.fixture(scope="module")
def admin(server: Server) -> Someone:
    return set_up(server)


def wait(true: Callable[[], Any]) -> Any:
    ends = time.monotonic() + 10
    while not (found := true()):
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.02)
    return found


def post(
    server: Server, body: bytes, *, secret: str = SECRET, at: float | None = None, given: str = ""
) -> httpx.Response:
    stamp = str(int(time.time() if at is None else at))
    signed = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": given or f"v0={signed}"}
    with server.client() as http:
        return http.post(HOOK, content=body, headers=headers)


def event(text: str, user: str = "U1", **more: Any) -> bytes:
    said = {"type": "message", "channel_type": "im", "channel": "D1", "user": user, "text": text, "ts": "1.1", **more}
    return json.dumps({"type": "event_callback", "event_id": f"Ev{next(_ids)}", "event": said}).encode()


def press(value: str, user: str = "U1") -> bytes:
    action = {"value": value, "action_ts": str(next(_ids))}
    body = {"type": "block_actions", "user": {"id": user}, "channel": {"id": "D1"}, "actions": [action]}
    return urlencode({"payload": json.dumps(body)}).encode()


def texts(slack: Loopback, to: str) -> list[str]:
    bodies = [each.json for each in list(slack.seen) if each.path.endswith("chat.postMessage")]
    return [
        "".join(b["text"]["text"] for b in each["blocks"] if "text" in b) for each in bodies if each["channel"] == to
    ]


def shown(slack: Loopback, to: str, words: str) -> str:
    found: str = wait(lambda: next((each for each in texts(slack, to) if words in each), None))
    return found


def linked(server: Server, admin: Someone, slack: Loopback) -> tuple[str, Someone]:
    person, user = join(server, admin), f"U{next(_ids)}"
    assert post(server, event(person.post("/api/links/codes").json()["code"], user)).status_code == 200
    shown(slack, user, "is connected to")
    return user, person


def test_slack_is_told_that_the_address_is_right(server: Server) -> None:
    answer = post(server, json.dumps({"type": "url_verification", "challenge": "3eZbrw"}).encode())
    assert (answer.status_code, answer.text) == (200, "3eZbrw")


def test_what_slack_did_not_sign_is_refused(server: Server, slack: Loopback) -> None:
    body = event("let me in", "U9")
    assert post(server, body, secret="another").status_code == 401
    assert post(server, body, at=time.time() - 600).status_code == 401  # a recording
    assert post(server, body, given="v0=").status_code == 401
    with server.client() as http:
        assert http.post(HOOK, content=body).status_code == 401
    assert post(server, b"not json").status_code == 422
    assert texts(slack, "U9") == []


def test_somebody_talks_and_is_asked_and_presses_a_button(server: Server, admin: Someone, slack: Loopback) -> None:
    user, _ = linked(server, admin, slack)
    said = event(message(step("s1", "shout", risk="send", what="fire")), user)
    assert [post(server, said).status_code for _ in range(3)] == [200, 200, 200]
    shown(slack, user, "May I do this?")
    asked = next(e.json for e in slack.seen if e.path.endswith("postMessage") and "May I" in e.json["text"])
    button = next(block for block in asked["blocks"] if block["type"] == "actions")["elements"][0]
    post(server, press(button["value"], user))
    shown(slack, user, "Shouted.")
    wait(lambda: any(e.path.endswith("chat.update") and "Approved (slack)" in e.json["text"] for e in slack.seen))
    assert sum("May I" in each for each in texts(slack, user)) == 1
    assert sum("Shouted." in each for each in texts(slack, user)) == 1


def test_in_a_channel_only_mentions_of_linked_people_are_answered_in_their_thread(
    server: Server, admin: Someone, slack: Loopback
) -> None:
    user, _ = linked(server, admin, slack)
    place = {"channel": "C7", "channel_type": "channel"}
    post(server, event("no mention", user, **place))
    post(server, event("<@UBOT> hi", "U404", type="app_mention", **place))
    post(server, event("<@UBOT> hello all", user, type="app_mention", ts="5.5", **place))
    shown(slack, "C7", "You said: hello all")
    assert texts(slack, "C7") == ["You said: hello all"]
    assert next(e.json for e in slack.seen if "hello all" in str(e.body))["thread_ts"] == "5.5"


def test_what_other_apps_write_is_not_answered(server: Server, admin: Someone, slack: Loopback) -> None:
    user, _ = linked(server, admin, slack)
    post(server, event("I am a bot", user, bot_id="B1"))
    post(server, event("changed", user, subtype="message_changed"))
    post(server, event("really me", user))
    shown(slack, user, "You said: really me")
    assert not any("bot" in each or "changed" in each for each in texts(slack, user))


def test_a_file_is_fetched_with_our_token_from_slack_alone(server: Server, admin: Someone, slack: Loopback) -> None:
    user, person = linked(server, admin, slack)
    files = [
        {"url_private": f"{slack.url}/api/files/in", "name": "a.txt"},
        {"url_private": f"{slack.url.replace('127.0.0.1', 'localhost')}/api/files/in", "name": "stolen.txt"},
    ]
    post(server, event("two files", user, subtype="file_share", files=files))
    shown(slack, user, "You said: two files")
    conversation = person.get("/api/conversations").json()["items"][0]["id"]
    run = person.get(f"/api/conversations/{conversation}/messages").json()["items"][-1]
    assert [person.get(f"/api/files/{each}").text for each in run["attachments"]] == ["the content"]
