"""What is asked before it is done, at the command line; the server is really running."""

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from agent_core.events import RunWaiting
from interfaces.cli.approving import answer_all
from interfaces.client import GatewayClient, ServerError, Session
from tests.gateway.server import errands_and_planner, serving, set_up, settings_for
from tests.support.planners import message, step

SHOUT = message(step("s1", "shout", risk="send", what="hello"))
CASES = {"y": "done", "?n": "refused", "": "refused", "a": "done"}  # what is typed, letter by letter, then the end


def test_the_answer_at_the_keyboard_decides(mongodb_uri: str, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, mongodb_uri, log_level="WARNING")
    with serving(settings, errands_and_planner()) as server:
        token = set_up(server).session["refresh_token"]
        asyncio.run(every_case(server.url, token))


async def every_case(url: str, token: str) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=20) as http:
        client = GatewayClient(http, Session(server=url, refresh_token=token))
        for typed, status in CASES.items():
            await one_case(client, typed, status)
        events = [each async for each in client.chat(SHOUT, conversation_id=None, interface="cli")]
        assert not isinstance(events[-1], RunWaiting)  # since "always" was said last


async def one_case(client: GatewayClient, typed: str, status: str) -> None:
    events = [each async for each in client.chat(SHOUT, conversation_id=None, interface="cli")]
    assert isinstance(events[-1], RunWaiting)
    side = io.StringIO()
    await answer_all(client, events[-1].approvals, keyboard(typed), side)
    assert "what: hello" in side.getvalue()
    assert "cannot be taken back" in side.getvalue()
    run_id = events[-1].approvals[0].run_id
    assert [each async for each in client.follow(run_id)]
    run = await client.request("GET", f"/api/runs/{run_id}")
    assert (run["results"][0]["status"], run["approvals"][0]["decided_by"]) == (status, "cli")
    with pytest.raises(ServerError, match="answered before"):
        await answer_all(client, events[-1].approvals, keyboard("y"), side)


def keyboard(typed: str) -> Callable[[str], str]:
    letters = list(typed)

    def ask(prompt: str) -> str:
        if not letters:
            raise EOFError
        return letters.pop(0)

    return ask
