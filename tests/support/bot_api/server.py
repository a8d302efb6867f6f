"""The server itself: HTTP in and out, faults, and the delivery to a webhook."""

import asyncio
import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.support.bot_api.methods import Methods, Parameters
from tests.support.bot_api.people import Group, Human
from tests.support.bot_api.state import TOKEN, Fault, Refusal, Shown, State


class BotApi:
    """`with BotApi() as api`: served from a thread on a free port, at `api.url`."""

    def __init__(self) -> None:
        self.state = State()
        self.token = TOKEN
        self._methods = Methods(self.state)
        routes = [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file),
        ]
        config = uvicorn.Config(
            Starlette(routes=routes), host="127.0.0.1", port=0, log_config=None, timeout_graceful_shutdown=1
        )
        self._socket = config.bind_socket()
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=asyncio.run, args=(self._serve(),), daemon=True)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> "BotApi":
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._within(self.state.close)
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()

    # what a test does

    def human(self, person: int, name: str = "Ana") -> Human:
        return Human(self.state, self._within, person, name)

    def group(self, chat: int, title: str) -> Group:
        return Group(self.state, self._within, chat, title)

    def fault(self, fault: Fault) -> None:
        self._within(lambda: self.state.faults.append(fault))

    def until(self, found: Callable[[], Any], seconds: float = 20) -> Any:
        """The first truth of `found`. Raises AssertionError with what was shown last."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(StopIteration, IndexError):
                if truth := found():
                    return truth
            time.sleep(0.01)
        last = self.state.messages[-15:]
        shown = [f"{each.chat}: {each.text[:150]!r} {[b['text'] for b in each.buttons]}" for each in last]
        raise AssertionError("\n".join(["it did not come; shown is", *shown]))

    def sent(self, chat: int) -> list[Shown]:
        return self.state.shown(chat)

    # how it is served

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        hooks = asyncio.create_task(self._deliver())
        await self._server.serve(sockets=[self._socket])
        hooks.cancel()
        await asyncio.gather(hooks, return_exceptions=True)

    def _within(self, act: Callable[[], Any]) -> Any:
        """Do it on the server's loop, so that nothing races."""
        done: list[Any] = []
        ready = threading.Event()

        def run() -> None:
            try:
                done.append(act())
            finally:
                ready.set()

        self._loop.call_soon_threadsafe(run)
        assert ready.wait(10)
        return done[0]

    async def _call(self, request: Request) -> Response:
        try:
            named, parameters = request.path_params["method"], await _parameters(request)
        except ClientDisconnect:  # who asks was killed meanwhile
            return Dropped()
        method = named[:1].lower() + named[1:]  # the case of letters does not matter
        if request.path_params["token"] != self.token:
            return _refused(Refusal(401, "Unauthorized"))
        self.state.calls.append((method, parameters))
        self.state.watch(f"before {method}")
        fault = self._fault(method, parameters)
        if fault and fault.drop == "before":
            return Dropped()
        if fault and not fault.drop:
            more = {"retry_after": fault.retry_after} if fault.retry_after else {}
            return _refused(Refusal(fault.code, _words(fault), **more))
        try:
            result = await self._methods.call(method, parameters)
        except Refusal as refusal:
            return _refused(refusal)
        self.state.watch(f"after {method}")
        return Dropped() if fault else JSONResponse({"ok": True, "result": result})

    def _fault(self, method: str, parameters: Parameters) -> Fault | None:
        found = next((each for each in self.state.faults if each.fits(method, parameters)), None)
        if found:
            found.times -= 1
        return found

    async def _file(self, request: Request) -> Response:
        wanted = request.path_params["path"]
        found = next((content for path, content in self.state.files.values() if path == wanted), None)
        if found is None or request.path_params["token"] != self.token:
            return Response(status_code=404)
        return Response(found, media_type="application/octet-stream")

    async def _deliver(self) -> None:
        """To the webhook, in order; again until it is answered with success."""
        async with httpx.AsyncClient(timeout=10) as http:
            while True:
                hook = self.state.hook
                if not hook.url or not (waiting := self.state.pending(1, hook.allowed)):
                    await asyncio.sleep(0.01)
                    continue
                update = waiting[0]
                headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
                with suppress(httpx.HTTPError):
                    answer = await http.post(hook.url, json=update, headers=headers)
                    if answer.is_success:
                        self.state.served[update["update_id"]] += 1
                        self.state.confirm(update["update_id"] + 1)
                        continue
                await asyncio.sleep(0.05)


class Dropped(Response):
    """The connection ends in the middle of the answer's head and body."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})


async def _parameters(request: Request) -> Parameters:
    """From the query, a form, or JSON; values of a form that are JSON are decoded as the real server does."""
    found: Parameters = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return {**found, **await request.json()}
    if kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        async with request.form() as form:
            for name, value in form.items():
                found[name] = (value.filename, await value.read()) if isinstance(value, UploadFile) else _decoded(value)
    return found


def _decoded(value: str) -> Any:
    if value[:1] in "[{":
        with suppress(ValueError):
            return json.loads(value)
    return {"true": True, "false": False}.get(value, value)


def _words(fault: Fault) -> str:
    if fault.code == 429:
        return f"Too Many Requests: retry after {fault.retry_after}"
    return {400: "Bad Request: it was refused", 403: "Forbidden: bot was blocked by the user"}.get(
        fault.code, "Internal Server Error"
    )


def _refused(refusal: Refusal) -> JSONResponse:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return JSONResponse(body, status_code=refusal.code)
