"""The socket: who may listen, and what they hear."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.gateway.server import Server, Someone, serving, set_up, settings_for


@contextmanager
def listening(someone: Someone, **options: Any) -> Iterator[ClientConnection]:
    with socket_to(someone.server, **options) as socket:
        socket.send(json.dumps({"type": "auth", "token": someone.session["access_token"]}))
        assert heard(socket)["topic"] == "ready"
        yield socket


@contextmanager
def socket_to(server: Server, **options: Any) -> Iterator[ClientConnection]:
    with connect(server.url.replace("http", "ws") + "/ws", proxy=None, **options) as socket:
        yield socket


def heard(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(socket.recv(timeout=8))
    return message


def closed(socket: ClientConnection, within: float = 8) -> int:
    try:
        while True:
            socket.recv(timeout=within)
    except ConnectionClosed as error:
        return error.rcvd.code if error.rcvd else 0


def test_a_person_hears_what_happens_to_their_things(ana: Someone) -> None:
    with listening(ana) as socket:
        run = ana.say("hello")
        topics = [heard(socket) for _ in range(3)]
    assert [each["topic"] for each in topics] == ["conversation", "run", "run"]
    assert topics[2]["payload"] == {
        "run_id": run["id"], "conversation_id": run["conversation_id"], "status": "completed",
    }  # fmt: skip


def test_nobody_hears_of_somebody_elses_things(ana: Someone, ben: Someone) -> None:
    with listening(ben) as socket:
        ana.say("a secret")
        ben.say("mine")
        assert heard(socket)["payload"]["title"] == "mine"


def test_another_web_page_may_not_listen(server: Server, ana: Someone) -> None:
    with pytest.raises(InvalidStatus) as refused, socket_to(server, origin="https://evil.example"):
        pass
    assert refused.value.response.status_code == 403
    with listening(ana, origin=server.url):
        pass


@pytest.mark.parametrize(
    "first",
    ["", "nonsense", "[]", "{}", '{"type": "auth"}', '{"type": "auth", "token": {"$ne": ""}}',
     '{"type": "auth", "token": "a.b.c"}', '{"type": "hello", "token": "x"}', b"\x00\xff"],
)  # fmt: skip
def test_a_first_message_that_is_no_sign_in_closes_it(server: Server, first: str | bytes) -> None:
    with socket_to(server) as socket:
        socket.send(first)
        assert closed(socket) == 4401


def test_a_token_in_the_address_does_not_open_it(server: Server, ana: Someone) -> None:
    url = f"{server.url.replace('http', 'ws')}/ws?token={ana.session['access_token']}"
    with connect(url, proxy=None) as socket:
        socket.send("{}")
        assert closed(socket) == 4401


def test_a_silent_client_is_sent_away(server: Server) -> None:
    with socket_to(server) as socket:
        assert closed(socket, within=8) == 4401


@pytest.mark.slow
def test_the_socket_ends_with_the_session(mongodb_uri: str, tmp_path: Path) -> None:
    with serving(settings_for(tmp_path, mongodb_uri)) as server:
        admin = set_up(server)
        with listening(admin) as socket:
            assert admin.post("/api/auth/logout").status_code == 204
            assert closed(socket, within=20) == 4401
