"""What goes over the wire when somebody speaks."""

from typing import Annotated, Literal

from pydantic import Base64Bytes, BaseModel, Field

from gateway.schemas import Id, Language, RunView

MOST_SPOKEN = 8_000  # characters spoken in one go


class VoiceOptions(BaseModel):
    """The fields of the form beside `audio`."""

    conversation_id: Id | None = Field(None, description="none starts a conversation; `current` goes on with the last")
    agent_id: Id | None = Field(None, description="one of /api/agents; none: chosen by who asks, where and how")
    language: Language | None = Field(None, description="what is spoken; none: the server's AGENTIC_VOICE_LANGUAGE")
    speak: bool = Field(False, description="answer with sound too")
    idempotency_key: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class VoiceRequest(VoiceOptions):
    """The same as JSON."""

    audio: Base64Bytes = Field(description="a recording (wav, ogg, webm, mp3, m4a, flac) in base64")


class Audio(BaseModel):
    type: str = Field(examples=["audio/wav"])
    data: str = Field(description="base64")


class HeardPart(BaseModel):
    start: float = Field(description="seconds from the beginning")
    end: float
    text: str


class TranscriptView(BaseModel):
    text: str
    parts: list[HeardPart]
    language: str
    engine: str


class VoiceAnswer(BaseModel):
    transcript: str
    run: RunView
    audio: Audio | None = Field(
        None, description="the answer, when `speak` was asked for and there is something to say"
    )


class SpeechRequest(BaseModel):
    text: str = Field(
        min_length=1, max_length=MOST_SPOKEN, description="Markdown; marks and addresses are not read out"
    )
    language: Language | None = None


class EngineView(BaseModel):
    name: str
    title: str
    offline: bool = Field(description="what is said stays on the server's machine")
    problem: str | None = Field(description="what to do so that it works; none: it does")
    languages: list[str] | None = Field(description="none: many")


class VoiceEngines(BaseModel):
    hearing: EngineView = Field(description="the one that the settings choose")
    speaking: EngineView = Field(description="the one that the settings choose")
    hearing_engines: list[EngineView]
    speaking_engines: list[EngineView]
    message_minutes: float = Field(description="longest spoken message")


class StreamStart(BaseModel):
    """Begins to listen on WS /api/voice/stream. `auto`: what is said ends by itself, and the next one is waited for."""

    type: Literal["start"]
    mode: Literal["hold", "auto"] = "hold"
    language: Language | None = None
