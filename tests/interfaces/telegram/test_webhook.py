"""Telegram sends the updates itself, to an address with a secret."""

from collections.abc import Iterator

import httpx
import pytest

from tests.interfaces.telegram.world import World, world

PUBLIC = "https://assistant.example.org"
HOOK = "/api/hooks/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture(scope="module")
def hooked(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The proxy in front of the server is played by the emulator: it knows where the public address leads."""
    with world(tmp_path_factory.mktemp("hooked"), mongodb_uri, PUBLIC, MODE="webhook") as opened:
        assert opened.api.state.hook.url == f"{PUBLIC}{HOOK}"
        opened.api.state.hook.url = f"{opened.server.url}{HOOK}"
        yield opened


def test_a_person_is_answered(hooked: World) -> None:
    ana = hooked.linked()
    ana.say("by webhook")
    hooked.api.until(lambda: hooked.texts(ana).count("You said: by webhook") == 1)
    hooked.quiet(ana)
    assert sum("by webhook" in text for text in hooked.texts(ana)) == 1


def test_nothing_is_taken_without_the_secret(hooked: World) -> None:
    ana = hooked.linked()
    update = {"update_id": 1, "message": {"text": "forged", "chat": {"id": ana.id, "type": "private"}}}
    with hooked.server.client() as http:
        for given in (b"", b"wrong", hooked.api.state.hook.secret[:-1].encode(), "ü".encode()):
            assert http.post(HOOK, json=update, headers={SECRET.encode(): given}).status_code == 401
        right = {SECRET: hooked.api.state.hook.secret}
        for body in (b"", b"[]", b"{}", b'{"update_id": "x"}', b'{"update_id": {"$gt": 1}}', b"\xff"):
            assert http.post(HOOK, content=body, headers=right).status_code == 422
        odd = {"update_id": 2, "message": "of another shape"}
        assert http.post(HOOK, json=odd, headers=right).status_code == 200
    hooked.quiet(ana)
    assert [run["text"] for run in hooked.runs(ana)] == ["are you done?"]


def test_the_addresses_that_bots_commonly_have_lead_there_too(hooked: World) -> None:
    ana = hooked.linked()
    for number, path in enumerate(("/api/telegram-webhook", "/webhook/telegram")):
        hooked.api.state.hook.url = f"{hooked.server.url}{path}"
        ana.say(f"by address {number}")
        hooked.shown(ana, f"You said: by address {number}")
        assert httpx.post(hooked.api.state.hook.url, json={"update_id": 1}).status_code == 401
    hooked.api.state.hook.url = f"{hooked.server.url}{HOOK}"


def test_the_page_opens_from_the_chat(hooked: World) -> None:
    hooked.api.until(lambda: hooked.api.state.menu["type"] == "web_app")
    assert hooked.api.state.menu["web_app"] == {"url": PUBLIC}


def test_polling_takes_no_webhook(telegram: World) -> None:
    answer = httpx.post(f"{telegram.server.url}{HOOK}", json={"update_id": 1}, headers={SECRET: "x"})
    assert answer.status_code == 404
