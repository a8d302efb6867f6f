"""From a text to its sound: the port, and sounds put together."""

import wave
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol


@dataclass(frozen=True)
class Sound:
    data: bytes  # a whole file
    type: str  # audio/wav, audio/mpeg, …


class Speaker(Protocol):
    """An engine that speaks. Its methods block."""

    key: str  # engine and voice: the same text gives the same sound

    @property
    def languages(self) -> Collection[str] | None: ...  # None: many

    def speak(self, text: str, language: str) -> Sound:
        """Plain text of one paragraph or less. Raises ConfigurationError, Unavailable, RateLimited, InvalidInput."""
        ...

    def warm(self) -> None:
        """Load what speaking needs, so that the first sentence does not wait for it."""
        ...

    def close(self) -> None: ...


def joined(sounds: Sequence[Sound]) -> Sound:
    """One file with all of them, in order; they come from one engine."""
    if len(sounds) == 1:
        return sounds[0]
    if sounds[0].type != "audio/wav":
        return Sound(b"".join(each.data for each in sounds), sounds[0].type)  # frames of MP3 follow each other
    made = BytesIO()
    with wave.open(made, "wb") as whole:
        for number, each in enumerate(sounds):
            with wave.open(BytesIO(each.data)) as part:
                if number == 0:
                    whole.setparams(part.getparams())
                whole.writeframes(part.readframes(part.getnframes()))
    return Sound(made.getvalue(), "audio/wav")


def as_ogg(sound: Sound) -> Sound:
    """As Opus in Ogg, which messengers play as a voice message, at a tenth of the size."""
    import av

    made = BytesIO()
    with av.open(BytesIO(sound.data), "r") as source, av.open(made, "w", format="ogg") as target:
        stream = target.add_stream("libopus", rate=48_000, layout="mono")
        stream.bit_rate = 32_000
        resampler = av.AudioResampler(format="s16", layout="mono", rate=48_000)
        for frame in source.decode(audio=0):
            for ready in resampler.resample(frame):
                target.mux(stream.encode(ready))
        for ready in resampler.resample(None):
            target.mux(stream.encode(ready))
        target.mux(stream.encode(None))
    return Sound(made.getvalue(), "audio/ogg")
