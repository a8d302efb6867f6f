"""When a model is asked although the built-in planner has a plan, and when not: over real HTTP, counted in calls."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from agent_core.agents.opening import open_minds
from agent_core.compose import open_core
from agent_core.contract import Call, CapabilityPackage, Citation, Origin, Result, Risk, capability
from agent_core.errors import CapabilityFailed
from agent_core.planning.port import Analysis, Clause, Decision, Emit, OpenQuestion, Request
from agent_core.registry import Registry
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.storage.database import Database
from tests.agent_core.conftest import NoEmbedder, said
from tests.support.openai_server import OpenAIServer, calls, fails, says
from tests.support.planners import LiteralPlanner

HEIGHT = "The tower is 84 metres high."


class Asked(BaseModel):
    question: str


class Answered(Result):
    supported: bool


class Shelf(CapabilityPackage):
    name = "shelf"
    description = "Knows one thing."

    def __init__(self) -> None:
        self.looked = 0

    @capability(risk=Risk.READ, answers_questions=True)
    async def answer(self, call: Call, asked: Asked) -> Answered:
        """Answer a question from the shelf."""
        self.looked += 1
        if "shelf" in asked.question:
            raise CapabilityFailed("The shelf fell down.")
        if "tower" not in asked.question:
            return Answered(text="Nothing on the shelf says it.", supported=False)
        citation = Citation(document_id="d", title="Tower", start=0, end=len(HEIGHT), quote=HEIGHT)
        return Answered(text=f"“{HEIGHT}” [1]", citations=[citation], supported=True, origin=Origin.UNTRUSTED)


class Questions(LiteralPlanner):
    """Takes every message for a question to the shelf, and knows of one that it would have to ask about."""

    async def analyze(self, request: Request) -> Analysis:
        clause = Clause(
            text=request.text, kind="question", capability="shelf.answer", arguments={}, missing=[], confidence=0.5,
            alternatives=[], reply="",
        )  # fmt: skip
        return Analysis(language="en", kind="question", clauses=[clause], confident=False)

    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision:
        step: Any = {
            "id": "s1", "capability": "shelf.answer", "title": "Look", "arguments": {"question": request.text},
            "depends_on": [], "risk": "read", "seconds": 1.0, "tokens": 0,
        }  # fmt: skip
        if "which" in request.text:
            return Decision(
                question=OpenQuestion(text="Which tower?", argument="question", choices=[], step=step, rest=[])
            )
        return Decision(steps=[step])


@dataclass
class Told:
    run: Run
    calls: int
    looked: int

    @property
    def text(self) -> str:
        assert self.run.answer is not None
        return self.run.answer.text


@asynccontextmanager
async def asking(database: Database, folder: Path, *replies: Any, text: str) -> AsyncIterator[Told]:
    registry, shelf = Registry(), Shelf()
    registry.register(shelf)
    with OpenAIServer(list(replies)) as server:
        settings = Settings(_env_file=None, data_dir=folder, model_base_url=server.url, model_name="scripted")
        async with (
            open_minds(settings, database) as minds,
            open_core(settings, database, registry, NoEmbedder(), minds, local=Questions()) as core,
        ):
            run = await core.assistant.accept(said(text))
            ended = await core.assistant.result(run.id, "ana")
            yield Told(ended, len(server.requests), shelf.looked)


async def test_what_the_documents_support_takes_one_call_which_words_it(database: Database, tmp_path: Path) -> None:
    async with asking(database, tmp_path, says("84 metres [1]."), text="how high is the tower?") as told:
        assert (told.text, told.calls, told.looked) == ("84 metres [1].", 1, 2)
        assert told.run.answer is not None
        assert told.run.answer.source == "model"
        assert [result.status for result in told.run.results] == ["done"]


async def test_where_wording_fails_the_quotation_stands(database: Database, tmp_path: Path) -> None:
    async with asking(database, tmp_path, fails(400), text="how high is the tower?") as told:
        assert told.text == f"“{HEIGHT}” [1]"
        assert told.run.answer is not None
        assert told.run.answer.source == "local"
        assert "The model is not available" in told.run.answer.notice


@pytest.mark.parametrize("text", ["why is the sky blue?", "does the shelf stand?", "which one is higher?"])
async def test_what_they_do_not_support_or_cannot_tell_is_left_to_the_model(
    database: Database, tmp_path: Path, text: str
) -> None:
    async with asking(database, tmp_path, says("I think so."), text=text) as told:
        assert (told.text, told.calls, told.run.plan) == ("I think so.", 1, [])


async def test_a_model_may_still_plan_the_look_and_words_what_it_finds(database: Database, tmp_path: Path) -> None:
    step = {"id": "s1", "capability": "shelf.answer", "title": "Look", "arguments": {"question": "the tower"}}
    script = [calls("make_plan", {"steps": [step]}), says("It is 84 metres high [1].")]
    async with asking(database, tmp_path, *script, text="and the other one?") as told:
        assert (told.text, told.calls) == ("It is 84 metres high [1].", 2)
