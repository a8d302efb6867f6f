"""OpenAIChat against a real HTTP server with OpenAI's protocol."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager

import pytest
from pydantic import SecretStr

from agent_core.errors import ModelUnavailable
from agent_core.models.port import ChatMessage, Chunk, Tool, ToolCall, Usage
from agent_core.models.provider import OpenAIChat, configured
from agent_core.settings import Settings
from tests.support.openai_server import (
    OpenAIServer,
    Reply,
    calls,
    drops,
    fails,
    hangs,
    malformed,
    says,
    stops_short,
    wrong_form,
)
from tests.support.server import free_port

ASK = [ChatMessage(role="user", content="Hi")]
TOOL = Tool(name="make_plan", description="Plan.", parameters={"type": "object", "properties": {"a": {}}})


@asynccontextmanager
async def chat(url: str, seconds: float = 20) -> AsyncIterator[OpenAIChat]:
    model = OpenAIChat(base_url=url, name="scripted", api_key=SecretStr("sk-test"), seconds=seconds)
    await model.load()
    try:
        yield model
    finally:
        await model.close()


async def heard(url: str, seconds: float = 20, tools: Sequence[Tool] = ()) -> list[Chunk]:
    async with chat(url, seconds) as model:
        return [chunk async for chunk in model.stream(ASK, tools)]


async def test_text_comes_in_the_pieces_sent_with_the_usage_at_the_end() -> None:
    with OpenAIServer([says("Good ", "morning", "!")]) as server:
        chunks = await heard(server.url)
    assert [chunk.text for chunk in chunks if chunk.text] == ["Good ", "morning", "!"]
    assert [chunk.usage for chunk in chunks if chunk.usage] == [Usage(input=11, output=7)]


async def test_the_first_piece_is_there_before_the_server_sends_the_second() -> None:
    gate = threading.Event()
    with OpenAIServer([says("first", "second", gate=gate)]) as server:
        async with chat(server.url) as model, aclosing(model.stream(ASK)) as stream:
            assert (await anext(stream)).text == "first"
            gate.set()
            assert "second" in [chunk.text async for chunk in stream]


async def test_what_is_sent_is_the_conversation_with_tools_key_and_usage_asked_for() -> None:
    messages = [
        ChatMessage(role="system", content="Be kind."),
        ChatMessage(role="assistant", content="", tool_calls=[ToolCall(id="c1", name="make_plan", arguments="{}")]),
        ChatMessage(role="tool", content="wrong", tool_call_id="c1"),
    ]
    with OpenAIServer([says("Yes")]) as server:
        async with chat(server.url) as model:
            assert [chunk async for chunk in model.stream(messages, [TOOL])]
    sent = server.requests[0]
    assert [message["role"] for message in sent["messages"]] == ["system", "assistant", "tool"]
    assert sent["messages"][1]["tool_calls"][0]["function"] == {"name": "make_plan", "arguments": "{}"}
    assert sent["messages"][2]["tool_call_id"] == "c1"
    assert sent["tools"][0]["function"]["name"] == "make_plan"
    assert sent["stream_options"] == {"include_usage": True}
    assert server.keys == ["bearer sk-test"]


async def test_a_tool_call_comes_in_pieces_that_join_to_its_json() -> None:
    with OpenAIServer([calls("make_plan", {"steps": [1, 2, 3, 4, 5, 6, 7]})]) as server:
        chunks = await heard(server.url, tools=[TOOL])
    deltas = [delta for chunk in chunks for delta in chunk.tool_calls]
    assert deltas[0].name == "make_plan"
    assert "".join(delta.arguments for delta in deltas) == '{"steps": [1, 2, 3, 4, 5, 6, 7]}'


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (fails(401), "it refused the key"),
        (fails(403), "it refused the key"),
        (fails(404), "no model of that name"),
        (fails(422), "it refused the request (status 422)"),
        (fails(307), "it sends us on to another address"),
        (fails(429), "it is busy"),
        (fails(500), "its server failed (status 500)"),
        (fails(529), "its server failed (status 529)"),
        (drops("Hel", "lo"), "the connection broke off"),
        (drops("Hel"), "the connection broke off"),
        (stops_short("Hel"), "its answer broke off"),
        (hangs(), "did not answer within 0.5 seconds"),
        (hangs("Hel"), "did not answer within 0.5 seconds"),
        (malformed(), "not in the agreed form"),
        (wrong_form(), "not in the agreed form"),
        (Reply(events=['{"error": {"message": "model overloaded"}}']), "it reported an error: model overloaded"),
    ],
)
async def test_each_failure_has_its_reason_and_is_not_repeated(reply: Reply, said: str) -> None:
    with OpenAIServer([reply]) as server, pytest.raises(ModelUnavailable) as caught:
        await heard(server.url, seconds=0.5)
    assert said in caught.value.message
    assert len(server.requests) == 1


async def test_nobody_listening_is_told_at_once() -> None:
    began = asyncio.get_running_loop().time()
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        await heard(f"http://127.0.0.1:{free_port()}/v1")
    assert asyncio.get_running_loop().time() - began < 10


async def test_a_reason_never_shows_the_key() -> None:
    with OpenAIServer([fails(401)]) as server, pytest.raises(ModelUnavailable) as caught:
        await heard(server.url)
    assert "sk-test" not in caught.value.message


async def test_who_stops_listening_leaves_the_connection_usable() -> None:
    with OpenAIServer([hangs("one"), says("two")]) as server:
        async with chat(server.url) as model:
            async with aclosing(model.stream(ASK)) as stream:
                assert (await anext(stream)).text == "one"
            assert "two" in [chunk.text async for chunk in model.stream(ASK)]


def test_without_a_model_in_the_settings_there_is_none() -> None:
    assert configured(Settings(_env_file=None, model_base_url=None, model_name=None)) is None
    found = configured(Settings(_env_file=None, model_base_url="http://localhost:1/v1", model_name="small"))
    assert found is not None
    assert found.name == "small"
