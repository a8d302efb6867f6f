"""A Telegram door as it is often built, for comparison: what it was told and what it has answered is in memory only."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

from fastapi import FastAPI

from agent_core.doors.port import DoorHost, Handler, Received
from gateway.app import create_app
from interfaces.telegram.door import TelegramDoor


class MemoryInbox:
    """Knows an update again as long as the process lives; in order within a chat, as the real one."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._chats: dict[str, asyncio.Lock] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def put(self, update_id: str, chat: str, payload: Mapping[str, Any]) -> bool:
        if update_id in self._known:
            return False
        self._known.add(update_id)
        received = Received(id=uuid4().hex, chat=chat, payload=payload, attempt=1, received_at=datetime.now(UTC))
        task = asyncio.create_task(self._handle(received))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def start(self, handler: Handler) -> None:
        self._handler = handler

    async def _handle(self, received: Received) -> None:
        async with self._chats.setdefault(received.chat, asyncio.Lock()):
            await self._handler(received)


class ForgetfulDoor(TelegramDoor):
    async def open(self, host: DoorHost) -> bool:
        cast(Any, host).inbox = MemoryInbox()
        return await super().open(host)


def forgetful_app() -> FastAPI:
    return create_app(doors=[ForgetfulDoor()])
