"""Many turns at once against a cap: it is never exceeded by one token, in one process or in two.

The model is a scripted server that keeps the bill itself: what it read and wrote, in tokens of its own.
"""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from agent_core.agents.opening import open_minds
from agent_core.assistant import Assistant
from agent_core.compose import open_core
from agent_core.ids import new_id
from agent_core.registry import Registry
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.spending.limits import EVERYONE, PERSON, Limit, Limits
from agent_core.spending.meter import Budget
from agent_core.spending.parts import Spending
from agent_core.spending.prices import Usage
from agent_core.spending.report import Reports
from agent_core.spending.scopes import Account
from agent_core.spending.store import Amount, Counters, committed
from agent_core.storage.database import Database
from tests.agent_core.conftest import NoEmbedder, said
from tests.support.errands import Errands
from tests.support.openai_server import OpenAIServer, Reply, ended, event
from tests.support.planners import LiteralPlanner
from tests.support.server import Server

TURNS, WAVES = 50, 2
LONGEST = 300  # tokens of an answer


@dataclass
class Bill:
    """A model server's own count; a token is four bytes of what it reads, and it sends twenty at once."""

    total: int = 0
    calls: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def __call__(self, asked: dict[str, Any]) -> Reply:
        read = len(json.dumps([asked["messages"], asked.get("tools")], ensure_ascii=False).encode()) // 4
        written = min(self.chance.randint(20, 2 * LONGEST), asked["max_tokens"])
        self.total += read + written
        self.calls += 1
        usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
        pieces = [event({"content": "word " * 20})] * (written // 20)
        return Reply(events=[*pieces, *ended("stop", usage)], head=self.chance.uniform(0, 0.1))


class CheckThenAdd(Counters):
    """The control: looks whether there is room, and adds what was used when the answer has ended."""

    async def take(self, accounts: Sequence[Account], limits: Mapping[str, Limit], amount: Amount) -> bool:
        found = await self.read([each.id for each in accounts])
        for each in accounts:
            cap = limits[each.scope].tokens_per_day
            if cap is not None and committed(found.get(each.id)).tokens + amount.tokens > cap:
                return False
        unlimited = {scope: Limit(scope=scope) for scope in limits}
        return await super().take(accounts, unlimited, Amount(0, 0))

    async def settle(
        self, accounts: Sequence[Account], excess: Amount, usage: Usage, micros: int, names: Mapping[str, str]
    ) -> None:
        await super().settle(accounts, Amount(-usage.total, -micros), usage, micros, names)


@dataclass
class Race:
    assistant: Assistant
    database: Database
    highest: int = 0  # of the counter that the cap is on, at any moment that was looked at

    async def wave(self, people: Sequence[str]) -> list[Run]:
        """A turn of each at the same time, each in a conversation of its own."""
        return await asyncio.gather(*(self._turn(person) for person in people))

    async def _turn(self, person: str) -> Run:
        run = await self.assistant.accept(said("tell me a story", user_id=person))
        return await self.assistant.result(run.id, person)

    async def watch(self, scope: str) -> None:
        counters = self.database.collection("budgets")
        while True:
            async for each in counters.find({"_id": {"$regex": rf"\|{scope}$"}}):
                self.highest = max(self.highest, each["tokens"])
            await asyncio.sleep(0.002)


@asynccontextmanager
async def racing(database: Database, folder: Path, model: OpenAIServer, counters: Counters) -> AsyncIterator[Race]:
    settings = Settings(
        _env_file=None, data_dir=folder, model_base_url=model.url, model_name="m", model_max_output_tokens=LONGEST
    )
    limits = Limits(database.collection("limits"))
    budget = Budget(counters, database.collection("usage"), limits)
    spending = Spending(budget=budget, limits=limits, reports=Reports(counters, limits))
    registry = Registry()
    registry.register(Errands())
    async with (
        open_minds(settings, database, spending=spending) as minds,
        open_core(settings, database, registry, NoEmbedder(), minds, local=LiteralPlanner(confident=False)) as core,
    ):
        yield Race(core.assistant, database)


def refused(runs: Sequence[Run]) -> list[str]:
    """What the refused were told; all the others were answered by the model."""
    answers = [run.answer for run in runs]
    assert all(answer is not None for answer in answers)
    return [answer.notice for answer in answers if answer and answer.source == "local"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scope", "counted", "people", "why"),
    [
        (PERSON, "user:ana", ["ana"] * TURNS, "Your budget for today (30,000 tokens) is used up: "),
        (
            EVERYONE,
            "everyone",
            [f"person{number}" for number in range(TURNS)],
            "The budget that everyone here shares for today (30,000 tokens) is used up. It renews at 00:00 UTC.",
        ),
    ],
    ids=["of one person", "of everyone"],
)
async def test_a_cap_is_never_exceeded_by_turns_at_once(
    database: Database, tmp_path: Path, scope: str, counted: str, people: list[str], why: str
) -> None:
    cap, bill = 30_000, Bill()
    await Limits(database.collection("limits")).put(Limit(scope=scope, tokens_per_day=cap))
    with OpenAIServer(bill) as model:
        async with racing(database, tmp_path, model, Counters(database.collection("budgets"))) as race:
            watching = asyncio.create_task(race.watch(counted))
            waves = [await race.wave(people) for _ in range(WAVES)]
            watching.cancel()
    notices = [notice for runs in waves for notice in refused(runs)]
    assert bill.calls == WAVES * TURNS - len(notices)
    assert 0 < race.highest <= cap
    assert cap * 0.3 < bill.total <= cap
    assert len(notices) >= TURNS // 2
    assert all(why in notice for notice in notices)
    assert all("It renews at 00:00 " + ("Europe/Madrid" if scope == PERSON else "UTC") in each for each in notices)


@pytest.mark.slow
async def test_without_an_atomic_reservation_it_is_exceeded(database: Database, tmp_path: Path) -> None:
    cap, bill = 30_000, Bill()
    await Limits(database.collection("limits")).put(Limit(scope=PERSON, tokens_per_day=cap))
    with OpenAIServer(bill) as model:
        async with racing(database, tmp_path, model, CheckThenAdd(database.collection("budgets"))) as race:
            await race.wave(["ana"] * TURNS)
    assert bill.total > cap


@pytest.fixture
def two_servers(mongodb_uri: str, tmp_path: Path) -> Iterator[tuple[Server, Server, Bill]]:
    """Two processes of the real server over one database, and the bill of their model."""
    bill = Bill()
    with OpenAIServer(bill) as model:
        shared = {
            "AGENTIC_MONGODB_URI": mongodb_uri,
            "AGENTIC_MONGODB_DATABASE": f"race_{new_id()}",
            "AGENTIC_JWT_SECRET": "a secret of both that is long enough",
            "AGENTIC_MODEL_BASE_URL": model.url,
            "AGENTIC_MODEL_NAME": "m",
            "AGENTIC_MODEL_MAX_OUTPUT_TOKENS": str(LONGEST),
            "AGENTIC_DAILY_TOKENS": "150000",
        }
        with Server(tmp_path / "one", **shared) as one, Server(tmp_path / "two", **shared) as two:
            yield one, two, bill


@pytest.mark.faults
def test_two_processes_share_the_cap(two_servers: tuple[Server, Server, Bill]) -> None:
    one, two, bill = two_servers
    token = one.set_up()

    def turn(number: int) -> dict[str, Any]:
        asked = {"message": f"please tell me a story about the number {number}"}
        answer: dict[str, Any] = (one, two)[number % 2].request(token, "POST", "/api/chat", asked)
        return answer

    with ThreadPoolExecutor(TURNS) as pool:
        runs = list(pool.map(turn, range(TURNS)))
    told = [run["answer"]["notice"] for run in runs if run["answer"]["source"] == "local"]
    assert 0 < bill.total <= 150_000
    assert bill.calls == TURNS - len(told)
    assert told
    assert all("Your budget for today (150,000 tokens) is used up" in each for each in told)
    today = one.request(token, "GET", "/api/usage")["today"]
    assert today["tokens"] == bill.total
    assert today["calls"] == bill.calls
    assert httpx.get(f"{two.url}/api/health", timeout=5).is_success
