"""The core with the built-in planner and the real embedder, over the real embedded database."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from agent_core.assistant import Assistant, Incoming
from agent_core.compose import open_core
from agent_core.contract import Call, CapabilityPackage, Embedder, Result, Risk, capability
from agent_core.memory.facts import Facts
from agent_core.memory.recall import Recall
from agent_core.minds import Minds, OneMind
from agent_core.models.embedding import load_embedder
from agent_core.registry import Registry
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.storage.database import Database
from capabilities.planner import Planner


class Question(BaseModel):
    question: str


class Shelf(CapabilityPackage):
    name = "shelf"
    description = "Gets the questions that nobody else claims, as the documents do."

    @capability(risk=Risk.READ, answers_questions=True)
    async def answer(self, call: Call, asked: Question) -> Result:
        """Answer a question from the shelf."""
        return Result(text="Nothing on the shelf says it.")


@dataclass
class Home:
    assistant: Assistant
    database: Database
    facts: Facts
    recall: Recall
    conversation_id: str | None = None

    async def say(self, text: str, *, user_id: str = "ana", audience: str = "", fresh: bool = False) -> Run:
        """In one conversation, or in a new one."""
        where = None if fresh else self.conversation_id
        message = Incoming(
            user_id=user_id, text=text, zone="Europe/Madrid", interface="web", conversation_id=where,
            audience=audience,
        )  # fmt: skip
        run = await self.assistant.accept(message)
        self.conversation_id = run.conversation_id
        return await self.assistant.result(run.id, user_id)

    async def told(self, text: str, **more: object) -> str:
        run = await self.say(text, **more)  # type: ignore[arg-type]  # keywords of a test
        assert run.answer is not None, run.error
        assert run.spent.calls == 0
        return run.answer.text


Enter = Callable[..., AbstractAsyncContextManager[Home]]


@pytest.fixture(scope="session")
def embedder() -> Iterator[Embedder]:
    made = load_embedder(Settings())
    yield made
    made.close()


@pytest.fixture
def enter(database: Database, tmp_path: Path, embedder: Embedder) -> Enter:
    @asynccontextmanager
    async def entered(minds: Minds | None = None, **settings: Any) -> AsyncIterator[Home]:
        registry = Registry()
        registry.register(Planner())
        registry.register(Shelf())
        facts = Facts(database.collection("facts"))
        async with open_core(
            Settings(data_dir=tmp_path, **settings), database, registry, embedder, minds or OneMind()
        ) as core:
            yield Home(core.assistant, database, facts, Recall(facts, embedder))

    return entered


@pytest.fixture
async def home(enter: Enter) -> AsyncIterator[Home]:
    async with enter() as opened:
        yield opened
