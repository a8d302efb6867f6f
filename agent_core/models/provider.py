"""Any server that speaks OpenAI's chat protocol, through langchain-openai."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from pydantic import SecretStr

from agent_core.models.faults import ModelFault, fault_of
from agent_core.models.port import ChatMessage, Chunk, Tool, ToolCallDelta, Usage
from agent_core.settings import Settings

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_openai import ChatOpenAI

CONNECT_SECONDS = 5.0
NO_KEY = "none"  # servers on one's own machine want no key, the client wants a string


class OpenAIChat:
    """Fills the port ChatModel. The library is imported at the first call, in a thread: that takes seconds."""

    def __init__(self, *, base_url: str, name: str, api_key: SecretStr | None, seconds: float) -> None:
        self._base_url = base_url
        self._name = name
        self._api_key = api_key or SecretStr(NO_KEY)
        self._seconds = seconds  # for a whole answer
        self._client: ChatOpenAI | None = None
        self._loading = asyncio.Lock()

    @property
    def name(self) -> str:
        return self._name

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        finished = False
        client = await self.load()  # seconds, once, which the server is not to blame for
        deadline = asyncio.get_running_loop().time() + self._seconds
        asked = _converted(messages)
        async with self._faults():
            stream = cast(
                "AsyncGenerator[AIMessageChunk, None]", client.astream(asked, **self._binding(tools, max_tokens))
            )
            async with aclosing(stream):
                while (piece := await _next(stream, deadline)) is not None:
                    finished = finished or bool(piece.response_metadata.get("finish_reason"))
                    yield _chunk(piece)
        if not finished:
            raise ModelFault("its answer broke off")

    @asynccontextmanager
    async def _faults(self) -> AsyncIterator[None]:
        """What went wrong, in words; what is no fault of the model passes."""
        try:
            yield
        except Exception as error:
            if fault := fault_of(error, self._seconds):
                raise fault from error
            raise

    def _binding(self, tools: Sequence[Tool], max_tokens: int | None) -> dict[str, Any]:
        """OpenAI renamed max_tokens, which the library follows; most other servers know the old name only."""
        bound: dict[str, Any] = {"tools": _functions(tools)} if tools else {}
        if max_tokens is not None:
            renamed = (urlsplit(self._base_url).hostname or "").endswith("openai.com")
            bound |= {"max_tokens": max_tokens} if renamed else {"extra_body": {"max_tokens": max_tokens}}
        return bound

    async def load(self) -> "ChatOpenAI":
        """The client; call it ahead to have the first message not wait for the import."""
        async with self._loading:
            if self._client is None:
                self._client = await asyncio.to_thread(self._make)
            return self._client

    async def close(self) -> None:
        """Drop the connections."""
        if self._client is not None:
            await self._client.root_async_client.close()
            self._client = None

    def _make(self) -> "ChatOpenAI":
        from langchain_openai import ChatOpenAI
        from openai import DefaultAsyncHttpxClient

        return ChatOpenAI(
            model=self._name,
            base_url=self._base_url,
            api_key=self._api_key,
            timeout=self._timeout(),
            http_async_client=DefaultAsyncHttpxClient(  # ours to close; a redirect would take the key elsewhere
                timeout=self._timeout(), follow_redirects=False
            ),
            max_retries=0,  # whoever calls decides about another try; two who do multiply
            stream_usage=True,
            stream_chunk_timeout=None,  # the deadline holds
            use_responses_api=False,
        )

    def _timeout(self) -> Any:
        from openai import Timeout

        return Timeout(self._seconds, connect=min(CONNECT_SECONDS, self._seconds))


def configured(settings: Settings) -> OpenAIChat | None:
    """The model of the settings; None where none is named."""
    if settings.model_name is None or settings.model_base_url is None:
        return None
    return OpenAIChat(
        base_url=settings.model_base_url,
        name=settings.model_name,
        api_key=settings.model_api_key,
        seconds=settings.model_timeout_seconds,
    )


async def _next(stream: "AsyncGenerator[AIMessageChunk, None]", deadline: float) -> "AIMessageChunk | None":
    async with asyncio.timeout_at(deadline):
        return await anext(stream, None)


def _converted(messages: Sequence[ChatMessage]) -> "list[BaseMessage]":
    from langchain_core.messages import convert_to_messages

    return convert_to_messages([_message(message) for message in messages])


def _message(message: ChatMessage) -> dict[str, Any]:
    body: dict[str, Any] = {"role": message.role, "content": _content(message)}
    if message.tool_calls:
        body["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.tool_calls
        ]
    if message.tool_call_id:
        body["tool_call_id"] = message.tool_call_id
    return body


def _content(message: ChatMessage) -> str | list[dict[str, Any]]:
    """Words alone are sent as words: not every server takes parts."""
    if not message.jpegs:
        return message.content
    addresses = [f"data:image/jpeg;base64,{b64encode(jpeg).decode()}" for jpeg in message.jpegs]
    pictures = [{"type": "image_url", "image_url": {"url": address}} for address in addresses]
    return [{"type": "text", "text": message.content}, *pictures]


def _functions(tools: Sequence[Tool]) -> list[dict[str, Any]]:
    functions = [{"name": t.name, "description": t.description, "parameters": t.parameters} for t in tools]
    return [{"type": "function", "function": function} for function in functions]


def _chunk(piece: "AIMessageChunk") -> Chunk:
    calls = [
        ToolCallDelta(
            index=call["index"] or 0, id=call["id"] or "", name=call["name"] or "", arguments=call["args"] or ""
        )
        for call in piece.tool_call_chunks
    ]
    used = piece.usage_metadata
    usage = Usage(input=used["input_tokens"], output=used["output_tokens"]) if used else None
    finish = str(piece.response_metadata.get("finish_reason") or "")
    return Chunk(text=str(piece.text), tool_calls=calls, usage=usage, finish=finish)
