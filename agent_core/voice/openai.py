"""Hearing and speaking through any address with OpenAI's audio protocol: a service, or a server of one's own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from agent_core.errors import ConfigurationError, Unavailable
from agent_core.voice.hearing import Heard
from agent_core.voice.services import fault, heard_by, unreachable
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.sound import wav
from agent_core.voice.speaking import Sound

if TYPE_CHECKING:
    import httpx
    import numpy as np
    from numpy.typing import NDArray
    from pydantic import SecretStr

HEARING = "AGENTIC_VOICE_HEARING"
SPEAKING = "AGENTIC_VOICE_SPEAKING"
PUBLIC = "https://api.openai.com/v1"
WINDOW = 300  # seconds: below the 25 MB that the protocol's first service takes
VOICE = "alloy"
MOST = 50_000_000  # bytes of an answer


class OpenAIHearing:
    def __init__(self, settings: VoiceSettings) -> None:
        self._settings = settings
        self._service = _Service(
            HEARING, settings.hearing_url, settings.hearing_key, settings.timeout_seconds, "The transcription service"
        )

    def transcribe(self, recording: BinaryIO, language: str = "en") -> Iterator[Heard]:
        return heard_by(self._words, recording, language, WINDOW)

    def _words(self, samples: "NDArray[np.float32]", language: str) -> str:
        form = {"model": self._settings.hearing_model, "language": language, "response_format": "json"}
        answer = self._service.post(
            "/audio/transcriptions", data=form, files={"file": ("speech.wav", wav(samples), "audio/wav")}
        )
        try:
            return str(answer.json()["text"])
        except (ValueError, KeyError, TypeError):
            raise Unavailable("The transcription service answered with something that is no transcript.") from None


class OpenAISpeaking:
    languages = None

    def __init__(self, settings: VoiceSettings) -> None:
        self._settings = settings
        self._voice = settings.speaking_voice or VOICE
        self.key = f"openai {settings.speaking_model} {self._voice}"
        self._service = _Service(
            SPEAKING, settings.speaking_url, settings.speaking_key, settings.timeout_seconds, "The speech service"
        )

    def speak(self, text: str, language: str) -> Sound:
        body = {
            "model": self._settings.speaking_model,
            "voice": self._voice,
            "input": text,
            "response_format": "mp3",
        }
        answer = self._service.post("/audio/speech", json=body)
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if not kind.startswith("audio/") or not answer.content:
            raise Unavailable("The speech service answered with something that is no sound.")
        return Sound(answer.content, kind)

    def warm(self) -> None:
        """There is nothing to load."""

    def close(self) -> None:
        self._service.close()


class _Service:
    def __init__(self, setting: str, url: str | None, key: "SecretStr | None", timeout: float, name: str) -> None:
        if url is None and key is None:
            raise ConfigurationError(f"{name} needs {setting}_KEY, or {setting}_URL for a server without a key.")
        self._setting, self._name, self._timeout = setting, name, timeout
        self._url = (url or PUBLIC).rstrip("/")
        self._headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        self._client: httpx.Client | None = None

    def post(self, path: str, **content: Any) -> "httpx.Response":
        import httpx

        if self._client is None:
            self._client = httpx.Client(timeout=self._timeout, headers=self._headers)
        try:
            answer = self._client.post(self._url + path, **content)
        except httpx.TimeoutException as error:
            raise unreachable(self._name, self._setting, f"no answer in {self._timeout:g} seconds") from error
        except httpx.HTTPError as error:
            raise unreachable(self._name, self._setting, str(error) or type(error).__name__) from error
        if answer.status_code >= 400:
            fault(self._name, self._setting, answer.status_code, _said(answer), answer.headers.get("retry-after"))
        if len(answer.content) > MOST:
            raise Unavailable(f"{self._name} answered with too much.")
        return answer

    def close(self) -> None:
        if self._client is not None:
            self._client.close()


def _said(answer: "httpx.Response") -> str:
    try:
        return str(answer.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return ""
