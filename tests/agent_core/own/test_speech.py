"""Recordings to text and texts to recordings, as capabilities."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_core.contract import Origin
from agent_core.errors import CapabilityFailed, NotFound
from agent_core.own.speech import Recording, Speech, Spoken
from agent_core.storage.database import Database
from agent_core.storage.files import FileStore
from agent_core.voice.settings import VoiceSettings
from agent_core.voice.voice import Voice
from tests.support.calls import call

SPOKEN = Path(__file__).parents[1] / "voice" / "spoken.ogg"


class OfTheHost:
    """As much of a host as the package asks for."""

    def __init__(self, files: FileStore) -> None:
        self.files = files


@pytest.fixture
def files(tmp_path: Path, database: Database) -> FileStore:
    return FileStore(tmp_path / "files", database.collection("files"))


@pytest.fixture
async def speech(tmp_path: Path, files: FileStore) -> AsyncIterator[Speech]:
    voice = Voice(VoiceSettings(), tmp_path / "voice")
    package = Speech(voice)
    await package.open(OfTheHost(files))  # type: ignore[arg-type]
    yield package
    await voice.close()


async def stored(files: FileStore, data: bytes, audience: str) -> str:
    async def stream() -> AsyncIterator[bytes]:
        yield data

    return (await files.save(stream(), name="a.ogg", audience=audience, user_id="ana", limit_bytes=10**7)).id


async def test_a_recording_becomes_text_that_is_no_instruction(speech: Speech, files: FileStore) -> None:
    recording = await stored(files, SPOKEN.read_bytes(), call().audience)
    heard = await speech.process_voice(call(), Recording(recording=recording))
    assert "joy there is in living" in heard.transcript.lower()
    assert heard.origin is Origin.UNTRUSTED
    with pytest.raises(NotFound):
        await speech.process_voice(call(audience="user:somebody-else"), Recording(recording=recording))
    with pytest.raises(CapabilityFailed, match="save it as MP3 or WAV"):
        await speech.process_voice(call(), Recording(recording=await stored(files, b"%PDF", call().audience)))


async def test_a_text_becomes_a_sound_file_that_an_undo_removes(speech: Speech, files: FileStore) -> None:
    made = await speech.say_aloud(call(), Spoken(text="The garden gate is open."))
    assert made.sound
    heard = await speech.process_voice(call(), Recording(recording=made.sound))
    assert "garden gate is open" in heard.transcript.lower()
    await speech.unsay(call(), made)
    with pytest.raises(NotFound):
        await files.info(made.sound, audience=call().audience)
    with pytest.raises(CapabilityFailed, match="no words"):
        await speech.say_aloud(call(), Spoken(text="🎉"))
