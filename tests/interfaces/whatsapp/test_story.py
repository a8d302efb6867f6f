"""People write by WhatsApp: what Twilio posts, signed as Twilio signs it, through the real gateway."""

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from interfaces.whatsapp.door import WhatsAppDoor
from interfaces.whatsapp.hook import signature
from tests.gateway.server import Server, Someone, join, serving, set_up, settings_for
from tests.interfaces.whatsapp.conftest import ACCOUNT, SENDER, TOKEN
from tests.support.loopback import Loopback
from tests.support.planners import message, step

PUBLIC = "https://assistant.example.org"
HOOK = "/api/hooks/whatsapp"
_ids = count(1)


@pytest.fixture(scope="module")
def server(twilio: Loopback, mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("whatsapp")
    entered = {"ACCOUNT_SID": ACCOUNT, "AUTH_TOKEN": TOKEN, "SENDER": SENDER, "API_URL": twilio.url}
    with pytest.MonkeyPatch.context() as environment:
        for name, value in entered.items():
            environment.setenv(f"AGENTIC_WHATSAPP_{name}", value)
        with serving(settings_for(folder, mongodb_uri, public_url=PUBLIC), doors=[WhatsAppDoor()]) as running:
            with running.client() as http:
                wait(lambda: http.post(HOOK).status_code == 401)
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


def post(server: Server, form: dict[str, str], *, token: str = TOKEN, url: str = PUBLIC + HOOK) -> httpx.Response:
    headers = {
        "X-Twilio-Signature": signature(url, list(form.items()), token),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    with server.client() as http:
        return http.post(HOOK, content=urlencode(form), headers=headers)


def written(who: str, text: str, **more: str) -> dict[str, str]:
    return {
        "MessageSid": f"SM{next(_ids):032}", "AccountSid": ACCOUNT, "From": f"whatsapp:{who}", "Body": text,
        "To": f"whatsapp:{SENDER}", "ProfileName": "Ana", "NumMedia": "0", **more,
    }  # fmt: skip


def shown(twilio: Loopback, who: str, words: str) -> str:
    def found() -> str | None:
        bodies = [each.form for each in list(twilio.seen) if each.path.endswith("Messages.json")]
        return next(
            (each["Body"] for each in bodies if each["To"] == f"whatsapp:{who}" and words in each["Body"]), None
        )

    text: str = wait(found)
    return text


def linked(server: Server, admin: Someone, twilio: Loopback) -> tuple[str, Someone]:
    person, who = join(server, admin), f"+49151{next(_ids):07}"
    assert post(server, written(who, person.post("/api/links/codes").json()["code"])).status_code == 200
    shown(twilio, who, "is connected to")
    return who, person


def test_the_signature_is_the_one_of_twilios_own_example() -> None:
    """https://www.twilio.com/docs/usage/security: the example there."""
    fields = [
        ("CallSid", "CA1234567890ABCDE"), ("Caller", "+12349013030"), ("Digits", "1234"), ("From", "+12349013030"),
        ("To", "+18005551212"),
    ]  # fmt: skip
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert signature(url, fields, "12345") == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="


def test_what_twilio_did_not_sign_is_refused(server: Server, twilio: Loopback) -> None:
    form = written("+491510000000", "let me in")
    assert post(server, form, token="another").status_code == 401
    assert post(server, form, url="http://elsewhere.example" + HOOK).status_code == 401
    assert post(server, written("+491510000000", "x", AccountSid="AC9")).status_code == 401
    with server.client() as http:
        assert http.post(HOOK, data=form).status_code == 401
    assert twilio.seen == []


def test_somebody_writes_and_is_asked_and_says_yes(server: Server, admin: Someone, twilio: Loopback) -> None:
    who, _ = linked(server, admin, twilio)
    form = written(who, message(step("s1", "shout", risk="send", what="fire")))
    answers = [post(server, form) for _ in range(3)]
    assert {(each.status_code, each.headers["content-type"]) for each in answers} == {(200, "text/xml; charset=utf-8")}
    shown(twilio, who, "May I do this?")
    post(server, written(who, "Yes"))
    shown(twilio, who, "Shouted.")
    asked = [each for each in twilio.seen if "May I" in each.form.get("Body", "")]
    assert len(asked) == 1


def test_a_picture_is_fetched_from_twilio(server: Server, admin: Someone, twilio: Loopback) -> None:
    who, person = linked(server, admin, twilio)
    media = {"NumMedia": "2", "MediaUrl0": f"{twilio.url}/media/1", "MediaContentType0": "text/plain"}
    post(server, written(who, "look", MediaUrl1="http://elsewhere.example/x", MediaContentType1="text/plain", **media))
    shown(twilio, who, "You said: look")
    conversation = person.get("/api/conversations").json()["items"][0]["id"]
    run = person.get(f"/api/conversations/{conversation}/messages").json()["items"][-1]
    assert [person.get(f"/api/files/{each}").text for each in run["attachments"]] == ["the content"]
    assert run["interface"] == "whatsapp"
