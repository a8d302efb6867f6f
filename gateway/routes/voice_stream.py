"""WS /api/voice/stream: what is said into an open microphone, word by word while it is said.

The first message is {"type": "auth", "token": …}; then {"type": "start", "mode", "language"?} and sound as binary
messages (16-bit numbers of one channel at 16 kHz). {"type": "end"} ends what is said, {"type": "cancel"} drops it.
Answers: ready, listening, speech {state}, partial {text, stable}, final {text}, nothing, error {code, message}.
"""

import asyncio
import json
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.websockets import WebSocket

from agent_core.errors import AgentError, InvalidInput, NothingSaid
from gateway.deps import Gateway
from gateway.schemas_voice import StreamStart
from gateway.security.accounts import Caller
from gateway.sockets import converse, until_first

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agent_core.voice.listening import Utterance
    from agent_core.voice.voice import Voice

router = APIRouter()
MOST_BYTES = 320_000  # of one message: ten seconds of sound
PARTIAL_EVERY = 0.4  # seconds of new sound before it is listened to again
SETTLES = 0.25  # seconds of silence after which it may have ended: the whole is listened to, before that is sure


@router.websocket("/api/voice/stream")
async def voice_stream(socket: WebSocket, gateway: Gateway) -> None:
    async def listen(socket: WebSocket, caller: Caller) -> None:
        await socket.send_json({"type": "ready"})
        await _Microphone(socket, gateway.voice).run()

    await converse(socket, gateway, listen)


class _Microphone:
    """One person's. What was said is transcribed while the next words come in."""

    def __init__(self, socket: WebSocket, voice: "Voice") -> None:
        self._socket = socket
        self._voice = voice
        self._start: StreamStart | None = None
        self._utterance: Utterance | None = None
        self._said: list[str] = []  # windows of a long speech that were handed over
        self._shown = ""  # the last partial transcript
        self._looked = 0, 0.0  # blocks of speech and seconds of sound that it was made of
        self._settling: tuple[int, asyncio.Task[str]] | None = None  # blocks of speech, and what they say as a whole
        self._warming = asyncio.ensure_future(voice.warm())

    async def run(self) -> None:
        try:
            await until_first(self._receive(), self._guess())
        finally:
            self._warming.cancel()
            with suppress(asyncio.CancelledError):
                await self._warming

    async def _receive(self) -> None:
        while (message := await self._socket.receive())["type"] != "websocket.disconnect":
            try:
                if (sound := message.get("bytes")) is not None:
                    await self._hear(sound)
                else:
                    await self._obey(json.loads(message["text"]))
            except (ValueError, TypeError, ValidationError):
                await self._tell("error", code=InvalidInput.code, message="This message is not understood.")
            except AgentError as error:
                await self._tell("error", code=error.code, message=error.message)

    async def _obey(self, command: Any) -> None:
        kind = command.get("type") if isinstance(command, dict) else None
        if kind == "start":
            self._begin(StreamStart.model_validate(command))
            await self._tell("listening")
        elif kind == "end" and self._utterance:
            await self._finish(self._utterance)
            self._utterance = None
        elif kind == "cancel":
            self._utterance = None
        else:
            raise ValueError(kind)

    def _begin(self, start: StreamStart) -> None:
        from agent_core.voice.listening import Utterance

        self._start, self._said = start, []
        self._utterance = Utterance(ends_itself=start.mode == "auto")
        self._forget()

    async def _hear(self, sound: bytes) -> None:
        if len(sound) > MOST_BYTES:
            raise InvalidInput("Send the sound in shorter pieces.")
        if self._utterance is None:
            return  # what was still on its way when it ended
        for change in self._utterance.feed(sound):
            await self._tell("speech", state=change)
            if change == "ended" and self._start and self._start.mode == "auto":
                await self._finish(self._utterance)
        if self._utterance.full:
            self._said.append(await self._words(self._utterance.take_window()))
            self._forget()

    async def _finish(self, utterance: "Utterance") -> None:
        spoken, samples = utterance.spoken, utterance.take()
        settled = self._settling[1] if self._settling and self._settling[0] == spoken else None
        last = await settled if settled else await self._words(samples)
        said = " ".join(filter(None, [*self._said, last]))
        self._said = []
        self._forget()
        if said:
            await self._tell("final", text=said)
        else:
            await self._tell("nothing")

    async def _words(self, samples: "NDArray[np.float32]") -> str:
        """By the engine that the settings choose. Raises what that does."""
        from agent_core.voice.sound import wav

        language = self._start.language if self._start else None
        try:
            return (await self._voice.hear(BytesIO(wav(samples)), language)).text
        except NothingSaid:
            return ""

    async def _guess(self) -> None:
        """Tell again and again what was probably said so far."""
        while True:
            await asyncio.sleep(0.05)
            utterance = self._utterance
            if utterance is None or utterance.spoken == 0:
                continue
            if self._may_have_ended(utterance):
                await self._settle(utterance)
            elif utterance.spoken > self._looked[0] and utterance.seconds - self._looked[1] >= PARTIAL_EVERY:
                self._looked = utterance.spoken, utterance.seconds
                await self._show(utterance, await self._voice.partly(utterance.held()))

    def _may_have_ended(self, utterance: "Utterance") -> bool:
        """Only for the engine on this machine: a service would be asked, and paid, for each pause."""
        done = self._settling is not None and self._settling[0] == utterance.spoken
        return utterance.pause >= SETTLES and not done and self._voice.settings.hearing == "offline"

    async def _settle(self, utterance: "Utterance") -> None:
        words = asyncio.ensure_future(self._words(utterance.held()))
        self._settling = utterance.spoken, words
        self._looked = utterance.spoken, utterance.seconds
        with suppress(AgentError):  # told when it has ended
            await self._show(utterance, await words)

    async def _show(self, utterance: "Utterance", text: str) -> None:
        from agent_core.voice.listening import agreed

        if text and utterance is self._utterance and self._looked[0]:  # it has not ended meanwhile
            before, self._shown = self._shown, text
            said = "".join(f"{each} " for each in self._said)
            await self._tell("partial", text=said + text, stable=len(said) + agreed(before, text))

    def _forget(self) -> None:
        """What was guessed of what has ended now."""
        self._shown, self._looked, self._settling = "", (0, 0.0), None

    async def _tell(self, kind: str, **more: Any) -> None:
        await self._socket.send_json({"type": kind, **more})
