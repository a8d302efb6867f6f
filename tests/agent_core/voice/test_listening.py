"""An open microphone, and what silence comes to."""

import asyncio
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from numpy.typing import NDArray

from agent_core.errors import NothingSaid, RateLimited, TooLarge
from agent_core.voice.detection import spoken
from agent_core.voice.hearing import Heard
from agent_core.voice.listening import BEFORE, PAUSE, Change, Utterance, agreed
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.sound import RATE, pcm, pieces, seconds_of, wav
from agent_core.voice.voice import MOST_WAITING, Voice
from agent_core.voice.whisper import WINDOW, Whisper, made_up

Samples = NDArray[np.float32]
SPOKEN = Path(__file__).parent / "spoken.ogg"


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    return Whisper()


def speech() -> Samples:
    (piece,) = pieces(BytesIO(SPOKEN.read_bytes()))
    return piece.samples


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), np.float32)


def play(utterance: Utterance, sound: Samples) -> Iterator[tuple[float, Change]]:
    """When, in seconds, what changes."""
    for at in range(0, len(sound), RATE // 10):
        for change in utterance.feed(pcm(sound[at : at + RATE // 10])):
            yield at / RATE, change


def test_it_begins_and_ends_with_the_speech_and_its_start_is_kept() -> None:
    utterance = Utterance(ends_itself=True)
    sound = np.concatenate([silence(3), speech(), silence(2)])
    changes = play(utterance, sound)
    began, started = next(changes)
    over, ended = next(changes)
    assert (started, ended) == (Change.STARTED, Change.ENDED)
    assert 3 <= began < 3.7
    assert over == pytest.approx(3 + len(speech()) / RATE + PAUSE, abs=0.7)
    held = utterance.take()
    assert spoken(held)
    assert len(held) / RATE == pytest.approx(BEFORE + over - began, abs=0.7)
    assert utterance.take().size == 0


def test_before_speech_only_a_moment_is_held() -> None:
    utterance = Utterance(ends_itself=True)
    assert list(play(utterance, silence(60))) == []
    assert utterance.seconds <= BEFORE + 0.1


def test_a_click_or_a_hum_is_no_speech() -> None:
    click = silence(3)
    click[RATE : RATE + 400] = 0.9
    hum = (0.3 * np.sin(np.arange(3 * RATE) * 2 * np.pi * 50 / RATE)).astype(np.float32)
    for sound in (click, hum):
        assert list(play(Utterance(ends_itself=True), sound)) == []
        assert not spoken(sound)


def test_a_long_speech_is_handed_over_in_windows_and_nothing_of_it_is_lost() -> None:
    utterance = Utterance(ends_itself=False)
    sound = np.tile(np.concatenate([speech(), silence(0.5)]), 14)
    taken: list[Samples] = []
    for at in range(0, len(sound), RATE):
        utterance.feed(pcm(sound[at : at + RATE]))
        if utterance.full:
            taken.append(utterance.take_window())
    taken.append(utterance.take())
    assert len(taken) > 1
    assert sum(map(len, taken)) == len(sound)


@pytest.mark.parametrize(
    ("before", "now", "stays"),
    [("", "What is", 0), ("What is", "What is the", 7), ("what is.", "What is the time", 7), ("I see", "Icy", 0)],
)
def test_words_that_come_again_will_hardly_change(before: str, now: str, stays: int) -> None:
    assert agreed(before, now) == stays


def test_without_the_detector_the_engine_makes_words_of_silence(whisper: Whisper) -> None:
    """The control: it is the detector that keeps silence silent, and what the engine is unsure of is dropped."""
    found, _ = whisper.load().transcribe(silence(6), language="en", vad_filter=False)
    words = list(found)
    assert words
    assert all(made_up(each.text, each.no_speech_prob) for each in words)
    assert whisper.words(silence(6)) == ""


def test_what_is_really_said_is_not_taken_for_made_up() -> None:
    assert not made_up("Thank you.", 0.1)
    assert not made_up("He might be.", 0.5)
    assert made_up(" Thank you. ", 0.5)
    assert made_up("Anything at all", 0.9)


class Slow:
    """An engine that hears one word a piece, when it is let."""

    def __init__(self) -> None:
        self.longest = 0.0

    def transcribe(self, recording: BinaryIO, language: str = "en") -> Iterator[Heard]:
        for piece in pieces(recording, WINDOW):
            self.longest = max(self.longest, len(piece.samples) / RATE)
            yield Heard(piece.start, piece.start + 1, "word", 0.5)


async def voice_with(engine: Slow, folder: Path) -> Voice:
    voice = Voice(VoiceSettings(hearing="openai", hearing_url="http://127.0.0.1:9"), folder)
    voice._transcriber = engine
    return voice


async def test_a_long_recording_is_heard_in_pieces(tmp_path: Path) -> None:
    recording = BytesIO(wav(silence(1200)))
    assert seconds_of(recording) == pytest.approx(1200, abs=1)
    recording.seek(0)
    engine = Slow()
    voice = await voice_with(engine, tmp_path)
    heard = [each async for each in voice.heard(recording)]
    assert len(heard) >= 10
    assert engine.longest <= WINDOW + 1
    recording.seek(0)
    with pytest.raises(TooLarge, match="longer than 10 minutes"):
        await voice.hear(recording, minutes=10)
    await voice.close()


async def test_too_many_at_once_are_asked_to_come_back(tmp_path: Path) -> None:
    voice = await voice_with(Slow(), tmp_path)
    recording = wav(silence(1))
    waiting = [asyncio.create_task(voice.hear(BytesIO(recording))) for _ in range(MOST_WAITING + 3)]
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert sum(isinstance(each, RateLimited) for each in done) == 3
    assert (await voice.hear(BytesIO(recording))).text == "word"  # and later there is room again
    await voice.close()


async def test_silence_is_nothing_said(tmp_path: Path) -> None:
    voice = Voice(VoiceSettings(), tmp_path)
    with pytest.raises(NothingSaid, match="microphone"):
        await voice.hear(BytesIO(wav(silence(2))))
    await voice.close()
