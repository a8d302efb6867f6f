"""What can go wrong with a model: the words for it, and what it means for the next try and for the bill."""

import json
import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from agent_core.errors import ModelUnavailable

if TYPE_CHECKING:
    import openai

AUTHENTICATION = {401, 403}
PASSING = {408, 425, 429, 500, 502, 503, 504, 529}
OUR_FAULT = {400, 404, 409, 413, 422}  # of this request or this model: the provider is well


class ModelFault(ModelUnavailable):
    """A failed call. `passing`: the same call may work soon; `free`: it certainly cost nothing; `ours`: other calls of
    this provider are not touched by it; `retry_after`: seconds the server asked us to wait."""

    def __init__(
        self, message: str, *, passing: bool = False, free: bool = False, ours: bool = False,
        retry_after: float | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.passing = passing
        self.free = free
        self.ours = ours
        self.retry_after = retry_after


def fault_of(error: Exception, seconds: float) -> ModelFault | None:
    """None for an error that is not the model's.

    Called only after langchain-openai was imported, so openai costs nothing here.
    """
    import openai
    from pydantic import ValidationError

    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return ModelFault(f"it did not answer within {seconds:g} seconds", free=_never_sent(error))
    if isinstance(error, openai.APIStatusError):
        return _refused(error)
    if isinstance(error, openai.APIConnectionError):
        return ModelFault("it cannot be reached, or the connection broke off", free=_never_sent(error))
    if isinstance(error, openai.APIError):
        return ModelFault(f"it reported an error: {_short(error.message)}")
    if isinstance(error, json.JSONDecodeError | ValidationError | openai.OpenAIError):
        return ModelFault("its answer was not in the agreed form")
    return _transport(error)


def _refused(error: "openai.APIStatusError") -> ModelFault:
    """An answer that is an HTTP error costs nothing with any provider we know."""
    status, used_up = error.status_code, error.code == "insufficient_quota"
    return ModelFault(
        "its quota is used up" if used_up else _status(status),
        passing=status in PASSING and not used_up,
        free=True,
        ours=status in OUR_FAULT,
        retry_after=_seconds(error.response.headers.get("retry-after", "")),
    )


def _status(status: int) -> str:
    if status in AUTHENTICATION:
        return "it refused the key; an administrator has to enter the right one"
    if status == 404:
        return "no model of that name is known at that address"
    if status == 413:
        return "the conversation is too long for it"
    if 300 <= status < 400:
        return "it sends us on to another address, where a key must not follow; configure the final address"
    if status == 429:
        return "it is busy, or its quota is used up"
    if status >= 500:
        return f"its server failed (status {status})"
    return f"it refused the request (status {status})"


def _seconds(header: str) -> float | None:
    """Of a Retry-After header, in either of its forms."""
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _never_sent(error: BaseException) -> bool:
    """Whether no connection came about, so that the server knows nothing of the call."""
    causes = [error, error.__cause__, error.__context__]
    return any(type(each).__name__ in ("ConnectError", "ConnectTimeout", "PoolTimeout") for each in causes)


def _transport(error: Exception) -> ModelFault | None:
    """Errors of the HTTP library that the client lets through, and shapes it trips over."""
    if type(error).__module__.split(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2"):
        return ModelFault("the connection broke off")
    if isinstance(error, KeyError | TypeError | AttributeError | IndexError | ValueError):
        return ModelFault("its answer was not in the agreed form")
    return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:119] + "…"
