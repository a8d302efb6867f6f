"""Stops a request body that is too long while it comes in, whatever its Content-Length says."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent_core.errors import TooLarge
from gateway.errors import answer_to


class BodyLimit:
    """`streamed` are paths that keep limits of their own; one that ends in a slash stands for all below it."""

    def __init__(self, app: ASGIApp, *, limit: int, detail: str, streamed: frozenset[str]) -> None:
        self._app = app
        self._limit = limit
        self._detail = detail
        self._streamed = streamed
        self._below = tuple(each for each in streamed if each.endswith("/"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or path in self._streamed or path.startswith(self._below):
            await self._app(scope, receive, send)
        elif _declared(scope) > self._limit:
            await answer_to(TooLarge(self._detail))(scope, receive, send)
        else:
            await self._app(scope, self._counting(receive), send)

    def _counting(self, receive: Receive) -> Receive:
        seen = 0

        async def count() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit:
                raise HTTPException(413, self._detail)  # the one kind that FastAPI lets through while it reads a body
            return message

        return count


def _declared(scope: Scope) -> int:
    values = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(values[0]) if values and values[0].isdigit() else 0
