"""What every socket of ours does: our own pages open it, with a token in the first message, while that is valid."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from agent_core.errors import NotAllowed, NotAuthenticated
from gateway.parts import Parts
from gateway.security.accounts import Caller
from gateway.security.origin import allowed_origin

AUTH_WITHIN = 5.0  # seconds
STILL_VALID_EVERY = 15.0  # seconds between looks whether the session has ended
UNAUTHENTICATED = 4401


Conversation = Callable[[WebSocket, Caller], Awaitable[None]]


async def converse(socket: WebSocket, gateway: Parts, conversation: Conversation) -> None:
    """Have the conversation until one side ends it, or the token or its session does: then it is closed with 4401."""
    if not allowed_origin(socket, gateway.settings.cors_origins):
        await socket.close()  # before accepting it: 403
        return
    await socket.accept()
    try:
        token = await _token(socket)
        caller = await gateway.accounts.caller(token)
        await until_first(conversation(socket, caller), _watch(gateway, caller, token))
    except (NotAuthenticated, NotAllowed) as error:
        await socket.close(UNAUTHENTICATED, error.message[:120])
    except WebSocketDisconnect:
        return


async def until_first(*jobs: Awaitable[None]) -> None:
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


async def _token(socket: WebSocket) -> str:
    """From the first message. Raises NotAuthenticated when it is late or something else."""
    try:
        async with asyncio.timeout(AUTH_WITHIN):
            first: Any = json.loads(await socket.receive_text())
    except (TimeoutError, ValueError, KeyError):
        first = None
    if not isinstance(first, dict) or first.get("type") != "auth" or not isinstance(first.get("token"), str):
        raise NotAuthenticated('Send {"type": "auth", "token": …} first.')
    return str(first["token"])


async def _watch(gateway: Parts, caller: Caller, token: str) -> None:
    """Raises NotAuthenticated when the token expires or its session ends."""
    while True:
        left = (caller.expires_at - datetime.now(UTC)).total_seconds()
        await asyncio.sleep(max(0.0, min(left, STILL_VALID_EVERY)))
        await gateway.accounts.caller(token)
