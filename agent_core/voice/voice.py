"""Hearing and speaking for the rest of the program: off the event loop; engines are opened when first used."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from agent_core.errors import AgentError, InvalidInput, NothingSaid, RateLimited, TooLarge
from agent_core.voice import engines, whisper
from agent_core.voice.hearing import Heard, Transcriber
from agent_core.voice.phrases import Phrases
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.sound import Inaudible, seconds_of
from agent_core.voice.speaking import Sound, Speaker, as_ogg, joined
from agent_core.voice.spoken import sentences, spoken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")
MOST_WAITING = 12  # recordings heard or waiting to be; more are asked to come back
IDLE_SECONDS = 600.0  # after which the speaking process gives its memory back
NOTHING = "Nothing was said, or it was too quiet to hear. Check the microphone and say it again."
BUSY = "Too many people are speaking at the moment; try again in a few seconds."


@dataclass(frozen=True)
class Transcript:
    text: str
    parts: list[Heard]
    language: str
    engine: str

    @property
    def seconds(self) -> float:
        return self.parts[-1].end if self.parts else 0.0


class Voice:
    def __init__(self, settings: VoiceSettings, folder: Path) -> None:
        self.settings = settings
        self.phrases = Phrases(folder)
        offline = settings.hearing == "offline"
        self._hearing_pool = ThreadPoolExecutor(1 if offline else 8, "hearing")  # one at a time uses both cores best
        self._detecting_pool = ThreadPoolExecutor(1, "partials") if not offline else self._hearing_pool
        self._speaking_pool = ThreadPoolExecutor(1 if settings.speaking == "offline" else 4, "speaking")
        self._transcriber: Transcriber | None = None
        self._offline: whisper.Whisper | None = None
        self._speaker: Speaker | None = None
        self._waiting = 0
        self._idle: asyncio.TimerHandle | None = None

    def hearing_engines(self) -> list[engines.Engine]:
        return engines.hearing_engines(self.settings)

    def speaking_engines(self) -> list[engines.Engine]:
        return engines.speaking_engines(self.settings)

    async def hear(self, recording: BinaryIO, language: str | None = None, minutes: float | None = None) -> Transcript:
        """All that is said. Raises NothingSaid, InvalidInput for no recording, TooLarge, and the engine's faults."""
        parts = [each async for each in self.heard(recording, language, minutes)]
        text = " ".join(each.text for each in parts).strip()
        if not text:
            raise NothingSaid(NOTHING)
        return Transcript(text, parts, self._language(language), self.settings.hearing)

    async def heard(
        self, recording: BinaryIO, language: str | None = None, minutes: float | None = None
    ) -> AsyncIterator[Heard]:
        """What is said, part by part; between two parts others get their turn. `minutes`: the longest recording."""
        longest = minutes or self.settings.recording_minutes
        if self._waiting >= MOST_WAITING:
            raise RateLimited(BUSY, retry_after=5)
        self._waiting += 1
        try:
            if await self._in(self._detecting_pool, partial(_length, recording)) > longest * 60:
                raise TooLarge(f"The recording is longer than {longest:g} minutes; upload it as a document instead.")
            parts = self._open_hearing().transcribe(recording, self._language(language))
            while (part := await self._in(self._hearing_pool, partial(_next, parts))) is not None:
                yield part
        finally:
            self._waiting -= 1

    async def partly(self, samples: "NDArray[np.float32]") -> str:
        """A first idea of what half a minute of sound says; empty where there is no engine on this machine."""
        if whisper.missing():
            return ""
        offline = self._offline_engine()
        return await self._in(self._detecting_pool, partial(offline.words, samples, 1))

    async def say(self, text: str, audience: str, language: str | None = None) -> Sound | None:
        """The sound of an answer, for whoever it belongs to; None when nothing in it can be said."""
        language = self._language(language)
        speaker = self._open_speaking(language)
        sounds = [await self._sentence(speaker, each, audience, language) for each in sentences(spoken(text))]
        self._keep_awake()
        return await asyncio.to_thread(joined, sounds) if sounds else None

    async def as_ogg(self, sound: Sound) -> Sound:
        """As Opus, which messengers play as a voice message."""
        return await asyncio.to_thread(as_ogg, sound)

    async def warm(self) -> None:
        """Load both engines, because somebody is about to speak. What fails is told when they do."""
        with suppress(AgentError, OSError):
            if not whisper.missing():
                await self._in(self._hearing_pool, self._offline_engine().load)
            if not self._speaking_problem():  # after the other: the first words come before the answer
                await self._in(self._speaking_pool, self._open_speaking("en").warm)

    def forget(self, audience: str) -> int:
        """Drop the sounds kept of a person or group; says how many there were."""
        return self.phrases.forget(audience)

    async def close(self) -> None:
        if self._idle:
            self._idle.cancel()
        if self._speaker:
            await asyncio.to_thread(self._speaker.close)
        for pool in (self._hearing_pool, self._detecting_pool, self._speaking_pool):
            pool.shutdown(wait=False, cancel_futures=True)

    async def _sentence(self, speaker: Speaker, text: str, audience: str, language: str) -> Sound:
        voice = f"{speaker.key} {language}"
        if kept := self.phrases.get(audience, voice, text):
            return kept
        made = await self._in(self._speaking_pool, partial(speaker.speak, text, language))
        self.phrases.put(audience, voice, text, made)
        return made

    def _open_hearing(self) -> Transcriber:
        if self.settings.hearing == "offline" and not whisper.missing():
            return self._offline_engine()
        self._transcriber = self._transcriber or engines.open_hearing(self.settings)
        return self._transcriber

    def _offline_engine(self) -> whisper.Whisper:
        self._offline = self._offline or whisper.Whisper()
        return self._offline

    def _open_speaking(self, language: str) -> Speaker:
        self._speaker = self._speaker or engines.open_speaking(self.settings)
        if self._speaker.languages is not None and language not in self._speaker.languages:
            raise InvalidInput(
                "The voice on this machine speaks English only; an administrator can choose another one with "
                "AGENTIC_VOICE_SPEAKING."
            )
        return self._speaker

    def _speaking_problem(self) -> str | None:
        return next(each.problem for each in self.speaking_engines() if each.name == self.settings.speaking)

    def _language(self, wanted: str | None) -> str:
        return wanted or self.settings.language

    def _keep_awake(self) -> None:
        if self._idle:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._rest)

    def _rest(self) -> None:
        self.phrases.drop_old()
        if self._speaker:
            self._speaking_pool.submit(self._speaker.close)

    async def _in(self, pool: ThreadPoolExecutor, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, job)


def _length(recording: BinaryIO) -> float:
    with _refused():
        found = seconds_of(recording)
    recording.seek(0)
    return found


def _next(parts: Iterator[Heard]) -> Heard | None:
    """None at the end: no future can carry a StopIteration."""
    with _refused():
        return next(parts, None)


@contextmanager
def _refused() -> Iterator[None]:
    """Raises InvalidInput for what is no recording."""
    try:
        yield
    except Inaudible as error:
        raise InvalidInput(str(error)) from error
