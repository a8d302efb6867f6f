"""Does a provider work? Asks it for its models, and a model for a word; what is wrong is said in a sentence.

Nothing of what a server says is passed on but names of models, so that an address inside the network tells nothing.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import aclosing
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from agent_core.agents.schemas import Provider, ProviderCheck
from agent_core.errors import ModelUnavailable
from agent_core.models.port import ChatMessage
from agent_core.models.provider import OpenAIChat
from agent_core.storage.vault import Unreadable

KeyOf = Callable[[Provider], SecretStr | None]
SECONDS = 20.0  # for each of the two questions
LONGEST_LIST = 8_000_000  # bytes
MOST_MODELS, LONGEST_NAME = 1000, 200
QUESTION = [ChatMessage(role="user", content="Answer with one word: yes")]
UNREADABLE = "Its key cannot be decrypted any more: enter it again."
FOREIGN = "What answers there is not OpenAI-compatible. Such an address usually ends with /v1."


class Failed(Exception):
    """The message says what does not work."""


class _Listed(BaseModel):
    id: str


class _List(BaseModel):
    data: list[_Listed]


async def check_provider(
    provider: Provider, key_of: KeyOf, model: str | None = None, *, seconds: float = SECONDS
) -> ProviderCheck:
    """A `model` that is named is asked; else the list is enough, where it cannot be had without the right key."""
    began = time.perf_counter()
    names: list[str] = []
    error: str | None = None
    try:
        key = key_of(provider)
    except Unreadable:
        return ProviderCheck(ok=False, seconds=0, error=UNREADABLE)
    try:
        names = await _names(provider, key, seconds)
    except Failed as failed:
        error = str(failed)
    if asked := model or _one_to_ask(provider, error):
        error = await _fault_of(provider, key, asked, seconds)  # a server without a list may answer all the same
    return ProviderCheck(ok=error is None, seconds=round(time.perf_counter() - began, 3), models=names, error=error)


def _one_to_ask(provider: Provider, error: str | None) -> str | None:
    """OpenRouter shows its list to everybody."""
    if provider.kind == "openrouter" and provider.models and error is None:
        return provider.models[0].name
    return None


async def _names(provider: Provider, key: SecretStr | None, seconds: float) -> list[str]:
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    try:
        async with asyncio.timeout(seconds), httpx.AsyncClient(follow_redirects=False, timeout=seconds) as http:
            status, body = await _read(http, f"{provider.base_url}/models", headers)
    except (TimeoutError, httpx.TimeoutException):
        raise Failed(f"It did not answer within {seconds:g} seconds.") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Failed(_unreached(error, provider.base_url)) from None
    if fault := _refusal(status, has_key=key is not None):
        raise Failed(fault)
    try:
        listed = _List.model_validate_json(body)
    except ValidationError:
        raise Failed(FOREIGN) from None
    return sorted(each.id[:LONGEST_NAME] for each in listed.data)[:MOST_MODELS]


async def _read(http: httpx.AsyncClient, url: str, headers: dict[str, str]) -> tuple[int, bytes]:
    body = bytearray()
    async with http.stream("GET", url, headers=headers) as answer:
        async for piece in answer.aiter_bytes():
            body += piece
            if len(body) > LONGEST_LIST:
                raise Failed(FOREIGN)
        return answer.status_code, bytes(body)


def _refusal(status: int, *, has_key: bool) -> str | None:
    if status == 200:
        return None
    if status in (401, 403):
        return "It refused the key: enter the right one." if has_key else "It wants a key: enter one."
    if 300 <= status < 400:
        return "It sends us on to another address, where a key must not follow: enter the final address."
    if status == 404:
        return "There is no list of models at that address. It usually ends with /v1."
    if status == 429:
        return "It is busy, or its quota is used up."
    if status >= 500:
        return f"Its server failed (status {status})."
    return FOREIGN


def _unreached(error: Exception, url: str) -> str:
    host = urlsplit(url).hostname
    causes = list(_causes(error))
    if any(isinstance(each, socket.gaierror) for each in causes):
        return f"The host {host} is not known: check the address."
    if any(isinstance(each, ssl.SSLError) for each in causes):
        return f"The certificate of {host} is not accepted, or it does not speak https."
    if isinstance(error, httpx.ConnectError):
        return f"Nothing answers at {urlsplit(url).netloc}: is it running, and is the address right?"
    if isinstance(error, httpx.RemoteProtocolError | httpx.DecodingError):
        return FOREIGN
    return "The connection broke off."


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


async def _fault_of(provider: Provider, key: SecretStr | None, model: str, seconds: float) -> str | None:
    """What is wrong with the model; None when it says something."""
    chat = OpenAIChat(base_url=provider.base_url, name=model, api_key=key, seconds=seconds)
    try:
        await chat.load()
        async with aclosing(chat.stream(QUESTION)) as stream:
            async for chunk in stream:
                if chunk.text.strip() or chunk.usage:
                    return None  # it speaks; the rest need not be paid for
    except ModelUnavailable as error:
        return f"{model}: {error.message}."
    finally:
        await chat.close()
    return f"{model}: it gave an empty answer."
