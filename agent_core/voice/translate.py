"""Speaking by Google Translate's voice. The package gTTS makes the requests; it would send them without looking at the
server's certificate, so they are sent here."""

import re
from base64 import b64decode
from importlib.util import find_spec
from typing import TYPE_CHECKING

from agent_core.errors import Unavailable
from agent_core.voice.services import fault, unreachable
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.speaking import Sound, joined

if TYPE_CHECKING:
    import httpx

SETTING = "AGENTIC_VOICE_SPEAKING"
URL = "https://translate.google.com/_/TranslateWebserverUi/data/batchexecute"
SERVICE = "Google's speech service"
AUDIO = re.compile(r'jQ1olc","\[\\"([A-Za-z0-9+/=]+)\\"')
MISSING = "Google's voice needs the package gTTS: `uv sync --extra online-voice`."


def missing() -> str | None:
    return None if find_spec("gtts") else MISSING


class Translate:
    languages = None

    def __init__(self, settings: VoiceSettings) -> None:
        self.key = "gtts"
        self._url = settings.speaking_url or URL
        self._timeout = settings.timeout_seconds
        self._client: httpx.Client | None = None

    def speak(self, text: str, language: str) -> Sound:
        from gtts import gTTS

        spoken = gTTS(text, lang=language, lang_check=False)
        parts = [self._part(body, spoken.GOOGLE_TTS_HEADERS) for body in spoken.get_bodies()]
        return joined([Sound(part, "audio/mpeg") for part in parts])

    def warm(self) -> None:
        """There is nothing to load."""

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    def _part(self, body: str, headers: dict[str, str]) -> bytes:
        import httpx

        if self._client is None:
            self._client = httpx.Client(timeout=self._timeout)
        try:
            answer = self._client.post(self._url, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise unreachable(SERVICE, SETTING, str(error) or type(error).__name__) from error
        if answer.status_code >= 400:
            fault(SERVICE, SETTING, answer.status_code, retry_after=answer.headers.get("retry-after"))
        if not (found := AUDIO.search(answer.text)):
            raise Unavailable(f"{SERVICE} gave no sound; it may not speak this language.")
        return b64decode(found[1])
