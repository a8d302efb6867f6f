"""The engines that are services, each against its own protocol on loopback."""

import json
import threading
import wave
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from agent_core.errors import AgentError, ConfigurationError, InvalidInput, NothingSaid, RateLimited, Unavailable
from agent_core.voice.engines import hearing_engines, open_hearing, open_speaking, speaking_engines
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.sound import RATE, pieces
from agent_core.voice.voice import Voice
from tests.support.speech_services import Services, speech_services

SPOKEN = (Path(__file__).parent / "spoken.ogg").read_bytes()
PATHS = {"google": "/speech-api/v2/recognize", "whisper": "/v1", "openai": "/v1"}
SPEAKING_PATHS = {"gtts": "/_/TranslateWebserverUi/data/batchexecute", "openai": "/v1"}


@pytest.fixture
def services() -> Iterator[Services]:
    with speech_services() as started:
        yield started


def hearing(name: str, services: Services, **more: Any) -> VoiceSettings:
    values = {"hearing": name, "hearing_url": services.url + PATHS[name], "hearing_key": "sk-secret", **more}
    return VoiceSettings.model_validate(values)


def speaking(name: str, services: Services, **more: Any) -> VoiceSettings:
    url = services.url + SPEAKING_PATHS[name]
    return VoiceSettings.model_validate({"speaking": name, "speaking_url": url, "speaking_key": "sk-secret", **more})


def heard(settings: VoiceSettings, recording: bytes = SPOKEN, language: str = "en") -> str:
    return " ".join(each.text for each in open_hearing(settings).transcribe(BytesIO(recording), language))


@pytest.mark.parametrize("name", PATHS)
def test_a_service_hears_what_is_said(services: Services, name: str) -> None:
    assert heard(hearing(name, services), language="de") == services.said
    assert len(services.asked) == 1


def test_google_gets_flac_with_the_language_and_the_key(services: Services) -> None:
    heard(hearing("google", services), language="en")
    (asked,) = services.asked
    assert asked.path == PATHS["google"]
    assert (asked.query["lang"], asked.query["key"]) == (["en-US"], ["sk-secret"])
    assert asked.headers["Content-Type"] == "audio/x-flac; rate=16000"
    assert asked.body.startswith(b"fLaC")


@pytest.mark.parametrize("name", ["whisper", "openai"])
def test_openais_protocol_gets_a_wav_with_model_language_and_key(services: Services, name: str) -> None:
    heard(hearing(name, services, hearing_model="large"), language="de")
    (asked,) = services.asked
    assert asked.path == "/v1/audio/transcriptions"
    assert asked.headers["Authorization"] == "Bearer sk-secret"
    assert (asked.form["model"], asked.form["language"]) == ("large", "de")
    with wave.open(BytesIO(asked.form["file"])) as sound:
        assert (sound.getframerate(), sound.getnchannels()) == (16_000, 1)
        assert 1.5 < sound.getnframes() / 16_000 < 2


@pytest.mark.parametrize("name", PATHS)
def test_silence_is_never_sent_to_a_service(services: Services, name: str) -> None:
    assert heard(hearing(name, services), silent(3)) == ""
    assert services.asked == []


async def test_a_service_that_makes_nothing_of_it_is_nothing_said(services: Services, tmp_path: Path) -> None:
    services.said = ""
    voice = Voice(hearing("google", services), tmp_path)
    with pytest.raises(NothingSaid):
        await voice.hear(BytesIO(SPOKEN))
    await voice.close()


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [(401, ConfigurationError, "AGENTIC_VOICE_HEARING_KEY"), (404, ConfigurationError, "AGENTIC_VOICE_HEARING_URL"),
     (429, RateLimited, "later"), (400, InvalidInput, "400"), (503, Unavailable, "type instead")],
)  # fmt: skip
def test_a_service_that_fails_says_who_does_what(
    services: Services, name: str, status: int, kind: type[AgentError], says: str
) -> None:
    services.status, services.headers = status, {"Retry-After": "7", "retry-after-ms": "10"}
    with pytest.raises(kind, match=says) as raised:
        heard(hearing(name, services))
    assert "sk-secret" not in str(raised.value)
    if isinstance(raised.value, RateLimited):
        assert raised.value.retry_after == 7


@pytest.mark.parametrize("name", PATHS)
def test_a_service_that_does_not_answer_is_given_up_in_time(services: Services, name: str) -> None:
    services.silent = threading.Event()
    with pytest.raises(Unavailable, match="AGENTIC_VOICE_HEARING_URL"):
        heard(hearing(name, services, timeout_seconds=0.3))


def test_a_service_that_answers_with_a_web_page_is_unavailable(services: Services) -> None:
    services.broken = True
    with pytest.raises(Unavailable, match="no transcript"):
        heard(hearing("openai", services))
    with pytest.raises(Unavailable, match="no sound"):
        open_speaking(speaking("openai", services)).speak("Hello.", "en")
    with pytest.raises(Unavailable, match="no sound"):
        open_speaking(speaking("gtts", services)).speak("Hello.", "en")


def test_openais_protocol_speaks_with_model_and_voice(services: Services) -> None:
    sound = open_speaking(speaking("openai", services, speaking_voice="nova")).speak("Good morning.", "en")
    assert sound.type == "audio/mpeg"
    assert lasts(sound.data) == pytest.approx(0.3, abs=0.1)
    (asked,) = services.asked
    assert asked.path == "/v1/audio/speech"
    assert json.loads(asked.body) == {
        "model": "gpt-4o-mini-tts", "voice": "nova", "input": "Good morning.", "response_format": "mp3",
    }  # fmt: skip


def test_googles_voice_gets_the_text_in_parts_and_gives_one_sound(services: Services) -> None:
    text = "This is a rather long sentence, which has to be cut into parts that the service takes. " * 2
    sound = open_speaking(speaking("gtts", services)).speak(text.strip(), "de")
    assert len(services.asked) > 1
    assert lasts(sound.data) == pytest.approx(0.3 * len(services.asked), abs=0.3)
    sent = json.loads(parse_qs(services.asked[0].body.decode())["f.req"][0])
    assert sent[0][0][0] == "jQ1olc"
    assert json.loads(sent[0][0][1])[1] == "de"


@pytest.mark.parametrize("name", SPEAKING_PATHS)
def test_a_voice_that_is_refused_says_what_to_check(services: Services, name: str) -> None:
    services.status = 401
    with pytest.raises(ConfigurationError, match="AGENTIC_VOICE_SPEAKING_KEY"):
        open_speaking(speaking(name, services)).speak("Hello.", "en")


@pytest.mark.parametrize("kind", ["hearing", "speaking"])
def test_a_service_without_a_key_says_what_to_set(kind: str) -> None:
    settings = VoiceSettings.model_validate({kind: "openai"})
    with pytest.raises(ConfigurationError, match=f"AGENTIC_VOICE_{kind.upper()}_KEY"):
        (open_hearing if kind == "hearing" else open_speaking)(settings)


def test_every_engine_is_listed_and_told_apart() -> None:
    settings = VoiceSettings()
    assert [each.name for each in hearing_engines(settings)] == ["offline", "google", "whisper", "openai"]
    assert [each.name for each in speaking_engines(settings)] == ["offline", "espeak", "gtts", "openai"]
    assert [each.name for each in hearing_engines(settings) if each.offline] == ["offline"]


def silent(seconds: int) -> bytes:
    made = BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(bytes(RATE * 2 * seconds))
    return made.getvalue()


def lasts(data: bytes) -> float:
    return sum(len(each.samples) for each in pieces(BytesIO(data))) / RATE
