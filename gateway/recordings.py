"""Takes in a recording: as a file of a form or as base64 in JSON. It is kept for as long as it is listened to."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, TypeVar, cast

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from agent_core.errors import InvalidInput, TooLarge
from gateway import multipart
from gateway.schemas_voice import VoiceOptions, VoiceRequest

IN_MEMORY = 2_000_000  # bytes above which a recording goes to a file without a name
FIELD_LIMIT = 1_000  # bytes of a field beside it
MOST_FIELDS = 20
JSON_LIMIT = 24_000_000  # bytes; some 16 MB of sound
NONE_SENT = "There is no recording in this request; send one in the field `audio`."
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Recording:
    sound: BinaryIO
    options: VoiceOptions


@asynccontextmanager
async def recording_of(request: Request, limit: int) -> AsyncIterator[Recording]:
    """Raises InvalidInput when there is none, and TooLarge over `limit` bytes."""
    with SpooledTemporaryFile(IN_MEMORY) as file:
        if request.headers.get("content-type", "").startswith("application/json"):
            options: VoiceOptions = await _from_json(request, file, limit)
        else:
            options = await _from_form(request, file, limit)
        if file.tell() == 0:
            raise InvalidInput(NONE_SENT)
        file.seek(0)
        yield Recording(cast(BinaryIO, file), options)


async def _from_form(request: Request, file: IO[bytes], limit: int) -> VoiceOptions:
    fields: dict[str, str] = {}
    async for part in multipart.parts(request):
        if part.name == "audio":
            file.seek(0)
            await _copy(part.chunks, file, limit)
        elif len(fields) < MOST_FIELDS:
            fields[part.name] = (await _collected(part.chunks, FIELD_LIMIT)).decode("utf-8", "replace")
    return _fitting(VoiceOptions, {name: value for name, value in fields.items() if value})


async def _from_json(request: Request, file: IO[bytes], limit: int) -> VoiceOptions:
    try:
        body = json.loads(await _collected(request.stream(), JSON_LIMIT))
    except ValueError:
        raise InvalidInput("The body is not JSON; send {“audio”: base64}, or a form with the file `audio`.") from None
    asked = _fitting(VoiceRequest, body)
    if len(asked.audio) > limit:
        raise _too_large(limit)
    file.write(asked.audio)
    return asked


async def _copy(chunks: AsyncIterator[bytes], file: IO[bytes], limit: int) -> None:
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        file.write(chunk)


async def _collected(chunks: AsyncIterator[bytes], limit: int) -> bytes:
    held = bytearray()
    async for chunk in chunks:
        held += chunk
        if len(held) > limit:
            raise _too_large(limit)
    return bytes(held)


def _fitting(model: type[M], fields: Any) -> M:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:5])
        raise InvalidInput(f"This request cannot be used: {said}.") from None


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"This is too large: at most {limit / 1_000_000:g} MB fit in here.")
