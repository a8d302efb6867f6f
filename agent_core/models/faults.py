"""The words for what went wrong with a model."""

import json

AUTHENTICATION = {401, 403}
OF_THE_REQUEST = {400, 404, 413, 422}  # the server works: another request, or another model, may fare better


def reason(error: Exception, seconds: float) -> str | None:
    """Completes "the model is not available: …"; None for an error that is not the model's.

    Called only after langchain-openai was imported, so openai costs nothing here.
    """
    import openai
    from pydantic import ValidationError

    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return f"it did not answer within {seconds:g} seconds"
    if isinstance(error, openai.APIStatusError):
        return _status(error.status_code)
    if isinstance(error, openai.APIConnectionError):
        return "it cannot be reached, or the connection broke off"
    if isinstance(error, openai.APIError):
        return f"it reported an error: {_short(error.message)}"
    if isinstance(error, json.JSONDecodeError | ValidationError | openai.OpenAIError):
        return "its answer was not in the agreed form"
    return _transport(error)


def of_the_request(error: Exception) -> bool:
    """Whether the server works and only this request was none for it."""
    import openai

    return isinstance(error, openai.APIStatusError) and error.status_code in OF_THE_REQUEST


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


def _transport(error: Exception) -> str | None:
    """Errors of the HTTP library that the client lets through, and shapes it trips over."""
    if type(error).__module__.split(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2"):
        return "the connection broke off"
    if isinstance(error, KeyError | TypeError | AttributeError | IndexError | ValueError):
        return "its answer was not in the agreed form"
    return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:119] + "…"
