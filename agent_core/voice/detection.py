"""Whether somebody speaks: Silero's detector, which comes with faster-whisper. It takes little of a core."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from agent_core.voice.sound import RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 512  # samples that the detector looks at together
CONTEXT = 64  # samples before them that it wants to see
SPEECH = 0.5  # probability from which a block is speech
LEAST = 0.2  # seconds of speech below which a recording has none


class Detector:
    """Goes along a stream of sound; what it remembers does not grow."""

    def __init__(self) -> None:
        import numpy as np

        self._session = _session()
        self._state = np.zeros((1, 1, 128), np.float32), np.zeros((1, 1, 128), np.float32)
        self._before = np.zeros(CONTEXT, np.float32)
        self._rest = np.zeros(0, np.float32)

    def feed(self, samples: "NDArray[np.float32]") -> list[float]:
        """The probability of speech in each block that is complete with these samples."""
        import numpy as np

        sound = np.concatenate([self._rest, samples])
        count = len(sound) // BLOCK
        self._rest = sound[count * BLOCK :]
        if count == 0:
            return []
        blocks = np.concatenate([self._before, sound[: count * BLOCK]])
        windows = np.lib.stride_tricks.sliding_window_view(blocks, BLOCK + CONTEXT)[::BLOCK]
        self._before = blocks[-CONTEXT:].copy()
        inputs = {"input": np.ascontiguousarray(windows), "h": self._state[0], "c": self._state[1]}
        found, *state = self._session.run(None, inputs)
        self._state = state[0], state[1]
        return [float(each) for each in np.asarray(found).reshape(-1)]


def spoken(samples: "NDArray[np.float32]") -> bool:
    """Somebody speaks in this sound."""
    blocks = sum(probability >= SPEECH for probability in Detector().feed(samples))
    return blocks * BLOCK / RATE >= LEAST


@lru_cache(maxsize=1)
def _session() -> Any:
    from faster_whisper.vad import get_vad_model

    return get_vad_model().session
