"""Speech as a package like every other: a recording becomes text, a text becomes a recording.

What a recording says is somebody's words that came in as a file, so it is data and never an instruction.
"""

from collections.abc import AsyncIterator

from pydantic import BaseModel, Field

from agent_core.contract import Call, CapabilityPackage, Files, Host, Origin, Result, Risk, capability
from agent_core.errors import AgentError, CapabilityFailed, NothingSaid
from agent_core.voice.speaking import Sound
from agent_core.voice.voice import Voice

MOST_BYTES = 50_000_000
NAME = "spoken.ogg"


class Recording(BaseModel):
    recording: str = Field(min_length=1, max_length=64, description="id of an uploaded sound file")
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$", description="what is spoken, such as en")


class Spoken(BaseModel):
    text: str = Field(min_length=1, max_length=20_000, description="what is to be said aloud")
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")


class Transcribed(Result):
    transcript: str


class SoundFile(Result):
    sound: str | None = Field(default=None, description="id of the file; none after an undo")


class Speech(CapabilityPackage):
    name = "voice"
    description = "Recordings to text, and texts to recordings."

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    async def open(self, host: Host) -> None:
        self._files: Files = host.files

    @capability(risk=Risk.READ, seconds=30.0)
    async def process_voice(self, call: Call, arguments: Recording) -> Transcribed:
        """Write down what is said in an uploaded recording."""
        path = await self._files.path(arguments.recording, audience=call.audience)
        try:
            with path.open("rb") as file:
                heard = await self._voice.hear(file, arguments.language)
        except NothingSaid:
            return Transcribed(text="Nothing is said in that recording.", transcript="")
        except AgentError as error:
            raise CapabilityFailed(error.message) from error
        return Transcribed(text=f"It says: “{heard.text}”", transcript=heard.text, origin=Origin.UNTRUSTED)

    @capability(risk=Risk.WRITE, undo="unsay", seconds=20.0)
    async def say_aloud(self, call: Call, arguments: Spoken) -> SoundFile:
        """Make a sound file in which a text is spoken."""
        try:
            made = await self._voice.say(arguments.text, call.audience, arguments.language)
        except AgentError as error:
            raise CapabilityFailed(error.message) from error
        if made is None:
            raise CapabilityFailed("There are no words in it that could be said.")
        sound = await self._voice.as_ogg(made)
        info = await self._files.save(
            _bytes(sound), name=NAME, audience=call.audience, user_id=call.user_id, limit_bytes=MOST_BYTES
        )
        return SoundFile(text=f"Here it is as sound: [{NAME}](/api/files/{info.id})", sound=info.id)

    async def unsay(self, call: Call, result: SoundFile) -> SoundFile:
        if result.sound:
            await self._files.delete(result.sound, audience=call.audience)
        return SoundFile(text="The sound file is gone.")


async def _bytes(sound: Sound) -> AsyncIterator[bytes]:
    yield sound.data
