"""Speech services on loopback, shaped as the real ones: OpenAI's audio protocol, Google's recognition and its voice."""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

MP3 = "audio/mpeg"


@dataclass
class Asked:
    """One request as it came in."""

    path: str
    query: dict[str, list[str]]
    headers: Message
    body: bytes

    @property
    def form(self) -> dict[str, Any]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = BytesParser(policy=HTTP).parsebytes(head + self.body).iter_parts()
        return {str(part.get_param("name", header="content-disposition")): part.get_content() for part in parts}


@dataclass
class Services:
    """`status` other than 200 is answered with OpenAI's kind of error; `silent` never answers."""

    url: str = ""
    said: str = "what joy there is in living"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    broken: bool = False  # answers with something else than it should
    silent: threading.Event | None = None
    asked: list[Asked] = field(default_factory=list)

    def answer(self, asked: Asked) -> tuple[str, bytes]:
        if self.broken:
            return "text/html", b"<html>It works!</html>"
        if asked.path.endswith("/audio/transcriptions"):
            return "application/json", json.dumps({"text": self.said}).encode()
        if asked.path.endswith("/audio/speech"):
            return MP3, tone()
        if asked.path.endswith("/recognize"):
            return "application/json", google_lines(self.said)
        return "application/json", translated(tone())


def google_lines(said: str) -> bytes:
    """An empty result first, as the real one does."""
    alternatives = [{"transcript": said, "confidence": 0.94}, {"transcript": "something else"}] if said else []
    found = [{"alternative": alternatives, "final": True}] if said else []
    return (json.dumps({"result": []}) + "\n" + json.dumps({"result": found, "result_index": 0}) + "\n").encode()


def translated(sound: bytes) -> bytes:
    """The answer of batchexecute: a guard, lengths, and JSON inside JSON."""
    inner = json.dumps([b64encode(sound).decode()])
    outer = json.dumps([["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]], separators=(",", ":"))
    return f")]}}'\n\n{len(outer)}\n{outer}\n".encode()


def tone(seconds: float = 0.3) -> bytes:
    """An MP3."""
    import av

    made = BytesIO()
    with av.open(made, "w", format="mp3") as target:
        stream = target.add_stream("libmp3lame", rate=24_000, layout="mono")
        wave = (np.sin(np.arange(int(seconds * 24_000)) / 10) * 9_000).astype(np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(wave, format="s16p", layout="mono")
        frame.sample_rate = 24_000
        target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return made.getvalue()


@contextmanager
def speech_services() -> Iterator[Services]:
    services = Services()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            address = urlsplit(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(address.path, parse_qs(address.query), self.headers, body)
            services.asked.append(asked)
            if services.silent:
                services.silent.wait(20)
                return
            kind, content = services.answer(asked)
            if services.status != 200:
                kind, content = "application/json", json.dumps({"error": {"message": "That is wrong."}}).encode()
            self.send_response(services.status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **services.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    services.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield services
    finally:
        if services.silent:
            services.silent.set()
        server.shutdown()
        thread.join()
        server.server_close()
