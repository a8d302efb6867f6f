"""Which engines there are, which of them can work here, and the ones that the settings choose."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_core.errors import ConfigurationError
from agent_core.voice import espeak, piper, recognition, translate, whisper
from agent_core.voice.hearing import Transcriber
from agent_core.voice.openai import HEARING, PUBLIC, SPEAKING, OpenAIHearing, OpenAISpeaking
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.speaking import Speaker


@dataclass(frozen=True)
class Engine:
    """`problem` says what to do so that it works; `offline`: what is said stays on this machine."""

    name: str
    title: str
    offline: bool
    problem: str | None
    languages: tuple[str, ...] | None = None  # None: many


def hearing_engines(settings: VoiceSettings) -> list[Engine]:
    key = _unkeyed("hearing", HEARING, settings)
    return [
        Engine("offline", "Whisper, on this machine", True, whisper.missing(), (whisper.LANGUAGE,)),
        Engine("google", "Google's speech recognition", False, recognition.missing()),
        Engine("whisper", "OpenAI's Whisper service", False, recognition.missing() or key),
        Engine("openai", "A service with OpenAI's protocol", False, key),
    ]


def speaking_engines(settings: VoiceSettings) -> list[Engine]:
    spoken = _offline_languages(settings)
    return [
        Engine("offline", "Piper, on this machine", True, _offline_problem(settings), spoken),
        Engine("espeak", "espeak-ng, on this machine", True, espeak.missing()),
        Engine("gtts", "Google's voice", False, translate.missing()),
        Engine("openai", "A service with OpenAI's protocol", False, _unkeyed("speaking", SPEAKING, settings)),
    ]


def open_hearing(settings: VoiceSettings) -> Transcriber:
    """The chosen engine. Raises ConfigurationError, with what to install or set."""
    _check(hearing_engines(settings), settings.hearing)
    makers: dict[str, Callable[[], Transcriber]] = {
        "offline": whisper.Whisper,
        "google": lambda: recognition.Google(settings),
        "whisper": lambda: recognition.WhisperService(settings),
        "openai": lambda: OpenAIHearing(settings),
    }
    return makers[settings.hearing]()


def open_speaking(settings: VoiceSettings) -> Speaker:
    """The chosen engine. Raises ConfigurationError, with what to install or set."""
    _check(speaking_engines(settings), settings.speaking)
    makers: dict[str, Callable[[], Speaker]] = {
        "offline": lambda: _offline(settings),
        "espeak": lambda: espeak.Espeak(settings.speaking_voice),
        "gtts": lambda: translate.Translate(settings),
        "openai": lambda: OpenAISpeaking(settings),
    }
    return makers[settings.speaking]()


def _offline(settings: VoiceSettings) -> Speaker:
    return espeak.Espeak() if piper.missing(voice := _piper_voice(settings)) else piper.Piper(voice)


def _offline_problem(settings: VoiceSettings) -> str | None:
    """A voice that was chosen has to be there; where none was, espeak-ng stands in."""
    voice = _piper_voice(settings)
    problem = piper.missing(voice)
    return problem if voice or espeak.missing() else None


def _offline_languages(settings: VoiceSettings) -> tuple[str, ...] | None:
    voice = _piper_voice(settings)
    return None if voice or piper.missing() else ("en",)


def _piper_voice(settings: VoiceSettings) -> str | None:
    return settings.speaking_voice if settings.speaking == "offline" else None


def _unkeyed(kind: str, setting: str, settings: VoiceSettings) -> str | None:
    if getattr(settings, f"{kind}_url") or getattr(settings, f"{kind}_key"):
        return None
    return f"Set {setting}_KEY for {PUBLIC}, or {setting}_URL to a server of your own."


def _check(engines: list[Engine], chosen: str) -> None:
    problem = next(each.problem for each in engines if each.name == chosen)
    if problem:
        raise ConfigurationError(problem)
