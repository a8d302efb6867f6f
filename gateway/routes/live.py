"""WS /ws: what happens to a person's things, as it happens."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.encoders import jsonable_encoder
from starlette.websockets import WebSocket

from agent_core.queue.bus import user_topic
from gateway.deps import Gateway
from gateway.security.accounts import Caller
from gateway.sockets import converse, until_first

router = APIRouter()


@router.websocket("/ws")
async def live(socket: WebSocket, gateway: Gateway) -> None:
    """The first message is {"type": "auth", "token": access token}; then {topic, payload} is pushed."""

    async def push(socket: WebSocket, caller: Caller) -> None:
        async with gateway.bus.subscribe(user_topic(caller.id)) as messages:
            await socket.send_json({"topic": "ready", "payload": {}})
            await until_first(_push(socket, messages), _listen(socket))

    await converse(socket, gateway, push)


async def _push(socket: WebSocket, messages: AsyncIterator[Mapping[str, Any]]) -> None:
    async for message in messages:
        await socket.send_json(jsonable_encoder(message))


async def _listen(socket: WebSocket) -> None:
    """Notices when the client goes; what it says is not needed."""
    while True:
        if (await socket.receive())["type"] == "websocket.disconnect":
            return
