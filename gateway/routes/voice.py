"""Speaking with the assistant: a recording in, its transcript and the answer out, on request as sound."""

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from gateway.deps import Gateway, Here, Me
from gateway.parts import Parts
from gateway.recordings import recording_of
from gateway.routes.chat import STREAM, accepted, wants_stream
from gateway.schemas import ChatRequest
from gateway.schemas_voice import (
    Audio,
    EngineView,
    HeardPart,
    SpeechRequest,
    TranscriptView,
    VoiceAnswer,
    VoiceEngines,
    VoiceOptions,
    VoiceRequest,
)
from gateway.security.accounts import Caller
from gateway.streaming import event_stream, named
from gateway.views import run_view

if TYPE_CHECKING:
    from agent_core.runs import Run
    from agent_core.voice.speaking import Sound

router = APIRouter(prefix="/api", tags=["voice"])
OGG = "audio/ogg"
TRANSCRIBED = "transcript"
FILE = {"type": "string", "format": "binary", "description": "wav, ogg, webm, mp3, m4a or flac"}
SOUND: dict[int | str, dict[str, Any]] = {
    200: {"description": "the sound", "content": {"audio/wav": {}, "audio/mpeg": {}, OGG: {}}},
    204: {"description": "there is nothing in it to say"},
}


def _form(options: type[VoiceOptions]) -> dict[str, Any]:
    form = options.model_json_schema()
    form["properties"] = {"audio": FILE, **form["properties"]}
    form["required"] = ["audio"]
    content = {
        "multipart/form-data": {"schema": form},
        "application/json": {"schema": VoiceRequest.model_json_schema()},
    }
    return {"requestBody": {"required": True, "content": content}}


@router.post("/voice", response_model=VoiceAnswer, responses=STREAM, openapi_extra=_form(VoiceOptions))
async def speak_to(request: Request, here: Here, gateway: Gateway) -> VoiceAnswer | Response:
    """Say something. `Accept: text/event-stream` streams `transcript` and then the run's events."""
    async with recording_of(request, gateway.settings.max_upload_mb * 1_000_000) as recording:
        options, minutes = recording.options, gateway.voice.settings.message_minutes
        heard = await gateway.voice.hear(recording.sound, options.language, minutes)
    message = ChatRequest(
        message=heard.text,
        interface="voice",
        conversation_id=options.conversation_id,
        agent_id=options.agent_id,
        idempotency_key=options.idempotency_key,
    )
    run = await accepted(message, here, gateway)
    if wants_stream(request):
        first = named(TRANSCRIBED, {"text": heard.text, "run_id": run.id, "conversation_id": run.conversation_id})
        return event_stream(run.id, gateway.assistant.follow(run), before=first)
    done = await gateway.assistant.result(run.id, here.id)
    sound = await _answer(done, here, gateway, options.language) if options.speak else None
    return VoiceAnswer(transcript=heard.text, run=run_view(done), audio=_audio(sound))


@router.post("/voice/transcribe", response_model=TranscriptView, openapi_extra=_form(VoiceOptions))
async def transcribe(request: Request, here: Here, gateway: Gateway) -> TranscriptView:
    """What is said in a recording; nothing of it is kept."""
    async with recording_of(request, gateway.settings.max_upload_mb * 1_000_000) as recording:
        heard = await gateway.voice.hear(recording.sound, recording.options.language)
    parts = [HeardPart(start=each.start, end=each.end, text=each.text) for each in heard.parts]
    return TranscriptView(text=heard.text, parts=parts, language=heard.language, engine=heard.engine)


@router.post("/speech", response_class=Response, responses=SOUND)
async def speech(body: SpeechRequest, request: Request, here: Here, gateway: Gateway) -> Response:
    """The sound of a text, in the engine's format, or as Opus for `Accept: audio/ogg`."""
    sound = await gateway.voice.say(body.text, here.audience, body.language)
    if sound is None:
        return Response(status_code=204)
    if OGG in request.headers.get("accept", ""):
        sound = await gateway.voice.as_ogg(sound)
    return Response(sound.data, media_type=sound.type)


@router.get("/voice/engines")
async def voice_engines(me: Me, gateway: Gateway) -> VoiceEngines:
    """Which engines hear and speak here, and what is missing for the others."""
    settings = gateway.voice.settings
    hearing = [EngineView.model_validate(each, from_attributes=True) for each in gateway.voice.hearing_engines()]
    speaking = [EngineView.model_validate(each, from_attributes=True) for each in gateway.voice.speaking_engines()]
    return VoiceEngines(
        hearing=next(each for each in hearing if each.name == settings.hearing),
        speaking=next(each for each in speaking if each.name == settings.speaking),
        hearing_engines=hearing,
        speaking_engines=speaking,
        message_minutes=settings.message_minutes,
    )


async def _answer(run: "Run", here: Caller, gateway: Parts, language: str | None) -> "Sound | None":
    """What the run came to, said: its answer, else what it asks, else why it failed."""
    view = run_view(run)
    open_questions = [each.title for each in view.approvals if each.status == "pending"]
    said = view.answer.text if view.answer else "\n".join(open_questions) or (view.error.message if view.error else "")
    return await gateway.voice.say(said, here.audience, language)


def _audio(sound: "Sound | None") -> Audio | None:
    return Audio(type=sound.type, data=b64encode(sound.data).decode()) if sound else None
