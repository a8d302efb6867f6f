"""An HTTP service on loopback in a thread of its own: it answers as a test says, and misbehaves when told to."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

SILENCE = 3.0  # seconds


@dataclass(frozen=True)
class Seen:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode(), keep_blank_values=True).items()}


@dataclass(frozen=True)
class Answer:
    """`body` is sent as JSON unless it is bytes."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


Fault = Answer | str  # "cut": hangs up once it has the request; "silent": does not answer in time


@dataclass
class Loopback:
    """`faults` are used up by the next requests, one each; what is cut or met with silence was still `seen`."""

    answer: Callable[[Seen], Answer]
    faults: list[Fault] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await _read(reader):
                if not await self._answered(request, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answered(self, request: Seen, writer: asyncio.StreamWriter) -> bool:
        self.seen.append(request)
        fault = self.faults.pop(0) if self.faults else None
        if fault == "cut":
            return False
        if fault == "silent":
            await asyncio.sleep(SILENCE)
        answer = fault if isinstance(fault, Answer) else self.answer(request)
        writer.write(_written(answer))
        await writer.drain()
        return True


async def _read(reader: asyncio.StreamReader) -> Seen | None:
    head = await reader.readuntil(b"\r\n\r\n") if not reader.at_eof() else b""
    first, *lines = head.decode().split("\r\n")
    if not first:
        return None
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    method, path, _ = first.split(" ")
    return Seen(method, path, headers, body)


def _written(answer: Answer) -> bytes:
    raw = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
    kind = "application/octet-stream" if isinstance(answer.body, bytes) else "application/json"
    headers = {"Content-Type": kind, "Content-Length": str(len(raw)), **answer.headers}
    lines = [f"HTTP/1.1 {answer.status} X", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + raw


@contextmanager
def loopback(answer: Callable[[Seen], Answer]) -> Iterator[Loopback]:
    service, loop = Loopback(answer), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def begin() -> asyncio.Server:
        return await asyncio.start_server(service.serve, "127.0.0.1", 0)

    async def end() -> None:
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(begin(), loop).result(5)
    service.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield service
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
