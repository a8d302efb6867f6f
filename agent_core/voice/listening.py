"""Sound as it comes in from an open microphone: when somebody begins to speak, when they have ended, and what is held.

Before speech only a moment is held, so that its start is not cut off; a long speech is handed over in windows.
"""

from collections import deque
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_core.voice.detection import BLOCK, SPEECH, Detector
from agent_core.voice.sound import RATE, quietest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BEFORE = 0.8  # seconds kept from before the speech
WINDOW = 25.0  # seconds after which what was said so far is handed over
PAUSE = 0.8  # seconds of silence that end what is said
SURE = 5  # of the last blocks with speech, from which it is no cough or click
LOOKED = 9  # blocks, some 0.3 seconds
SILENCE = 0.35  # probability below which a block is silent


class Change(StrEnum):
    STARTED = "started"
    ENDED = "ended"


class Utterance:
    """`ends_itself`: it begins and ends with the speech; else all from the start counts, until its owner ends it."""

    def __init__(self, *, ends_itself: bool) -> None:
        self._ends_itself = ends_itself
        self._detector = Detector()
        self._held: deque[NDArray[np.float32]] = deque()
        self._length = 0
        self._recent: deque[bool] = deque(maxlen=LOOKED)
        self._silent = 0
        self.speaking = False
        self.spoken = 0  # blocks of speech in what is held

    def feed(self, pcm: bytes) -> list[Change]:
        """16-bit numbers of one channel at 16 kHz. Says what changed with them."""
        samples = _samples(pcm)
        self._held.append(samples)
        self._length += len(samples)
        changes = [change for each in self._detector.feed(samples) if (change := self._look(each))]
        if self._ends_itself and not self.speaking and Change.ENDED not in changes:
            self._let_go()
        return changes

    @property
    def seconds(self) -> float:
        return self._length / RATE

    @property
    def pause(self) -> float:
        """Seconds of silence at the end."""
        return self._silent * BLOCK / RATE

    @property
    def full(self) -> bool:
        return self.seconds >= WINDOW

    def held(self) -> "NDArray[np.float32]":
        import numpy as np

        return np.concatenate(self._held) if self._held else np.zeros(0, np.float32)

    def take(self) -> "NDArray[np.float32]":
        """All that is held; then the next one begins."""
        taken = self.held()
        self._keep(taken[:0])
        return taken

    def take_window(self) -> "NDArray[np.float32]":
        """What was said up to the last quiet moment; the rest stays."""
        held = self.held()
        at = quietest(held)
        self._keep(held[at:])
        return held[:at]

    def _look(self, probability: float) -> Change | None:
        self._recent.append(probability >= SPEECH)
        self.spoken += self.speaking and probability >= SPEECH
        self._silent = self._silent + 1 if probability < SILENCE else 0
        if not self.speaking and sum(self._recent) >= SURE:
            self.speaking = True
            return Change.STARTED
        if self.speaking and self.pause >= PAUSE:
            self.speaking = False
            self._recent.clear()
            return Change.ENDED
        return None

    def _let_go(self) -> None:
        while self._length - len(self._held[0]) > BEFORE * RATE:
            self._length -= len(self._held.popleft())

    def _keep(self, samples: "NDArray[np.float32]") -> None:
        self._held = deque([samples])
        self._length = len(samples)
        self.spoken = 0


def _samples(pcm: bytes) -> "NDArray[np.float32]":
    import numpy as np

    return np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float32) / np.float32(32_768)


def agreed(before: str, now: str) -> int:
    """How many characters of `now` will hardly change: the words that it shares with the idea before it."""
    length = 0
    for old, new in zip(before.split(), now.split(), strict=False):
        if old.strip(".,!?…").lower() != new.strip(".,!?…").lower():
            break
        length += len(new) + 1
    return max(length - 1, 0)
