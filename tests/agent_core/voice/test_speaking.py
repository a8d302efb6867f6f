"""Speaking offline, what is spoken of an answer, and the cache of phrases."""

import os
import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from agent_core.errors import ConfigurationError, InvalidInput
from agent_core.voice import espeak, piper
from agent_core.voice.engines import open_speaking
from agent_core.voice.phrases import Phrases
from agent_core.voice.piper import Piper
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.sound import RATE, pieces
from agent_core.voice.speaking import Sound, as_ogg, joined
from agent_core.voice.spoken import LONGEST, sentences, spoken
from agent_core.voice.voice import Voice
from agent_core.voice.whisper import offline_transcriber

ANA, BEN = "user:ana", "user:ben"


EAR = offline_transcriber()


def said(sound: Sound) -> str:
    return " ".join(each.text for each in EAR.transcribe(BytesIO(sound.data))).lower()


@pytest.fixture(scope="module")
def speaker() -> Iterator[Piper]:
    made = Piper()
    yield made
    made.close()


class Counted:
    """Notes what it is asked to speak."""

    languages = ("en",)

    def __init__(self, speaker: Piper) -> None:
        self._speaker = speaker
        self.key = speaker.key
        self.asked: list[str] = []

    def speak(self, text: str, language: str) -> Sound:
        self.asked.append(text)
        return self._speaker.speak(text, language)

    def warm(self) -> None: ...
    def close(self) -> None: ...


async def test_what_is_spoken_offline_is_understood_and_spoken_once(speaker: Piper, tmp_path: Path) -> None:
    voice = Voice(VoiceSettings(), tmp_path)
    voice._speaker = counted = Counted(speaker)
    sound = await voice.say("**The meeting** is on Friday. Bring the report [1].", ANA)
    assert sound
    heard = said(sound)
    assert "the meeting is on friday" in heard
    assert "bring the report" in heard
    assert counted.asked == ["The meeting is on Friday.", "Bring the report."]
    await voice.say("Bring the report.", ANA)
    assert len(counted.asked) == 2
    await voice.say("Bring the report.", BEN)
    assert len(counted.asked) == 3
    await voice.close()


async def test_a_voice_for_english_refuses_other_languages_with_what_to_do(tmp_path: Path) -> None:
    voice = Voice(VoiceSettings(), tmp_path)
    with pytest.raises(InvalidInput, match="AGENTIC_VOICE_SPEAKING"):
        await voice.say("Guten Morgen.", ANA, "de")
    await voice.close()


def test_lines_and_signs_of_a_text_cannot_steer_the_engine() -> None:
    assert piper.plain("one\ntwo\r\n[[fuː]]") == "one two [fuː]"


def test_a_voice_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="AGENTIC_VOICE_SPEAKING_VOICE"):
        open_speaking(VoiceSettings(speaking_voice=str(tmp_path / "none.onnx")))


@pytest.mark.skipif(espeak.missing() is not None, reason="espeak-ng is not installed")
def test_espeak_speaks_other_languages() -> None:
    sound = open_speaking(VoiceSettings(speaking="espeak")).speak("Guten Morgen.", "de")
    assert sum(len(each.samples) for each in pieces(BytesIO(sound.data))) / RATE > 0.5


def test_espeak_that_is_missing_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigurationError, match="apt install espeak-ng"):
        open_speaking(VoiceSettings(speaking="espeak"))


def test_sounds_are_put_together_and_made_small(speaker: Piper) -> None:
    parts = [speaker.speak(text, "en") for text in ("Good morning.", "The train is late.")]
    whole = joined(parts)
    assert "morning" in said(whole)
    assert "train is late" in said(whole)
    small = as_ogg(whole)
    assert len(small.data) < len(whole.data) / 5
    assert "train is late" in said(small)


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("# Tasks\n- [x] **Buy** milk\n- call *Ana*", "Tasks\nBuy milk\ncall Ana"),
        ("See [the manual](https://x.org/a) [1], [2, 3].", "See the manual,."),
        ("At https://docs.example.org/a/b?c=d.", "At a link to docs.example.org."),
        ("```python\nprint(1)\n```\nDone.", "The code is on the screen.\nDone."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a, b\n1, 2"),
        ("Use `make run`, snake_case stays. 🎉", "Use make run, snake_case stays."),
        ("---\n***\n🎉", ""),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
    ],
)
def test_marks_are_not_read_out(markdown: str, said: str) -> None:
    assert spoken(markdown) == said


def test_sentences_are_spoken_one_by_one_and_long_ones_in_parts() -> None:
    text = "Dr. Smith comes at 3.5 hours. Good!\nThe end"
    assert list(sentences(text)) == ["Dr. Smith comes at 3.5 hours.", "Good!", "The end"]
    long = ", ".join(["and then something else happened"] * 40)
    parts = list(sentences(long))
    assert max(map(len, parts)) <= LONGEST
    assert " ".join(parts) == long


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def sound(size: int = 10) -> Sound:
    return Sound(b"x" * size, "audio/wav")


def test_what_was_spoken_for_one_person_is_not_found_by_another(tmp_path: Path) -> None:
    phrases = Phrases(tmp_path)
    phrases.put(ANA, "v", "Your salary is 4000.", sound())
    assert phrases.get(ANA, "v", "Your salary is 4000.")
    assert phrases.get(BEN, "v", "Your salary is 4000.") is None
    assert phrases.get(ANA, "w", "Your salary is 4000.") is None


def test_private_phrases_are_forgotten_by_time_by_size_and_on_demand_and_never_on_disk(tmp_path: Path) -> None:
    clock = Clock()
    phrases = Phrases(tmp_path, most_bytes=100, minutes=1, clock=clock)
    phrases.put(ANA, "v", "a secret", sound(60))
    phrases.put(BEN, "v", "another", sound(60))
    assert phrases.get(ANA, "v", "a secret") is None
    clock.now = 59
    assert phrases.get(BEN, "v", "another")
    clock.now = 60
    assert phrases.get(BEN, "v", "another") is None
    phrases.put(ANA, "v", "a secret", sound())
    assert phrases.forget(ANA) == 1
    assert phrases.get(ANA, "v", "a secret") is None
    assert list(tmp_path.rglob("*")) == []


def test_common_phrases_are_kept_for_all_over_a_restart(tmp_path: Path) -> None:
    Phrases(tmp_path).put(ANA, "v", "Done.", sound())
    kept = Phrases(tmp_path)
    assert kept.get(BEN, "v", "Done.") == sound()
    assert kept.get(BEN, "another voice", "Done.") is None
    kept.forget(ANA)
    assert kept.get(ANA, "v", "Done.") == sound()


def test_the_process_is_not_ours_and_one_that_dies_is_started_again(speaker: Piper) -> None:
    speaker.warm()
    first = speaker._process
    assert first
    assert first.pid != os.getpid()
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert speaker.speak("Hello again.", "en").data.startswith(b"RIFF")
    folder = Path(speaker._folder.name) if speaker._folder else None
    assert folder
    assert list(folder.iterdir()) == []  # nothing of what was spoken stays
    assert folder.stat().st_mode & 0o077 == 0
    speaker.close()
    assert not folder.exists()
