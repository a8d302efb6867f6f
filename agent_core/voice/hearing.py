"""From a recording to what is said in it: the port, and what its engines have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from agent_core.voice.sound import Inaudible as Inaudible


@dataclass(frozen=True)
class Heard:
    """A sentence or a part of one."""

    start: float  # seconds from the beginning of the recording
    end: float
    text: str
    fraction: float  # how much of the recording has been heard, 0 to 1


class Transcriber(Protocol):
    def transcribe(self, recording: BinaryIO, language: str = "en") -> Iterator[Heard]:
        """In order, while it listens; blocks meanwhile.

        Raises Inaudible for what is no recording, and what the engine's service does: Unavailable, RateLimited,
        ConfigurationError, InvalidInput for a language it does not know.
        """
        ...
