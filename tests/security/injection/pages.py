"""A web server on loopback that serves the corpus's pages and remembers every address it was asked for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Pages:
    contents: dict[str, str] = field(default_factory=dict)  # path → page; one that begins with 404 comes as an error
    asked: list[str] = field(default_factory=list)  # paths with their queries
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
        self.asked.append(path)
        body = self.contents.get(path, "Nothing here.").encode()
        status = "404 Not Found" if body.startswith(b"404") else "200 OK"
        head = (
            f"HTTP/1.1 {status}\r\ncontent-type: text/html\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def serving() -> AsyncIterator[Pages]:
    pages = Pages()
    server = await asyncio.start_server(pages.answer, "127.0.0.1", 0)
    pages.port = server.sockets[0].getsockname()[1]
    try:
        yield pages
    finally:
        server.close()
