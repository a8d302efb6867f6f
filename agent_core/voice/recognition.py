"""Hearing by Google's speech service or OpenAI's Whisper service, through the SpeechRecognition package."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.error import HTTPError

from agent_core.voice.hearing import Heard
from agent_core.voice.services import fault, heard_by, unreachable
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.sound import RATE, pcm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SETTING = "AGENTIC_VOICE_HEARING"
GOOGLE = "https://www.google.com/speech-api/v2/recognize"  # the package's own default is not encrypted
WHISPER = "https://api.openai.com/v1"
GOOGLE_WINDOW = 30  # seconds; the service refuses longer ones
WHISPER_WINDOW = 300
REGIONS = {"en": "en-US", "zh": "zh-CN", "pt": "pt-PT"}  # where Google wants more than the language
MISSING = "Google's and OpenAI's speech recognition need the package SpeechRecognition: `uv sync --extra online-voice`."


def missing() -> str | None:
    return None if find_spec("speech_recognition") else MISSING


class Google:
    def __init__(self, settings: VoiceSettings) -> None:
        self._url = settings.hearing_url or GOOGLE
        self._key = settings.hearing_key.get_secret_value() if settings.hearing_key else None
        self._timeout = settings.timeout_seconds

    def transcribe(self, recording: BinaryIO, language: str = "en") -> Iterator[Heard]:
        return heard_by(self._words, recording, language, GOOGLE_WINDOW)

    def _words(self, samples: "NDArray[np.float32]", language: str) -> str:
        from speech_recognition import Recognizer, RequestError, UnknownValueError

        recognizer = Recognizer()
        recognizer.operation_timeout = self._timeout
        region = REGIONS.get(language, language)
        try:
            said = recognizer.recognize_google(_audio(samples), key=self._key, language=region, endpoint=self._url)
        except UnknownValueError:
            return ""
        except RequestError as error:
            if isinstance(cause := error.__context__, HTTPError):
                fault("Google's speech recognition", SETTING, cause.code, retry_after=cause.headers.get("Retry-After"))
            raise unreachable("Google's speech recognition", SETTING, str(error)) from error
        except (TimeoutError, OSError) as error:
            raise unreachable("Google's speech recognition", SETTING, str(error)) from error
        return str(said)


class WhisperService:
    def __init__(self, settings: VoiceSettings) -> None:
        self._settings = settings
        self._client: Any = None

    def transcribe(self, recording: BinaryIO, language: str = "en") -> Iterator[Heard]:
        return heard_by(self._words, recording, language, WHISPER_WINDOW)

    def _words(self, samples: "NDArray[np.float32]", language: str) -> str:
        from openai import APIConnectionError, APIStatusError
        from speech_recognition.recognizers.whisper_api.base import OpenAICompatibleRecognizer

        recognizer = OpenAICompatibleRecognizer(self._opened())
        try:
            return str(recognizer.recognize(_audio(samples), self._settings.hearing_model, language=language))
        except APIStatusError as error:
            after = error.response.headers.get("retry-after")
            fault("The Whisper service", SETTING, error.status_code, _said(error.body), after)
        except APIConnectionError as error:
            raise unreachable("The Whisper service", SETTING, str(error)) from error

    def _opened(self) -> Any:
        if self._client is None:
            from openai import OpenAI

            key = self._settings.hearing_key.get_secret_value() if self._settings.hearing_key else "none"
            url = self._settings.hearing_url or WHISPER
            self._client = OpenAI(api_key=key, base_url=url, timeout=self._settings.timeout_seconds, max_retries=1)
        return self._client


def _audio(samples: "NDArray[np.float32]") -> Any:
    from speech_recognition import AudioData

    return AudioData(pcm(samples), RATE, 2)


def _said(body: object) -> str:
    return str(body.get("message", "")) if isinstance(body, dict) else ""
