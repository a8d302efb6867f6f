"""A really running gateway for tests: uvicorn in a thread on a free port, and people who talk to it."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import structlog
import uvicorn
from fastapi import FastAPI

from agent_core.doors.port import Door
from agent_core.registry import Registry
from agent_core.settings import Settings
from capabilities.planner import Planner
from gateway.app import create_app
from tests.support.errands import Errands
from tests.support.planners import LiteralPlanner

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Server:
    url: str
    settings: Settings
    app: FastAPI
    clients: list[httpx.Client] = field(default_factory=list)

    def client(self, **options: Any) -> httpx.Client:
        """Closed with the server."""
        made = httpx.Client(base_url=self.url, timeout=20, **options)
        self.clients.append(made)
        return made

    @property
    def setup_code(self) -> str:
        return (self.settings.data_dir / "secrets" / "setup-code").read_text().strip()


class Someone:
    """A person with a session; every call carries their access token."""

    def __init__(self, server: Server, session: dict[str, Any], email: str) -> None:
        self.server = server
        self.session = session
        self.email = email
        self.id: str = session["person"]["id"]
        self.http = server.client(headers={"Authorization": f"Bearer {session['access_token']}"})

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.http.get(path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        return self.http.post(path, json=body, **options)

    def say(self, message: str, **more: Any) -> dict[str, Any]:
        """Send a message and wait for its run."""
        answer = self.post("/api/chat", {"message": message, **more})
        assert answer.status_code == 200, answer.text
        run: dict[str, Any] = answer.json()
        return run


def settings_for(folder: Path, mongodb_uri: str, **overrides: Any) -> Settings:
    return Settings(
        data_dir=folder, mongodb_uri=mongodb_uri, mongodb_database=f"gateway_{uuid4().hex[:12]}", **overrides
    )


def errands_and_planner() -> Registry:
    registry = Registry()
    registry.register(Errands())
    registry.register(Planner())
    return registry


@contextmanager
def serving(
    settings: Settings, registry: Registry | None = None, doors: Sequence[Door] | None = None, *, literal: bool = True
) -> Iterator[Server]:
    """Run a server until the block ends. `literal`: messages are plans already; else they are understood."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))  # it logs between tests
    socket = uvicorn.Config("", host="127.0.0.1", port=0, log_config=None).bind_socket()
    settings = settings.model_copy(update={"port": socket.getsockname()[1]})
    app = create_app(
        settings, registry=registry or errands_and_planner(), local=LiteralPlanner() if literal else None, doors=doors
    )
    config = uvicorn.Config(app, host="127.0.0.1", log_config=None, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{socket.getsockname()[1]}"
    try:
        _until_healthy(url, thread)
        yield (running := Server(url, settings, app))
        for client in running.clients:
            client.close()
    finally:
        server.should_exit = True
        thread.join(20)
        socket.close()


def _until_healthy(url: str, thread: threading.Thread) -> None:
    with httpx.Client(transport=httpx.HTTPTransport(retries=20)) as http:
        while thread.is_alive():
            try:
                http.get(f"{url}/api/health", timeout=20)
                return
            except httpx.TransportError:
                continue
    raise RuntimeError("the server ended before it was healthy")


def set_up(server: Server) -> Someone:
    """The first administrator."""
    email = "root@example.org"
    body = {"code": server.setup_code, "name": "Root", "email": email, "password": PASSWORD, "client": "api"}
    with server.client() as http:
        answer = http.post("/api/auth/setup", json=body)
    assert answer.status_code == 201, answer.text
    return Someone(server, answer.json(), email)


def join(server: Server, admin: Someone, role: str = "user") -> Someone:
    """Somebody new, signed in."""
    email = f"{uuid4().hex[:10]}@example.org"
    made = admin.post("/api/users", {"name": "Ana", "email": email, "password": PASSWORD, "role": role})
    assert made.status_code == 201, made.text
    return sign_in(server, email)


def sign_in(server: Server, email: str, password: str = PASSWORD) -> Someone:
    with server.client() as http:
        answer = http.post("/api/auth/login", json={"email": email, "password": password, "client": "api"})
    assert answer.status_code == 200, answer.text
    return Someone(server, answer.json(), email)
