"""Around every request: its id, its log line, its metrics, and the answer when something unexpected happened."""

from time import perf_counter

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars, get_contextvars, unbind_contextvars

from gateway.context import choose_request_id
from gateway.errors import UNEXPECTED, problem
from gateway.metrics import Metrics

log = structlog.get_logger("gateway.request")
QUIET = ("/metrics", "/api/health")


class RequestScope:
    """The outermost layer; no exception passes it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        chosen = choose_request_id(Headers(scope=scope).get("x-request-id"))
        with bound_contextvars(request_id=chosen):
            unbind_contextvars("error_code")
            if scope["type"] == "http":
                await self._http(scope, receive, send, chosen)
            else:
                await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send, chosen: str) -> None:
        exchange = _Exchange(send, chosen)
        try:
            await self._app(scope, receive, exchange.send)
        except Exception:
            log.exception("request.crashed", method=scope["method"], path=scope["path"])
            if not exchange.status:
                await problem(500, "internal", UNEXPECTED)(scope, receive, exchange.send)
        self._account(scope, exchange)

    def _account(self, scope: Scope, exchange: "_Exchange") -> None:
        method, route = scope["method"], route_of(scope)
        self._metrics.requests.labels(method, route, str(exchange.status)).inc()
        self._metrics.request_seconds.labels(method, route).observe(exchange.seconds)
        if code := get_contextvars().get("error_code"):
            self._metrics.errors.labels(code).inc()
        if route not in QUIET:
            milliseconds = round(1000 * exchange.seconds, 1)
            log.info("request", method=method, path=scope["path"], status=exchange.status, ms=milliseconds)


class _Exchange:
    """Watches what is sent."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._id = request_id
        self._started = perf_counter()
        self.status = 0
        self.seconds = 0.0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.seconds = perf_counter() - self._started
            MutableHeaders(scope=message)["X-Request-ID"] = self._id
        await self._send(message)


def route_of(scope: Scope) -> str:
    """The template of the matched route, so that ids do not become labels."""
    return str(getattr(scope.get("route"), "path", "") or "other")
