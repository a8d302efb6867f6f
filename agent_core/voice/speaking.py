"""From a text to its sound: the port, and sounds put together."""

import wave
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

RATE = 24_000  # samples a second of what is put together from compressed parts


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
    read = _frames if all(each.type == "audio/wav" for each in sounds) else _decoded
    rate, parts = RATE, []
    for each in sounds:
        rate, frames = read(each.data)
        parts.append(frames)
    made = BytesIO()
    with wave.open(made, "wb") as whole:
        whole.setparams((1, 2, rate, 0, "NONE", ""))
        whole.writeframes(b"".join(parts))
    return Sound(made.getvalue(), "audio/wav")


def _frames(data: bytes) -> tuple[int, bytes]:
    with wave.open(BytesIO(data)) as sound:
        return sound.getframerate(), sound.readframes(sound.getnframes())


def _decoded(data: bytes) -> tuple[int, bytes]:
    """MP3 files put one behind the other would end, for many players, where the head of the first one says."""
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    with av.open(BytesIO(data), "r") as source:
        made = [ready for frame in source.decode(audio=0) for ready in resampler.resample(frame)]
    made += resampler.resample(None)
    return RATE, b"".join(frame.to_ndarray().tobytes() for frame in made)


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
