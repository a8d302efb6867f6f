"""A scripted server with OpenAI's chat protocol on loopback: real HTTP, real streaming, in a thread of its own."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from types import TracebackType
from typing import Any, Literal

USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}


@dataclass(frozen=True, kw_only=True)
class Reply:
    """`events` are sent one by one, each after `delay` seconds; what happens then is `end`.

    `head` is how many seconds pass before all of it. With a `gate` only the first event goes out until it is set.
    """

    status: int = 200
    events: Sequence[str] = ()
    repeated: int = 1  # how often the events are sent, one round after the other
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/event-stream"
    delay: float = 0.0
    head: float = 0.0
    end: Literal["done", "drop", "hang"] = "done"
    gate: threading.Event | None = None


def event(delta: dict[str, Any], finish: str | None = None) -> str:
    return json.dumps({
        "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    })  # fmt: skip


def ended(finish: str, usage: Mapping[str, Any] = USAGE) -> list[str]:
    counted = json.loads(event({})) | {"choices": [], "usage": usage}
    return [event({}, finish), json.dumps(counted), "[DONE]"]


def says(*pieces: str, delay: float = 0.0, gate: threading.Event | None = None) -> Reply:
    """A text in these pieces."""
    return Reply(events=[*(event({"content": piece}) for piece in pieces), *ended("stop")], delay=delay, gate=gate)


def calls(name: str, arguments: Any) -> Reply:
    """A tool call; arguments that are a string are sent as they are, in pieces."""
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    parts = [text[n : n + 16] for n in range(0, len(text), 16)]
    first = {"index": 0, "id": "call_1", "type": "function", "function": {"name": name, "arguments": ""}}
    deltas = [first, *({"index": 0, "function": {"arguments": part}} for part in parts)]
    return Reply(events=[*(event({"tool_calls": [delta]}) for delta in deltas), *ended("tool_calls")])


def drops(*pieces: str) -> Reply:
    """The connection breaks off after these pieces."""
    return Reply(events=[event({"content": piece}) for piece in pieces], end="drop")


def hangs(*pieces: str) -> Reply:
    """Nothing comes after these pieces, not even the head of the answer when there are none."""
    return Reply(events=[event({"content": piece}) for piece in pieces], end="hang")


def stops_short(*pieces: str) -> Reply:
    """A stream that ends in good order, but in the middle of the answer."""
    return Reply(events=[event({"content": piece}) for piece in pieces])


def malformed() -> Reply:
    return Reply(events=[event({"content": "Hello"}), '{"choices": [{"delta"'])


def wrong_form() -> Reply:
    return Reply(events=['{"choices": "none", "surprise": [1, 2]}', "[DONE]"])


def fails(status: int, **headers: str) -> Reply:
    """An HTTP error; `retry_after="3"` stands for the header Retry-After."""
    return Reply(status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})


Script = Iterable[Reply] | Callable[[dict[str, Any]], Reply]


@dataclass
class OpenAIServer:
    """`with OpenAIServer([says("Hi")]) as server:` – `server.url` is the base URL, `server.requests` what was asked."""

    script: Script
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    first_sent_at: list[float] = field(default_factory=list)  # time.perf_counter() of each answer's first event
    unexpected: int = 0
    port: int = 0

    def __post_init__(self) -> None:
        self._left = None if callable(self.script) else list(self.script)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> "OpenAIServer":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._stopping = asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopping.wait()
        server.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._answer(head, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client went away, or the test is over
        finally:
            writer.close()

    async def _answer(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = head.decode().lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        body = json.loads(await reader.readexactly(int(headers.get("content-length", "0"))))
        self.requests.append(body)
        self.keys.append(headers.get("authorization", ""))
        reply = self._next(body)
        if reply.status != 200:
            await self._refuse(reply, writer)
            return
        await self._stream(reply, writer)

    def _next(self, body: dict[str, Any]) -> Reply:
        if callable(self.script):
            return self.script(body)
        if not self._left:
            self.unexpected += 1
            return fails(500)
        return self._left.pop(0)

    async def _refuse(self, reply: Reply, writer: asyncio.StreamWriter) -> None:
        body = json.dumps({"error": {"message": f"status {reply.status}", "type": "scripted"}}).encode()
        headers = {"content-type": "application/json", "content-length": str(len(body)), **reply.headers}
        lines = [f"HTTP/1.1 {reply.status} Scripted", *(f"{name}: {value}" for name, value in headers.items())]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()

    async def _stream(self, reply: Reply, writer: asyncio.StreamWriter) -> None:
        if reply.end == "hang" and not reply.events:
            await self._stopping.wait()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: {reply.content_type}\r\ntransfer-encoding: chunked\r\n\r\n"
        writer.write(head.encode())
        await asyncio.sleep(reply.head)
        for number, data_line in enumerate(chain.from_iterable(repeat(reply.events, reply.repeated))):
            await self._pace(reply, number)
            data = f"data: {data_line}\n\n".encode()
            if number == 0:
                self.first_sent_at.append(time.perf_counter())
            writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            await writer.drain()
        if reply.end == "hang":
            await self._stopping.wait()
        if reply.end == "drop":
            writer.transport.abort()
            raise ConnectionResetError
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    async def _pace(self, reply: Reply, number: int) -> None:
        if reply.delay:
            await asyncio.sleep(reply.delay)
        if number == 1 and reply.gate:
            await asyncio.to_thread(reply.gate.wait, 10)
