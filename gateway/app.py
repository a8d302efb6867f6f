"""The composition root: everything the server is made of, put together once."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from agent_core.registry import Registry, load_registry
from agent_core.settings import Settings, load_settings
from gateway import errors, openapi
from gateway.logging import configure_logging
from gateway.metrics import Metrics
from gateway.middleware import RequestScope
from gateway.parts import State
from gateway.projection import project
from gateway.routes import (
    activity,
    agents,
    approvals,
    auth,
    channels,
    chat,
    conversations,
    documents,
    effects,
    hooks,
    links,
    live,
    memory,
    notifications,
    people,
    planner,
    privacy,
    providers,
    service,
    services,
    usage,
    voice,
    voice_stream,
)
from gateway.routes.files import files
from gateway.schemas import ErrorBody
from gateway.security.body import BodyLimit
from gateway.security.headers import SecurityHeaders
from gateway.static import web_page

if TYPE_CHECKING:
    from agent_core.doors.port import Door
    from agent_core.planning.port import Local

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[State]]
ABOUT = "A self-hosted assistant that acts exactly once, proves what it did and works with no key and no network."


def create_app(
    settings: Settings | None = None,
    *,
    registry: Registry | None = None,
    local: "Local | None" = None,
    doors: "Sequence[Door] | None" = None,
) -> FastAPI:
    """The server as an ASGI application. Opens nothing yet: its lifespan does. Raises ConfigurationError.

    `registry`, `local` and `doors` stand in for the installed packages, the planner that needs no model, and the
    installed doors.
    """
    settings = settings or _started_as_a_process()
    registry = registry or load_registry()
    metrics = Metrics()
    app = FastAPI(
        title="Agentic Bot",
        version=service.VERSION,
        description=ABOUT,
        lifespan=_lifespan(settings, registry, metrics, local, doors),
        middleware=_middleware(settings, metrics),
        generate_unique_id_function=openapi.operation_id,
        responses={"default": {"model": ErrorBody, "description": "what went wrong"}},
        redoc_url=None,
    )
    errors.install(app)
    openapi.install(app)
    _add_routes(app, settings, registry)
    return app


def _started_as_a_process() -> Settings:
    """Nobody handed settings in, so this is the process's entry: the environment and the logging are ours."""
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level)
    return settings


def _lifespan(
    settings: Settings, registry: Registry, metrics: Metrics, local: "Local | None", doors: "Sequence[Door] | None"
) -> Lifespan:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[State]:
        from gateway.opening import open_parts  # loads what is heavy, so not at import

        async with open_parts(settings, registry, metrics, local=local, doors=doors) as parts:
            yield {"parts": parts}

    return lifespan


def _middleware(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """From the outside in."""
    limit = 65_536 + 8 * settings.max_message_chars  # a character takes up to six bytes in JSON
    said = f"The request is too large: the limit is {limit // 1024:,} KB, a message has at most "
    return [
        Middleware(RequestScope, metrics=metrics),
        Middleware(SecurityHeaders),
        Middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_credentials=True,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Last-Event-ID", "X-Request-ID"],
            expose_headers=["X-Request-ID", "Retry-After"],
        ),
        Middleware(
            BodyLimit,
            limit=limit,
            detail=f"{said}{settings.max_message_chars:,} characters.",
            streamed=frozenset({"/api/hooks/", "/api/upload", "/api/voice", "/api/voice/transcribe"}),
        ),
    ]


def _add_routes(app: FastAPI, settings: Settings, registry: Registry) -> None:
    for module in (auth, people, chat, approvals, conversations, effects, notifications, service, live):
        app.include_router(module.router)
    for each in (channels, hooks, usage, agents, providers, links, services, activity, voice, voice_stream,
                 memory, privacy):  # fmt: skip
        app.include_router(each.router)
    app.include_router(files(registry))
    app.include_router(project(registry, planner.ROWS, tag="planner"))
    app.include_router(project(registry, documents.ROWS, tag="documents"))
    app.include_router(project(registry, activity.ROWS, tag="activity"))
    app.include_router(web_page(settings))  # last: it takes every other path
