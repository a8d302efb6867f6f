"""Which engines hear and speak: `AGENTIC_VOICE_<FIELD>`."""

from typing import Literal

from pydantic import BaseModel, Field, SecretStr

HearingName = Literal["offline", "google", "whisper", "openai"]
SpeakingName = Literal["offline", "espeak", "gtts", "openai"]


class VoiceSettings(BaseModel):
    hearing: HearingName = Field(
        "offline",
        description="what hears: offline, google, whisper (OpenAI's service) or openai (any OpenAI-compatible address)",
    )
    hearing_url: str | None = Field(None, description="address of the service that hears; not set: its public one")
    hearing_key: SecretStr | None = Field(None, description="key for it, where it wants one")
    hearing_model: str = Field("whisper-1", description="name of the model there")

    speaking: SpeakingName = Field(
        "offline",
        description="what speaks: offline (piper or espeak-ng), espeak, gtts or openai (any address with its protocol)",
    )
    speaking_url: str | None = Field(None, description="address of the service that speaks; not set: its public one")
    speaking_key: SecretStr | None = Field(None, description="key for it, where it wants one")
    speaking_model: str = Field("gpt-4o-mini-tts", description="name of the model there")
    speaking_voice: str | None = Field(
        None,
        description="the .onnx file of a piper voice, or a voice's name at the service; not set: the default one",
    )

    language: str = Field("en", pattern=r"^[a-z]{2,3}$", description="spoken language, where the person has not said")
    timeout_seconds: float = Field(30, gt=0, description="longest wait for a speech service")
    message_minutes: float = Field(10, gt=0, description="longest spoken message")
    recording_minutes: float = Field(120, gt=0, description="longest recording that is transcribed")
