"""The words for what went wrong with a model."""

import json

AUTHENTICATION = {401, 403}


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


def _status(status: int) -> str:
    if status in AUTHENTICATION:
        return "it refused the key; check AGENTIC_MODEL_API_KEY"
    if status == 404:
        return "it is not known at that address; check AGENTIC_MODEL_NAME and AGENTIC_MODEL_BASE_URL"
    if status == 413:
        return "the conversation is too long for it"
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
