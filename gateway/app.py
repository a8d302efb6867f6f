"""The composition root: everything the server is made of, put together once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from agent_core.registry import Registry, load_registry
from agent_core.settings import Settings, load_settings
from gateway import errors, openapi
from gateway.metrics import Metrics
from gateway.middleware import RequestScope
from gateway.parts import State
from gateway.projection import project
from gateway.routes import auth, chat, conversations, documents, live, notifications, people, planner, service
from gateway.routes.files import files
from gateway.schemas import ErrorBody
from gateway.security.body import BodyLimit
from gateway.security.headers import SecurityHeaders
from gateway.static import web_page

ABOUT = "A self-hosted assistant that acts exactly once, proves what it did and works with no key and no network."


def create_app(settings: Settings | None = None) -> FastAPI:
    """The server as an ASGI application. Opens nothing yet: its lifespan does. Raises ConfigurationError."""
    settings = settings or load_settings()
    registry = load_registry()
    metrics = Metrics()
    app = FastAPI(
        title="Agentic Bot",
        version=service.VERSION,
        description=ABOUT,
        lifespan=_lifespan(settings, registry, metrics),
        middleware=_middleware(settings, metrics),
        generate_unique_id_function=openapi.operation_id,
        responses={"default": {"model": ErrorBody, "description": "what went wrong"}},
        redoc_url=None,
    )
    errors.install(app)
    openapi.install(app)
    _add_routes(app, settings, registry)
    return app


def _lifespan(settings: Settings, registry: Registry, metrics: Metrics):  # type: ignore[no-untyped-def]
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[State]:
        from gateway.opening import open_parts  # loads what is heavy, so not at import

        async with open_parts(settings, registry, metrics) as parts:
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
            streamed=frozenset({"/api/upload"}),
        ),
    ]


def _add_routes(app: FastAPI, settings: Settings, registry: Registry) -> None:
    for module in (auth, people, chat, conversations, notifications, service, live):
        app.include_router(module.router)
    app.include_router(files(registry))
    app.include_router(project(registry, planner.ROWS, tag="planner"))
    app.include_router(project(registry, documents.ROWS, tag="documents"))
    app.include_router(web_page(settings))  # last: it takes every other path
