"""Doors speak only to the very server that opens them."""

import asyncio
from contextlib import suppress

import httpx
import pytest

from agent_core.settings import Settings
from gateway.doors import INSTANCE, own_address, reached
from tests.gateway.server import Server
from tests.support.loopback import Answer, loopback


@pytest.mark.parametrize(("host", "address"), [
    ("127.0.0.1", "http://127.0.0.1:9000"), ("0.0.0.0", "http://127.0.0.1:9000"), ("::", "http://[::1]:9000"),
])  # fmt: skip
def test_the_own_address_is_one_that_can_be_reached(host: str, address: str) -> None:
    assert own_address(Settings(_env_file=None, host=host, port=9000)) == address


async def test_another_server_on_the_port_is_told_nothing(server: Server) -> None:
    with loopback(lambda request: Answer(headers={INSTANCE: "another"})) as other:
        with suppress(TimeoutError):
            async with asyncio.timeout(0.4):
                await reached(other.url, "ours")
                pytest.fail("it took another server for ours")
        assert {(each.method, each.path) for each in other.seen} == {("GET", "/api/health")}
        assert all("authorization" not in each.headers for each in other.seen)


async def test_the_server_knows_itself(server: Server) -> None:
    async with httpx.AsyncClient() as http:
        instance = (await http.get(f"{server.url}/api/health")).headers[INSTANCE]
    async with asyncio.timeout(5):
        await reached(server.url, instance)
