"""The open connections to providers: kept from call to call, closed when nobody speaks on them any more."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing, contextmanager

import structlog
from pydantic import SecretStr

from agent_core.agents.schemas import Provider
from agent_core.errors import ModelUnavailable
from agent_core.models.breaker import Breaker, GuardedModel
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool
from agent_core.models.provider import OpenAIChat
from agent_core.storage.vault import Unreadable

log = structlog.get_logger(__name__)
UNREADABLE = "its key cannot be decrypted any more; an administrator has to enter it again"


class Line:
    """One provider as it is configured: its breaker, and a client for each of its models."""

    def __init__(self, provider: Provider, key: SecretStr | None, seconds: float, *, fault: str = "") -> None:
        self.provider = provider
        self.breaker = Breaker()
        self.fault = fault  # why it cannot be used at all
        self._key = key
        self._seconds = seconds
        self._clients: dict[str, OpenAIChat] = {}
        self._calls = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def down(self) -> bool:
        return bool(self.fault) or self.breaker.state == "open"

    def client(self, model: str) -> OpenAIChat:
        if model not in self._clients:
            self._clients[model] = OpenAIChat(
                base_url=self.provider.base_url, name=model, api_key=self._key, seconds=self._seconds
            )
        return self._clients[model]

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keeps the clients open until the block ends."""
        self._calls += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._calls -= 1
            if not self._calls:
                self._quiet.set()

    async def close(self) -> None:
        """Drop the connections once no call runs. A client that was never called has none."""
        await self._quiet.wait()
        for client in self._clients.values():
            await client.close()


class Lines:
    """One line for each provider that is switched on. `key` may raise Unreadable."""

    def __init__(self, key: Callable[[Provider], SecretStr | None], seconds: float) -> None:
        self._key = key
        self._seconds = seconds
        self._lines: dict[str, Line] = {}
        self._ending: set[asyncio.Task[None]] = set()

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines.values())

    def line(self, provider_id: str) -> Line | None:
        return self._lines.get(provider_id)

    def follow(self, providers: Iterable[Provider]) -> None:
        """Have a line for each of these that is on; those whose address or key changed get a new one."""
        wanted = {each.id: each for each in providers if each.enabled}
        for provider_id, line in list(self._lines.items()):
            if provider_id in wanted and _same(line.provider, wanted[provider_id]):
                line.provider = wanted[provider_id]
            else:
                self._end(self._lines.pop(provider_id))
        for provider in wanted.values():
            if provider.id not in self._lines:
                self._lines[provider.id] = self._opened(provider)

    def _opened(self, provider: Provider) -> Line:
        try:
            return Line(provider, self._key(provider), self._seconds)
        except Unreadable:
            log.error("provider.key_unreadable", provider=provider.id)
            return Line(provider, None, self._seconds, fault=UNREADABLE)

    def _end(self, line: Line) -> None:
        ending = asyncio.create_task(line.close(), name=f"end of provider {line.provider.id}")
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        """Called when no turn runs any more."""
        self.follow(())
        await asyncio.gather(*self._ending, return_exceptions=True)


class ProviderModel:
    """A ChatModel that is looked for when it is called, so that a turn in progress meets what is configured now."""

    def __init__(self, lines: Lines, provider_id: str, name: str) -> None:
        self._lines = lines
        self._provider_id = provider_id
        self.name = name

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        line = self._line()
        with line.in_use():
            guarded: ChatModel = GuardedModel(line.client(self.name), line.breaker)
            async with aclosing(guarded.stream(messages, tools, max_tokens=max_tokens)) as stream:
                async for chunk in stream:
                    yield chunk

    def check(self) -> None:
        """Raises ModelUnavailable when a call would not go out."""
        self._line().breaker.check()

    def _line(self) -> Line:
        line = self._lines.line(self._provider_id)
        if line is None:
            raise ModelUnavailable("its provider was removed or switched off")
        if line.fault:
            raise ModelUnavailable(line.fault)
        return line


def _same(one: Provider, other: Provider) -> bool:
    return (one.base_url, one.sealed_key) == (other.base_url, other.sealed_key)
