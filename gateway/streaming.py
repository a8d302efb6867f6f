"""A run's events as server-sent events: resumable, with a heartbeat, ended by the run and not by the reader."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

from starlette.responses import StreamingResponse

from agent_core.errors import InvalidInput
from agent_core.events import Event

HEARTBEAT = 15.0  # seconds; shorter than the usual idle limit of proxies
BEAT = b": still here\n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_EVENT_ID = re.compile(r"([0-9a-zA-Z_-]{1,64})/([0-9]{1,15})")


def event_stream(
    run_id: str, events: AsyncIterator[Event], heartbeat: float = HEARTBEAT, before: bytes = b""
) -> StreamingResponse:
    """The answer that sends `before` and `events` as they come. When the client goes away only the reading stops."""
    return StreamingResponse(
        _bytes(run_id, events, heartbeat, before),
        media_type="text/event-stream",
        headers=HEADERS | {"X-Run-Id": run_id},
    )


def position(run_id: str, last_event_id: str | None) -> int:
    """The `seq` a reader has seen, from its Last-Event-ID. Raises InvalidInput when that is not of this run."""
    if last_event_id is None:
        return 0
    found = _EVENT_ID.fullmatch(last_event_id)
    if not found or found[1] != run_id:
        raise InvalidInput(f"Last-Event-ID must be {run_id}/NUMBER, as in the events received before.")
    return int(found[2])


def encode(run_id: str, event: Event) -> bytes:
    kind = getattr(event, "type", "message")
    return f"id: {run_id}/{event.seq}\nevent: {kind}\ndata: {event.model_dump_json()}\n\n".encode()


def named(kind: str, payload: Mapping[str, Any]) -> bytes:
    """An event that is not the run's, so has no id to resume from."""
    return f"event: {kind}\ndata: {json.dumps(payload)}\n\n".encode()


async def _bytes(run_id: str, events: AsyncIterator[Event], heartbeat: float, before: bytes) -> AsyncIterator[bytes]:
    if before:
        yield before
    coming: asyncio.Task[Event | None] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(anext(events, None))
            done, _ = await asyncio.wait({coming}, timeout=heartbeat)
            if not done:
                yield BEAT
                continue
            event, coming = coming.result(), None
            if event is None:
                return
            yield encode(run_id, event)
    finally:
        await _let_go(coming)


async def _let_go(coming: "asyncio.Task[Event | None] | None") -> None:
    if coming is not None:
        coming.cancel()
        with suppress(asyncio.CancelledError):
            await coming
