"""Capability functions as ordinary REST routes: typed by the capability's own models, called through the policy.

A table row names method, path and capability; the arguments come from the path, the query (GET, DELETE) or the body.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Body, Path, Query
from pydantic import BaseModel, create_model

from agent_core.contract import Capability, Result
from agent_core.errors import NotFound
from agent_core.registry import Registry
from gateway.deps import Gateway, Here
from gateway.security.accounts import Caller

IDENTIFIER = re.compile("[0-9a-f]{16,64}")
Endpoint = Callable[..., Awaitable[Result]]


@dataclass(frozen=True)
class Row:
    """One route. `argument` is the capability's argument that the id in the path becomes."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    capability: str
    argument: str = ""
    operation: str = ""  # operation id; the capability's own name when empty
    status: int = 200

    @property
    def name(self) -> str:
        return self.operation or self.capability.partition(".")[2]


def project(registry: Registry, rows: Iterable[Row], *, tag: str) -> APIRouter:
    """The routes of the rows whose capability is installed."""
    router = APIRouter(prefix="/api", tags=[tag])
    for row in rows:
        if capability := registry.capabilities.get(row.capability):
            _add(router, row, capability)
    return router


def _add(router: APIRouter, row: Row, capability: Capability) -> None:
    router.add_api_route(
        row.path,
        _endpoint(row, capability),
        methods=[row.method],
        name=row.name,
        status_code=row.status,
        response_model=capability.result,
        summary=capability.description.partition("\n")[0],
        description=capability.description,
    )


def _endpoint(row: Row, capability: Capability) -> Endpoint:
    async def call(gateway: Gateway, here: Caller, **given: Any) -> Result:
        arguments = _arguments(row, given)
        return await gateway.assistant.invoke(
            row.capability, arguments, user_id=here.id, zone=here.zone, audience=here.audience
        )

    call.__name__ = row.name
    call.__signature__ = Signature(_parameters(row, capability))  # type: ignore[attr-defined]  # read by FastAPI
    return call


def _arguments(row: Row, given: dict[str, Any]) -> dict[str, Any]:
    rest: BaseModel | None = given.get("arguments")
    arguments = rest.model_dump(mode="json", exclude_unset=True) if rest else {}
    return arguments | ({row.argument: _id(given[row.argument])} if row.argument else {})


def _id(text: str) -> str:
    """Packages also take a thing by words of its title, which is for people; an address names exactly one thing."""
    if not IDENTIFIER.fullmatch(text):
        raise NotFound("There is no such thing.")
    return text


def _parameters(row: Row, capability: Capability) -> list[Parameter]:
    found = [_parameter("gateway", Gateway), _parameter("here", Here)]
    if row.argument:
        kind: Any = Annotated[str, Path(alias="id", max_length=64, description=f"id of the {row.argument}")]
        found.append(_parameter(row.argument, kind))
    model = _rest(row, capability)
    if model.model_fields:
        place = Query() if row.method in ("GET", "DELETE") else Body()
        found.append(_parameter("arguments", Annotated[model, place]))
    return found


def _parameter(name: str, annotation: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation)


def _rest(row: Row, capability: Capability) -> type[BaseModel]:
    """The arguments without the one in the path; the whole model is checked again when the call is made."""
    whole = capability.arguments
    if not row.argument:
        return whole
    rest = {name: (info.annotation, info) for name, info in whole.model_fields.items() if name != row.argument}
    return create_model(_title(row.name), __module__=__name__, **cast(dict[str, Any], rest))


def _title(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_")) + "Body"
