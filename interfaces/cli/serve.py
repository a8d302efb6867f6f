"""`agentic serve`: the server in this process, until Ctrl+C."""

import gc
import os
import socket
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from uvicorn.importer import import_from_string

from agent_core.errors import AgentError, ConfigurationError
from agent_core.settings import Settings, load_settings
from agent_core.storage.lock import DataDirLock
from agent_core.storage.secrets import SETUP_CODE

FACTORY = "gateway.app:create_app"
UNUSABLE = 2  # exit code when the configuration has to be mended
LAST_WORDS = 5  # seconds that open answers get at the end; their runs go on after the next start


def serve(
    host: Annotated[str | None, typer.Option(help="address to listen on (AGENTIC_HOST)")] = None,
    port: Annotated[int | None, typer.Option(help="port, 0 for a free one (AGENTIC_PORT)")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="folder with all data (AGENTIC_DATA_DIR)")] = None,
) -> None:
    """Run the assistant with its web page."""
    for name, value in (("HOST", host), ("PORT", port), ("DATA_DIR", data_dir)):
        if value is not None:
            os.environ[f"AGENTIC_{name}"] = str(value)
    try:
        _run(load_settings())
    except AgentError as error:
        print(f"agentic: {error.message}", file=sys.stderr)
        raise typer.Exit(UNUSABLE if isinstance(error, ConfigurationError) else 1) from None
    except KeyboardInterrupt:
        return


def _run(settings: Settings) -> None:
    with _bound(settings) as listener:
        os.environ["AGENTIC_PORT"] = str(listener.getsockname()[1])  # doors speak to the server over it
        gc.disable()  # nothing of what is imported is ever garbage; looking through it takes a tenth of the start
        application = Guarded(import_from_string(FACTORY)())
        config = uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=LAST_WORDS,
        )
        try:
            Server(config, settings).run(sockets=[listener])
        except SystemExit:
            raise application.failure or ConfigurationError("The server did not start; see the lines above.") from None


def _bound(settings: Settings) -> socket.socket:
    """Listen first: a port that is taken is told before anything is started. Raises ConfigurationError."""
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        with DataDirLock(settings.data_dir):  # if that is what has the port, its own message is the better one
            raise ConfigurationError(
                f"Cannot listen on {settings.host} port {settings.port}: {error.strerror}. "
                "Choose another with --port, or 0 for a free one."
            ) from None
    listener.set_inheritable(False)
    return listener


class Guarded:
    """The application; an error of ours while it starts is kept to be told in one line instead of a traceback."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self.failure: AgentError | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await self._application(scope, receive, send)
            return

        started = False

        async def quietly(message: Any) -> None:
            nonlocal started
            started = started or message["type"] == "lifespan.startup.complete"
            if message["type"] != "lifespan.startup.failed":
                await send(message)

        try:
            await self._application(scope, receive, quietly)
        except AgentError as error:
            if started:
                raise
            self.failure = error
            await send({"type": "lifespan.startup.failed", "message": ""})


class Server(uvicorn.Server):
    """Says where it is once it can be reached."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()
        gc.enable()
        if sockets and self.started:
            _announce(self._settings, sockets[0].getsockname()[1])


def _announce(settings: Settings, port: int) -> None:
    anywhere = settings.host in ("0.0.0.0", "::")  # noqa: S104  # compared, not listened on
    host = "localhost" if anywhere else f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{port}"
    code = settings.data_dir / SETUP_CODE
    print(f"\n  Agentic Bot is ready:  {address}", flush=True)
    if code.exists():
        print(f"  Create the first account:  {address}/#setup={code.read_text().strip()}", flush=True)
    print("  Stop it with Ctrl+C.\n", flush=True)
