"""Reads a multipart body as it arrives: one part after the other, never a whole file in memory."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.message import Message
from typing import Literal

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser
from starlette.requests import Request

from agent_core.errors import InvalidInput

HEADER_LIMIT = 16_384  # bytes of the headers of one part
BROKEN = "The multipart body is broken; send the files as multipart/form-data with a boundary."


@dataclass
class Part:
    """`chunks` has to be read, or drained, before the next part comes."""

    name: str
    filename: str | None
    chunks: AsyncIterator[bytes]


@dataclass
class _Found:
    kind: Literal["part", "data", "end"]
    data: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


async def parts(request: Request) -> AsyncIterator[Part]:
    """The parts in the order sent. Raises InvalidInput for a body that is not whole multipart."""
    found = _events(request)
    async for event in found:
        if event.kind == "part":
            chunks = _chunks(found)
            name, filename = _names(event.headers)
            yield Part(name, filename, chunks)
            async for _ in chunks:
                pass  # what the reader left


async def _chunks(found: AsyncIterator[_Found]) -> AsyncIterator[bytes]:
    async for event in found:
        if event.kind == "end":
            return
        yield event.data


async def _events(request: Request) -> AsyncIterator[_Found]:
    kind, options = _options(request.headers.get("content-type", ""))
    if kind != "multipart/form-data" or not options:
        raise InvalidInput(BROKEN)
    collector = _Collector()
    parser = MultipartParser(options, collector.callbacks())  # type: ignore[arg-type]  # a plain dict is what it wants
    try:
        async for chunk in request.stream():
            parser.write(chunk)
            while collector.found:
                yield collector.found.popleft()
        parser.finalize()
    except MultipartParseError:
        raise InvalidInput(BROKEN) from None
    if not collector.ended:
        raise InvalidInput("The upload was cut off; send it again.")


def _options(content_type: str) -> tuple[str, bytes]:
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_param("boundary", "")
    return message.get_content_type(), boundary.encode("latin-1", "replace") if isinstance(boundary, str) else b""


def _names(headers: dict[str, str]) -> tuple[str, str | None]:
    message = Message()
    message["content-disposition"] = headers.get("content-disposition", "")
    name = message.get_param("name", "", "content-disposition")
    return str(name), message.get_filename()


class _Collector:
    """Turns the parser's callbacks into a queue of what was found."""

    def __init__(self) -> None:
        self.found: deque[_Found] = deque()
        self.ended = False
        self._name = b""
        self._value = b""
        self._headers: dict[str, str] = {}

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._field,
            "on_header_value": self._value_part,
            "on_header_end": self._header,
            "on_headers_finished": self._open,
            "on_part_data": self._data,
            "on_part_end": lambda: self.found.append(_Found("end")),
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._headers = {}

    def _field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]
        self._limit(self._name)

    def _value_part(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._limit(self._value)

    def _limit(self, value: bytes) -> None:
        if len(value) > HEADER_LIMIT:
            raise InvalidInput(BROKEN)

    def _header(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value.decode("utf-8", "replace")
        self._name = self._value = b""

    def _open(self) -> None:
        self.found.append(_Found("part", headers=self._headers))

    def _data(self, data: bytes, start: int, end: int) -> None:
        self.found.append(_Found("data", data[start:end]))

    def _end(self) -> None:
        self.ended = True
