"""The server about itself, and its capabilities by name."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from agent_core.contract import CapabilityPackage, Result
from gateway.deps import Gateway, Here, Me
from gateway.doors import INSTANCE
from gateway.schemas import (
    BrokenPackage,
    CapabilityCall,
    CapabilityList,
    FunctionView,
    Health,
    PackageView,
    PublicConfig,
)

ACCEPTED = [  # what a person may pick; what a file is, its content decides
    ".pdf", ".docx", ".docm", ".odt", ".rtf", ".pptx", ".pptm", ".odp", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods",
    ".csv", ".tsv", ".txt", ".log", ".md", ".markdown", ".html", ".htm", ".xml", ".rss", ".json", ".ipynb", ".eml",
    ".msg", ".epub", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".wav", ".mp3", ".m4a", ".ogg",
    ".opus", ".flac", ".webm", ".zip",
]  # fmt: skip
VERSION = version("agentic-bot")
router = APIRouter(tags=["service"])


@router.get("/api/health")
async def health(gateway: Gateway, response: Response) -> Health:
    """200 when the server can work, 503 when its database does not answer."""
    database = await gateway.database.alive()
    response.status_code = 200 if database else 503
    response.headers[INSTANCE] = gateway.instance
    return Health(
        status="ok" if database and not gateway.registry.broken else "degraded",
        version=VERSION,
        database="up" if database else "down",
        model=gateway.minds.state,
        packages=sorted(gateway.registry.packages),
        broken=sorted(gateway.registry.broken),
    )


@router.get("/api/config")
async def config(gateway: Gateway) -> PublicConfig:
    settings = gateway.settings
    return PublicConfig(
        version=VERSION,
        max_upload_mb=settings.max_upload_mb,
        max_message_chars=settings.max_message_chars,
        accepted_types=ACCEPTED,
        model=gateway.minds.any_model,
    )


@router.get("/metrics", include_in_schema=False)
async def metrics(gateway: Gateway) -> Response:
    return Response(generate_latest(gateway.metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/api/capabilities")
async def list_capabilities(me: Me, gateway: Gateway) -> CapabilityList:
    """Everything the assistant can do, with the packages that did not load."""
    return CapabilityList(
        packages=[_package(each) for each in gateway.registry.packages.values()],
        broken=[BrokenPackage(name=name, error=error) for name, error in sorted(gateway.registry.broken.items())],
    )


def _package(package: CapabilityPackage) -> PackageView:
    functions = [
        FunctionView(
            name=each.name,
            description=each.description,
            parameters=each.arguments.model_json_schema(),
            risk=each.rules.risk.value,
        )
        for each in package.capabilities()
    ]
    return PackageView(name=package.name, description=package.description, functions=functions)


@router.post("/api/capabilities/{name}")
async def call_capability(name: str, body: CapabilityCall, here: Here, gateway: Gateway) -> dict[str, Any]:
    """Call one by its full name, such as planner.create_task; the same policy applies as to a plan's step.

    A door cannot say of itself that the person approved: they answer what the assistant asks.
    """
    by_hand = body.approved and not here.interface
    result: Result = await gateway.assistant.invoke(
        name, body.arguments, user_id=here.id, zone=here.zone, audience=here.audience, approved=by_hand
    )
    return result.model_dump(mode="json")
