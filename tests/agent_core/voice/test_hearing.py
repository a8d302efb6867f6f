import wave
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from agent_core.voice import Inaudible, offline_transcriber
from agent_core.voice.sound import PIECE, RATE, pieces

SPOKEN = Path(__file__).parent / "spoken.ogg"


def recording(samples: NDArray[np.float64]) -> BytesIO:
    stream = BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes((samples * 32_000).astype("<i2").tobytes())
    stream.seek(0)
    return stream


def test_what_is_said_is_heard_with_its_time() -> None:
    heard = list(offline_transcriber().transcribe(BytesIO(SPOKEN.read_bytes())))
    assert "what joy there is in living" in " ".join(each.text for each in heard).lower()
    assert 0 <= heard[0].start < heard[-1].end <= 3
    assert heard[-1].fraction == pytest.approx(1.0, abs=0.3)


def test_nothing_is_heard_in_silence() -> None:
    assert list(offline_transcriber().transcribe(recording(np.zeros(RATE * 2)))) == []


@pytest.mark.parametrize("content", [b"", b"RIFF....WAVEfmt nothing", b"ID3" + bytes(5000)])
def test_what_is_no_recording_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(Inaudible, match=r"damaged|no sound"):
        list(offline_transcriber().transcribe(BytesIO(content)))


def test_a_long_recording_is_cut_where_it_is_quiet_and_nothing_of_it_is_lost() -> None:
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (PIECE + 20) * RATE)
    quiet = (PIECE - 4) * RATE
    noise[quiet : quiet + RATE] = 0
    first, second = pieces(recording(noise))
    assert PIECE - 4 <= second.start <= PIECE - 3
    assert len(first.samples) + len(second.samples) == len(noise)
    assert second.share(20.0) == pytest.approx(1.0, abs=0.02)
