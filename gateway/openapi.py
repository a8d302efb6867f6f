"""The OpenAPI document: `python -m gateway.openapi` prints it without starting anything."""

import json
import sys
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from agent_core.events import RunEvent
from gateway.schemas import ErrorBody, LiveMessage

REF = "#/components/schemas/{model}"


def operation_id(route: APIRoute) -> str:
    return route.name


def install(app: FastAPI) -> None:
    """Add what FastAPI cannot see: the events of a stream and of the socket."""

    def describe() -> dict[str, Any]:
        document: dict[str, Any] = app.openapi_schema or _document(app)
        app.openapi_schema = document
        return document

    app.openapi = describe  # type: ignore[method-assign]  # the way FastAPI documents


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = document["components"]["schemas"]
    for name, schema in _more_schemas().items():
        schemas.setdefault(name, schema)
    return document


def _more_schemas() -> dict[str, Any]:
    events = TypeAdapter(RunEvent).json_schema(ref_template=REF, mode="serialization")
    found: dict[str, Any] = events.pop("$defs")
    _, others = models_json_schema([(LiveMessage, "serialization"), (ErrorBody, "serialization")], ref_template=REF)
    return {**found, **others["$defs"], "RunEvent": events}


def main() -> None:
    from agent_core.settings import Settings
    from gateway.app import create_app
    from gateway.logging import configure_logging

    configure_logging("logfmt", "WARNING")
    app = create_app(Settings(_env_file=None))
    json.dump(app.openapi(), sys.stdout, indent=2, ensure_ascii=False, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
