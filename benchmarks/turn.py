"""One turn end to end, over HTTP against the real server: `uv run python -m benchmarks.turn --json`.

command_p50_ms, command_p95_ms    a reminder set by the built-in planner: from sending the request to its last event
first_token_added_p50_ms, _p95_ms from the first token that a (scripted) model sends to the first token that we send on
db_writes_plain                   inserts, updates and deletes of the database for one plain answer, also behind it

The database is the embedded one; it runs under this process only so that its counters can be read.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from pymongo import AsyncMongoClient

from agent_core.spending.behind import SECONDS
from agent_core.storage.embedded import EmbeddedDatabase
from benchmarks.report import percentile, progress, result
from tests.support.openai_server import OpenAIServer, Reply, says
from tests.support.server import Server

WARM_UP = 10


@asynccontextmanager
async def running(
    folder: Path, name: str, uri: str, **environment: str
) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    """A server on an empty database, and a signed-in client; the name of the database."""
    server = Server(folder / name, AGENTIC_MONGODB_URI=uri, AGENTIC_MONGODB_DATABASE=name, **environment)
    await asyncio.to_thread(server.start)
    token = await asyncio.to_thread(server.set_up)
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
    try:
        async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=60) as client:
            yield client, name
    finally:
        await asyncio.to_thread(server.stop)


async def turn(client: httpx.AsyncClient, message: str) -> tuple[float, float]:
    """`perf_counter` of the first token and of the last event."""
    first = 0.0
    async with client.stream("POST", "/api/chat", json={"message": message}) as response:
        response.raise_for_status()
        async for line in response.aiter_lines():
            if not first and line == "event: token":
                first = time.perf_counter()
    return first, time.perf_counter()


async def commands(client: httpx.AsyncClient, number: int) -> list[float]:
    """Milliseconds of each turn that sets a reminder."""
    taken = []
    for each in range(number + WARM_UP):
        began = time.perf_counter()
        _, ended = await turn(client, f"remind me tomorrow at 9 to call person {each}")
        taken.append(1000 * (ended - began))
    found = await client.get("/api/reminders?limit=200", headers={"Accept": "application/json"})
    assert found.json()["total"] == number + WARM_UP, "every one of them must really have been set"
    return taken[WARM_UP:]


async def first_tokens(client: httpx.AsyncClient, model: OpenAIServer, number: int) -> list[float]:
    """Milliseconds between the model's first token and ours."""
    added = []
    for each in range(number + WARM_UP):
        first, _ = await turn(client, f"Tell me a story about the number {each}, please.")
        added.append(1000 * (first - model.first_sent_at[-1]))
    assert len(model.first_sent_at) == number + WARM_UP, "a plain answer takes one call"
    return added[WARM_UP:]


async def writes(database: AsyncMongoClient[dict[str, object]]) -> int:
    counters = (await database.admin.command("serverStatus"))["opcounters"]
    return int(counters["insert"] + counters["update"] + counters["delete"])


async def plain_writes(client: httpx.AsyncClient, uri: str, number: int = 20) -> float:
    """Writes of one plain turn in a conversation that has begun."""
    headers = {"Accept": "application/json"}
    begun = await client.post("/api/chat", json={"message": "Tell me a story."}, headers=headers)
    body = {"message": "And another.", "conversation_id": begun.json()["conversation_id"]}
    async with AsyncMongoClient[dict[str, object]](uri) as database:
        before = await writes(database)
        for _ in range(number):
            (await client.post("/api/chat", json=body, headers=headers)).raise_for_status()
        await asyncio.sleep(3 * SECONDS)  # what is written behind counts, too
        return (await writes(database) - before) / number


def story(_: dict[str, object]) -> Reply:
    return says("Once", " upon", " a", " time", ".", delay=0.005)


async def measure(number: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name, OpenAIServer(story) as model:
        folder = Path(name)
        async with EmbeddedDatabase(folder / "database") as uri:
            async with running(folder, "local", uri) as (client, _):
                taken = await commands(client, number)
                progress(f"{number} commands done")
            settings = {"AGENTIC_MODEL_BASE_URL": model.url, "AGENTIC_MODEL_NAME": "scripted"}
            async with running(folder, "model", uri, **settings) as (client, _):
                added = await first_tokens(client, model, number)
                progress(f"{number} plain answers done")
                written = await plain_writes(client, uri)
    return {
        "command_p50_ms": round(percentile(taken, 0.5), 1),
        "command_p95_ms": round(percentile(taken, 0.95), 1),
        "first_token_added_p50_ms": round(percentile(added, 0.5), 1),
        "first_token_added_p95_ms": round(percentile(added, 0.95), 1),
        "db_writes_plain": written,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="for symmetry: the output always is JSON")
    parser.add_argument("--turns", type=int, default=100)
    result(asyncio.run(measure(parser.parse_args().turns)))


if __name__ == "__main__":
    main()
