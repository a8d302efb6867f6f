"""A small HTTP server of models on loopback whose every answer a test decides: the list, the chat, a redirect."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """A request as it came in."""

    path: str
    key: str
    body: str


def listing(*names: str) -> Answer:
    return Answer(body=json.dumps({"object": "list", "data": [{"id": name, "object": "model"} for name in names]}))


def speaking(text: str = "yes") -> Answer:
    """A chat's answer as a stream of server-sent events."""
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    said = chunk | {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}
    ended = chunk | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    body = "".join(f"data: {each}\n\n" for each in (json.dumps(said), json.dumps(ended), "[DONE]"))
    return Answer(body=body, headers={"content-type": "text/event-stream"})


class ModelList:
    """`with ModelList(models=listing("a"), chat=speaking()) as server:` – `server.url` is the base URL."""

    def __init__(self, *, models: Answer = Answer(404), chat: Answer = Answer(404)) -> None:
        self.seen: list[Seen] = []
        answers = {"/v1/models": models, "/v1/chat/completions": chat}
        seen = self.seen

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
                seen.append(Seen(self.path, self.headers.get("authorization", ""), body))
                found = answers.get(self.path, Answer(404))
                self.send_response(found.status)
                for name, value in found.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(found.body.encode())))
                self.end_headers()
                self.wfile.write(found.body.encode())

            do_GET = do_POST = answer

            def log_message(self, format: str, *args: object) -> None:
                """Not in a test's output."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> "ModelList":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)
