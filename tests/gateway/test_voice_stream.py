"""The socket that hears an open microphone: what is said comes back while it is said."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from agent_core.voice.sound import pcm, pieces
from tests.gateway.server import Server, Someone

SPOKEN = Path(__file__).parents[1] / "agent_core" / "voice" / "spoken.ogg"
SAID = "what joy there is in living"
TENTH = 3_200  # bytes


@contextmanager
def socket_to(server: Server, **options: Any) -> Iterator[ClientConnection]:
    url = server.url.replace("http", "ws") + "/api/voice/stream"
    with connect(url, proxy=None, **options) as socket:
        yield socket


@contextmanager
def microphone(someone: Someone, mode: str) -> Iterator[ClientConnection]:
    with socket_to(someone.server) as socket:
        socket.send(json.dumps({"type": "auth", "token": someone.session["access_token"]}))
        assert told(socket) == {"type": "ready"}
        socket.send(json.dumps({"type": "start", "mode": mode}))
        assert told(socket) == {"type": "listening"}
        yield socket


def told(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(socket.recv(timeout=30))
    return message


def until(socket: ClientConnection, *kinds: str) -> list[dict[str, Any]]:
    """All that is told up to the first of these kinds."""
    heard = [told(socket)]
    while heard[-1]["type"] not in kinds:
        heard.append(told(socket))
    return heard


def speech() -> bytes:
    (piece,) = pieces(BytesIO(SPOKEN.read_bytes()))
    return pcm(piece.samples)


def silence(seconds: float) -> bytes:
    return bytes(int(seconds * 32_000))


def play(socket: ClientConnection, sound: bytes) -> None:
    for at in range(0, len(sound), TENTH):
        socket.send(sound[at : at + TENTH])


def test_what_is_said_comes_back_in_parts_and_then_whole(ana: Someone) -> None:
    with microphone(ana, "hold") as socket:
        play(socket, silence(0.3) + speech())
        partial = until(socket, "partial")
        assert {"type": "speech", "state": "started"} in partial
        assert 0 <= partial[-1]["stable"] <= len(partial[-1]["text"])
        assert "joy" in partial[-1]["text"].lower()
        socket.send(json.dumps({"type": "end"}))
        assert SAID in until(socket, "final", "nothing")[-1]["text"].lower()


def test_hands_free_ends_by_itself_and_hears_the_next_one(ana: Someone) -> None:
    with microphone(ana, "auto") as socket:
        for _ in range(2):
            play(socket, silence(1.5) + speech() + silence(1.5))
            heard = until(socket, "final", "nothing")
            assert SAID in heard[-1]["text"].lower()  # with its first word: the moment before speech is kept
            states = [each["state"] for each in heard if each["type"] == "speech"]
            assert states == ["started", "ended"]


@pytest.mark.parametrize("sound", [silence(1), np.random.default_rng(3).integers(-2000, 2000, 32_000, "<i2").tobytes()])
def test_where_nothing_is_said_nothing_is_made_up(ana: Someone, sound: bytes) -> None:
    with microphone(ana, "hold") as socket:
        play(socket, sound)
        socket.send(json.dumps({"type": "end"}))
        assert told(socket) == {"type": "nothing"}


def test_what_is_thrown_away_is_not_told(ana: Someone) -> None:
    with microphone(ana, "hold") as socket:
        play(socket, speech())
        socket.send(json.dumps({"type": "cancel"}))
        socket.send(json.dumps({"type": "start"}))
        until(socket, "listening")
        socket.send(json.dumps({"type": "end"}))
        assert told(socket) == {"type": "nothing"}


@pytest.mark.parametrize("message", ["nonsense", "[]", '{"type": "shout"}', '{"type": "start", "mode": "loud"}'])
def test_what_is_not_understood_is_said_and_the_socket_stays(ana: Someone, message: str) -> None:
    with microphone(ana, "hold") as socket:
        socket.send(message)
        assert told(socket)["code"] == "invalid_input"
        socket.send(json.dumps({"type": "end"}))
        assert told(socket) == {"type": "nothing"}


def test_sound_that_comes_in_one_piece_is_refused(ana: Someone) -> None:
    with microphone(ana, "hold") as socket:
        socket.send(silence(11))
        assert "shorter pieces" in told(socket)["message"]


def test_a_language_that_the_engine_does_not_know_is_told(ana: Someone) -> None:
    with microphone(ana, "hold") as socket:
        socket.send(json.dumps({"type": "start", "language": "de"}))
        until(socket, "listening")
        play(socket, speech())
        socket.send(json.dumps({"type": "end"}))
        assert "AGENTIC_VOICE_HEARING" in until(socket, "error")[-1]["message"]


def test_another_web_page_may_not_listen(server: Server) -> None:
    with pytest.raises(InvalidStatus) as refused, socket_to(server, origin="https://evil.example"):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("first", ["{}", '{"type": "auth", "token": "a.b.c"}', '{"type": "start"}'])
def test_nobody_is_heard_without_signing_in(server: Server, first: str) -> None:
    with socket_to(server) as socket:
        socket.send(first)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=10)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4401


def test_it_is_closed_when_the_sign_in_ends(ana: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.sockets.STILL_VALID_EVERY", 0.1)
    with microphone(ana, "hold") as socket:
        ana.post("/api/auth/logout", {"refresh_token": ana.session["refresh_token"]})
        with pytest.raises(ConnectionClosed) as closed:
            until(socket, "final")
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4401
