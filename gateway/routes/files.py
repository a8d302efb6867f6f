"""Uploading files, which become documents, and getting their bytes back."""

from collections.abc import AsyncIterator
from pathlib import PurePath
from typing import Any

import structlog
from fastapi import APIRouter, Request
from pydantic import BaseModel, create_model
from starlette.responses import FileResponse

from agent_core.contract import Capability, FileInfo
from agent_core.errors import AgentError, InvalidInput, TooLarge
from agent_core.registry import Registry
from agent_core.storage.files import safe_name
from gateway import multipart
from gateway.deps import Gateway, Here
from gateway.schemas import UploadedFile, UploadError
from gateway.security.accounts import Caller

log = structlog.get_logger(__name__)

PROCESS = "knowledge.process_document"
MOST_FILES = 20  # in one request
TOO_MANY = f"At most {MOST_FILES} files fit in one upload; send this one again by itself."
TEXT = "text/plain; charset=utf-8"  # what a browser shows and never runs
SHOWN = {
    ".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".bmp": "image/bmp", ".mp3": "audio/mpeg", ".wav": "audio/wav", ".ogg": "audio/ogg",
    ".opus": "audio/ogg", ".m4a": "audio/mp4", ".flac": "audio/flac",
    **dict.fromkeys((".txt", ".md", ".markdown", ".csv", ".tsv", ".json", ".log"), TEXT),
}  # fmt: skip
SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, max-age=3600"}
FORM = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": MOST_FILES},
        "conversation_id": {"type": "string", "description": "where they are about to be talked about"},
    },
}


def files(registry: Registry) -> APIRouter:
    """The routes; the documents in an answer are of the type that the knowledge package declares."""
    router = APIRouter(prefix="/api", tags=["files"])
    answer = _answer(registry.capabilities.get(PROCESS))
    body = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}}
    router.add_api_route(
        "/upload", upload, methods=["POST"], status_code=202, response_model=answer, openapi_extra=body
    )
    router.add_api_route("/files/{file_id}", get_file, methods=["GET"], response_class=FileResponse)
    return router


def _answer(process: Capability | None) -> type[BaseModel]:
    field = process.result.model_fields.get("document") if process else None
    document: Any = field.annotation | None if field and field.annotation else dict[str, Any] | None
    one = create_model("Upload", __base__=UploadedFile, document=(document, None))
    return create_model("UploadAnswer", files=(list[one], ...))


async def upload(request: Request, here: Here, gateway: Gateway) -> dict[str, Any]:
    """Send one or more files as `files`. Each is stored and read on its own; one that fails does not stop the rest."""
    done: list[dict[str, Any]] = []
    try:
        async for part in multipart.parts(request):
            if part.name == "files" and part.filename:
                name, fits = safe_name(part.filename), len(done) < MOST_FILES
                done.append(
                    await _take(name, part.chunks, here, gateway) if fits else _refused(name, TooLarge(TOO_MANY))
                )
    except InvalidInput as error:  # a body broken after some files: what became of those is still told
        if not done:
            raise
        done.append(_refused("", error))
    if not done:
        raise InvalidInput("There is no file in this upload; send at least one in the field `files`.")
    return {"files": done}


async def _take(name: str, chunks: AsyncIterator[bytes], here: Caller, gateway: Gateway) -> dict[str, Any]:
    """What became of one file."""
    taken: dict[str, Any] = {"name": name}
    try:
        stored = await gateway.files.save(
            chunks,
            name=name,
            audience=here.audience,
            user_id=here.id,
            limit_bytes=gateway.settings.max_upload_mb * 1_000_000,
        )
        gateway.metrics.upload_bytes.inc(stored.size)
        taken["file"] = stored
        taken |= await _process(stored, here, gateway)
    except AgentError as error:
        taken |= _refused(name, error)
    return taken


def _refused(name: str, error: AgentError) -> dict[str, Any]:
    log.info("upload.refused", code=error.code, error=error.message)
    return {"name": name, "error": UploadError(code=error.code, message=error.message)}


async def _process(stored: FileInfo, here: Caller, gateway: Gateway) -> dict[str, Any]:
    """Hand it to the knowledge package, if that is installed."""
    if PROCESS not in gateway.registry.capabilities:
        return {}
    given = {"file_id": stored.id}
    result = await gateway.assistant.invoke(PROCESS, given, user_id=here.id, zone=here.zone, audience=here.audience)
    return {"document": getattr(result, "document", None), "created": getattr(result, "created", False)}


async def get_file(file_id: str, here: Here, gateway: Gateway) -> FileResponse:
    """The bytes as they were uploaded, or the parts that `Range` asks for.

    Only harmless kinds are shown in the browser; the others are downloads.
    """
    info = await gateway.files.info(file_id, audience=here.audience)
    path = await gateway.files.path(file_id, audience=here.audience)
    shown = SHOWN.get(PurePath(info.name).suffix.lower())
    return FileResponse(
        path,
        media_type=shown or "application/octet-stream",
        filename=info.name,
        content_disposition_type="inline" if shown else "attachment",
        headers=SANDBOX,
    )
