"""The one place where an error becomes an HTTP number. The body is {error, detail, request_id, details}."""

from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from structlog.contextvars import bind_contextvars

from agent_core import errors
from gateway.context import request_id
from gateway.schemas import ErrorBody, FieldProblem

log = structlog.get_logger(__name__)

STATUS: dict[type[errors.AgentError], int] = {
    errors.InvalidInput: 422,
    errors.TooLarge: 413,
    errors.NothingSaid: 422,
    errors.NotAuthenticated: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.RateLimited: 429,
    errors.BudgetExceeded: 429,
    errors.ModelUnavailable: 503,
    errors.Unavailable: 503,
    errors.ConfigurationError: 503,
    errors.CapabilityError: 502,
    errors.CredentialMissing: 424,
    errors.CapabilityRetry: 503,
    errors.CapabilityFailed: 422,
    errors.EffectUnknown: 502,
    errors.NeedsAnswer: 422,
}
CODES = {400: "invalid_input", 401: "not_authenticated", 403: "not_allowed", 404: "not_found", 413: "too_large"}
UNEXPECTED = "Something went wrong on our side. The server's log has the details under this request id."


def status_of(error: errors.AgentError) -> int:
    """The number of the nearest class in the table."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def problem(
    status: int,
    code: str,
    detail: str,
    details: Sequence[FieldProblem] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    bind_contextvars(error_code=code)  # for the request's log line and the count of errors
    body = ErrorBody(error=code, detail=detail, request_id=request_id(), details=list(details))
    return JSONResponse(body.model_dump(mode="json"), status, headers)


def answer_to(error: errors.AgentError) -> JSONResponse:
    """What the caller gets for an error that we raised on purpose."""
    headers: dict[str, str] = {}
    details: list[FieldProblem] = []
    if isinstance(error, errors.NotAuthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, errors.RateLimited):
        headers["Retry-After"] = str(max(1, round(error.retry_after)))
    if isinstance(error, errors.NeedsAnswer):
        details = [FieldProblem(field=error.argument, message=error.message)]
    return problem(status_of(error), error.code, error.message, details, headers)


def install(app: FastAPI) -> None:
    app.exception_handler(errors.AgentError)(_agent_error)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http_error)


async def _agent_error(request: Request, error: errors.AgentError) -> JSONResponse:
    if status_of(error) >= 500:
        log.warning("request.failed", code=error.code, error=error.message)
    return answer_to(error)


async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    details = [_field_problem(each) for each in error.errors()]
    said = "; ".join(f"{each.field}: {each.message}" if each.field else each.message for each in details[:5])
    return problem(422, errors.InvalidInput.code, f"This request cannot be used: {said}.", details)


def _field_problem(found: dict[str, Any]) -> FieldProblem:
    path = [str(part) for part in found["loc"] if part not in ("body", "query", "path", "header")]
    message = str(found["msg"]).removeprefix("Value error, ")
    if found["type"] == "json_invalid":
        return FieldProblem(field="", message=f"the body is not JSON ({found.get('ctx', {}).get('error', message)})")
    return FieldProblem(field=".".join(path), message=message)


async def _http_error(request: Request, error: HTTPException) -> JSONResponse:
    code = CODES.get(error.status_code, "error")
    if error.status_code == 404:
        return problem(404, code, f"There is nothing at {request.url.path}.")
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, code, str(error.detail), headers=headers)
