"""Speaking with the assistant over HTTP: real recordings in, real transcripts and real sound out."""

import json
import wave
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from tests.gateway.server import Server, Someone

SPOKEN = (Path(__file__).parents[1] / "agent_core" / "voice" / "spoken.ogg").read_bytes()
SAID = "what joy there is in living"


def recorded(samples: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> bytes:
    stream = BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes((samples * 32_000).astype("<i2").tobytes())
    return stream.getvalue()


def test_a_recording_is_answered_with_its_transcript_the_run_and_sound(ana: Someone) -> None:
    answer = ana.http.post("/api/voice", files={"audio": ("a.ogg", SPOKEN)}, data={"speak": "true"})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert SAID in body["transcript"].lower()
    assert body["run"]["interface"] == "voice"
    assert body["run"]["text"] == body["transcript"]
    with wave.open(BytesIO(b64decode(body["audio"]["data"]))) as sound:
        assert sound.getnframes() / sound.getframerate() > 0.3


def test_the_stream_tells_the_transcript_before_the_run(ana: Someone) -> None:
    headers = {"Accept": "text/event-stream"}
    answer = ana.http.post("/api/voice", files={"audio": ("a.ogg", SPOKEN)}, headers=headers)
    events = [block.split("\n") for block in answer.text.strip().split("\n\n")]
    assert events[0][0] == "event: transcript"
    assert SAID in json.loads(events[0][1].removeprefix("data: "))["text"].lower()
    kinds = [line for event in events for line in event if line.startswith("event: ")]
    assert kinds[1] == "event: run.started"
    assert kinds[-1] == "event: run.finished"


def test_a_recording_may_come_as_base64_in_json(ana: Someone) -> None:
    answer = ana.post("/api/voice/transcribe", {"audio": b64encode(SPOKEN).decode()})
    assert SAID in answer.json()["text"].lower()


def test_the_same_key_is_the_same_message(ana: Someone) -> None:
    sent = {"files": {"audio": ("a.ogg", SPOKEN)}, "data": {"idempotency_key": "once"}}
    runs = [ana.http.post("/api/voice", **sent).json()["run"]["id"] for _ in range(2)]  # type: ignore[arg-type]
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    "samples",
    [np.zeros(32_000), np.random.default_rng(2).normal(0, 0.1, 48_000).clip(-1, 1),
     0.3 * np.sin(np.arange(48_000) * 2 * np.pi * 50 / 16_000)],
    ids=["silence", "noise", "hum"],
)  # fmt: skip
def test_where_nothing_is_said_nothing_is_made_up_and_no_run_begins(
    ana: Someone, samples: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> None:
    answer = ana.http.post("/api/voice", files={"audio": ("a.wav", recorded(samples))})
    assert (answer.status_code, answer.json()["error"]) == (422, "nothing_said")
    assert "microphone" in answer.json()["detail"]
    assert ana.get("/api/conversations").json()["items"] == []


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing to hear", b"RIFF\x00\x00\x00\x00WAVE", SPOKEN[:60]])
def test_what_is_no_recording_is_refused_with_what_to_do(ana: Someone, content: bytes) -> None:
    answer = ana.http.post("/api/voice", files={"audio": ("a.ogg", content)})
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_input")
    assert "save it as MP3 or WAV" in answer.json()["detail"]


def test_a_request_without_a_recording_says_so(ana: Someone) -> None:
    for sent in ({"data": {"speak": "true"}, "files": {"other": b"x"}}, {"files": {"audio": b""}}):
        answer = ana.http.post("/api/voice", **sent)
        assert (answer.status_code, answer.json()["error"]) == (422, "invalid_input")
        assert "`audio`" in answer.json()["detail"]


def test_a_recording_over_the_limits_is_refused(ana: Someone) -> None:
    long = ana.http.post("/api/voice", files={"audio": ("a.ogg", _silence(minutes=11))})
    assert (long.status_code, long.json()["error"]) == (413, "too_large")
    assert "longer than 10 minutes" in long.json()["detail"]
    big = ana.http.post("/api/voice", files={"audio": ("a.wav", bytes(1_000_001))})
    assert (big.status_code, big.json()["error"]) == (413, "too_large")


def test_another_language_than_the_engine_knows_is_refused_with_what_to_do(ana: Someone) -> None:
    answer = ana.http.post("/api/voice/transcribe", files={"audio": SPOKEN}, data={"language": "de"})
    assert answer.status_code == 422
    assert "AGENTIC_VOICE_HEARING" in answer.json()["detail"]


def test_a_text_is_spoken_without_its_marks(ana: Someone) -> None:
    answer = ana.post("/api/speech", {"text": "**Hello** Ana [1]."})
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["cache-control"] == "no-store"
    heard = ana.http.post("/api/voice/transcribe", files={"audio": answer.content}).json()["text"].lower()
    assert "hello" in heard
    assert "one" not in heard


def test_a_text_is_spoken_as_opus_on_request(ana: Someone) -> None:
    answer = ana.post("/api/speech", {"text": "Good evening."}, headers={"Accept": "audio/ogg"})
    assert answer.headers["content-type"] == "audio/ogg"
    assert answer.content.startswith(b"OggS")
    assert b"OpusHead" in answer.content[:200]


def test_nothing_to_say_gives_no_sound(ana: Someone) -> None:
    assert ana.post("/api/speech", {"text": "---\n🎉"}).status_code == 204


def test_the_engines_are_told_with_what_they_need(ana: Someone) -> None:
    told = ana.get("/api/voice/engines").json()
    assert (told["hearing"]["name"], told["hearing"]["problem"]) == ("offline", None)
    assert (told["speaking"]["name"], told["speaking"]["problem"]) == ("offline", None)
    unset = next(each for each in told["speaking_engines"] if each["name"] == "openai")
    assert "AGENTIC_VOICE_SPEAKING_KEY" in unset["problem"]


@pytest.mark.parametrize("path", ["/api/voice", "/api/voice/transcribe", "/api/speech", "/api/voice/engines"])
def test_nobody_speaks_without_signing_in(server: Server, path: str) -> None:
    with server.client() as http:
        answer = http.get(path) if path.endswith("engines") else http.post(path, json={"text": "hello"})
    assert answer.status_code == 401


def test_somebody_elses_conversation_is_not_spoken_into(ana: Someone, ben: Someone) -> None:
    theirs = ben.say("mine")["conversation_id"]
    answer = ana.http.post("/api/voice", files={"audio": SPOKEN}, data={"conversation_id": theirs})
    assert answer.status_code == 404


def _silence(minutes: int) -> bytes:
    import av

    made = BytesIO()
    with av.open(made, "w", format="ogg") as target:
        stream = target.add_stream("libopus", rate=48_000, layout="mono")
        for _ in range(minutes * 60):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 48_000), np.int16), format="s16", layout="mono")
            frame.sample_rate = 48_000
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return made.getvalue()
