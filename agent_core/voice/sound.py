"""Recordings of any common kind as plain samples, a few minutes at a time."""

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000  # samples a second, of one channel
PIECE = 300  # seconds
SEARCHED = 10  # seconds at the end of a piece, in whose quietest moment it is cut
_QUIET = RATE // 5
DAMAGED = "The recording is damaged, or of a kind that cannot be played: save it as MP3 or WAV and upload that copy."


class Inaudible(Exception):
    """Nothing can be heard; the message says why and what to do."""


@dataclass(frozen=True)
class Piece:
    start: float  # seconds
    samples: "NDArray[np.float32]"
    total: float | None  # seconds of the whole recording, where it says so

    def share(self, seconds: float) -> float:
        """How much of the recording lies before this moment of the piece."""
        return min((self.start + seconds) / self.total, 1.0) if self.total else 0.5


def pieces(recording: BinaryIO, longest: int = PIECE) -> Iterator[Piece]:
    """Of at most `longest` seconds. Raises Inaudible; what comes before damage is given first."""
    import av

    try:
        with av.open(recording, "r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise Inaudible("There is no sound in the file.")
            total = container.duration / 1_000_000 if container.duration else None
            yield from _cut(_samples(container), total, longest)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise Inaudible(DAMAGED) from error


def seconds_of(recording: BinaryIO) -> float:
    """How long it is, by its packets: what its head says may be wrong or missing. Raises Inaudible."""
    import av

    try:
        with av.open(recording, "r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise Inaudible("There is no sound in the file.")
            packets = container.demux(container.streams.audio[0])
            return sum(float(each.duration * each.time_base) for each in packets if each.duration and each.time_base)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise Inaudible(DAMAGED) from error


def _samples(container: Any) -> "Iterator[NDArray[np.float32]]":
    import av
    import numpy as np

    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    heard = False
    frames = container.decode(container.streams.audio[0])
    while True:
        try:
            frame = next(frames, None)
        except av.FFmpegError:
            if not heard:
                raise
            frame = None  # cut off in the middle: what came before stands
        for made in resampler.resample(frame):
            heard = True
            yield made.to_ndarray().reshape(-1).astype(np.float32) * np.float32(1 / 32_768)
        if frame is None:
            return


def _cut(samples: "Iterator[NDArray[np.float32]]", total: float | None, longest: int) -> Iterator[Piece]:
    import numpy as np

    held: list[NDArray[np.float32]] = []
    length, start = 0, 0
    for more in samples:
        held.append(more)
        length += len(more)
        if length >= longest * RATE:
            joined = np.concatenate(held)
            at = quietest(joined)
            yield Piece(start / RATE, joined[:at], total)
            held, length, start = [joined[at:]], length - at, start + at
    if length:
        yield Piece(start / RATE, np.concatenate(held), total)


def quietest(samples: "NDArray[np.float32]") -> int:
    """Where to cut: the middle of the quietest moment of the last seconds."""
    import numpy as np

    first = max(len(samples) - SEARCHED * RATE, 0)
    windows = np.abs(samples[first : first + (len(samples) - first) // _QUIET * _QUIET]).reshape(-1, _QUIET)
    return first + int(windows.mean(axis=1).argmin()) * _QUIET + _QUIET // 2


def pcm(samples: "NDArray[np.float32]") -> bytes:
    """As 16-bit numbers, the lower byte first."""
    return bytes((samples.clip(-1, 1) * 32_767).astype("<i2").tobytes())


def wav(samples: "NDArray[np.float32]") -> bytes:
    """As a file that every service takes."""
    made = BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(pcm(samples))
    return made.getvalue()
