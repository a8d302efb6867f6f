"""WS /ws: what happens to a person's things, as it happens."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.encoders import jsonable_encoder
from starlette.websockets import WebSocket, WebSocketDisconnect

from agent_core.errors import NotAllowed, NotAuthenticated
from agent_core.queue.bus import user_topic
from gateway.deps import Gateway
from gateway.security.accounts import Caller
from gateway.security.origin import allowed_origin

router = APIRouter()
AUTH_WITHIN = 5.0  # seconds
STILL_VALID_EVERY = 15.0  # seconds between looks whether the session has ended
UNAUTHENTICATED = 4401


@router.websocket("/ws")
async def live(socket: WebSocket, gateway: Gateway) -> None:
    """The first message is {"type": "auth", "token": access token}; then {topic, payload} is pushed."""
    if not allowed_origin(socket, gateway.settings.cors_origins):
        await socket.close()  # before accepting it: 403
        return
    await socket.accept()
    try:
        token = await _token(socket)
        caller = await gateway.accounts.caller(token)
        async with gateway.bus.subscribe(user_topic(caller.id)) as messages:
            await socket.send_json({"topic": "ready", "payload": {}})
            await _until_first(_push(socket, messages), _listen(socket), _watch(gateway, caller, token))
    except (NotAuthenticated, NotAllowed) as error:
        await socket.close(UNAUTHENTICATED, error.message[:120])
    except WebSocketDisconnect:
        return


async def _token(socket: WebSocket) -> str:
    """From the first message. Raises NotAuthenticated when it is late or something else."""
    try:
        async with asyncio.timeout(AUTH_WITHIN):
            first = json.loads(await socket.receive_text())
    except (TimeoutError, ValueError, KeyError):
        first = None
    if not isinstance(first, dict) or first.get("type") != "auth" or not isinstance(first.get("token"), str):
        raise NotAuthenticated('Send {"type": "auth", "token": …} first.')
    return str(first["token"])


async def _push(socket: WebSocket, messages: AsyncIterator[Mapping[str, Any]]) -> None:
    async for message in messages:
        await socket.send_json(jsonable_encoder(message))


async def _listen(socket: WebSocket) -> None:
    """Notices when the client goes; what it says is not needed."""
    while True:
        if (await socket.receive())["type"] == "websocket.disconnect":
            return


async def _watch(gateway: Gateway, caller: Caller, token: str) -> None:
    """Raises NotAuthenticated when the token expires or its session ends."""
    while True:
        left = (caller.expires_at - datetime.now(UTC)).total_seconds()
        await asyncio.sleep(max(0.0, min(left, STILL_VALID_EVERY)))
        await gateway.accounts.caller(token)


async def _until_first(*jobs: Any) -> None:
    """Run them together until one ends; raise what it raised."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
