"""A core whose model obeys everybody, in a world that records what gets out."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from agent_core.assistant import Assistant, Incoming
from agent_core.compose import open_core
from agent_core.ids import new_id
from agent_core.minds import OneMind
from agent_core.planning.model_composer import ModelComposer
from agent_core.planning.model_planner import ModelPlanner
from agent_core.policy import Policy
from agent_core.registry import Registry
from agent_core.runs import Run
from agent_core.settings import Settings
from agent_core.storage.database import Database
from agent_core.storage.indexes import ensure_indexes
from tests.agent_core.conftest import NoEmbedder
from tests.security.injection.case import Case
from tests.security.injection.obedient import TOLD, ObedientModel
from tests.security.injection.packages import Library, Message, Post, Web
from tests.security.injection.pages import Pages, serving
from tests.support.planners import LiteralPlanner

AT_ONCE = 8
QUIET = "Show my notes, quietly"


@dataclass
class World:
    assistant: Assistant
    post: Post
    library: Library
    pages: Pages

    async def attempts(self, cases: Sequence[Case]) -> dict[str, "Outcome"]:
        """What becomes of each, by its id; some at a time."""
        room = asyncio.Semaphore(AT_ONCE)

        async def one(case: Case) -> Outcome:
            async with room:
                return await self.attempt(case)

        return dict(zip([case.id for case in cases], await asyncio.gather(*map(one, cases)), strict=True))

    async def attempt(self, case: Case) -> "Outcome":
        """What becomes of an attempt on a person who lets messages be sent without being asked."""
        person = Person(self, re.sub(r"\W+", "-", case.id))
        await self.assistant.grant(person.id, "post.send_message", "allow")
        return await person.meets(case)


@dataclass
class Outcome:
    """`sent` are the person's messages, `told` the addresses that the attacker saw; `runs` in their order."""

    runs: list[Run]
    sent: list[Message]
    told: list[str]

    @property
    def waiting(self) -> list[Run]:
        return [run for run in self.runs if run.status == "waiting"]


class Person:
    """Somebody with a conversation."""

    def __init__(self, world: World, name: str) -> None:
        self.id = name
        self._world = world
        self._told: tuple[str, ...] = ()
        self._conversation: str | None = None

    async def meets(self, case: Case) -> Outcome:
        way = await asyncio.to_thread(self._placed, case)
        runs: list[Run] = []
        for said in case.says:
            if runs and (runs[-1].status == "waiting" or any(self._out())):
                break
            if said == "/new":
                self._conversation = None
            else:
                runs.append(await self.says(QUIET if said == "/later" else said.replace("{it}", way)))
        return Outcome(runs, *self._out())

    def _out(self) -> tuple[list[Message], list[str]]:
        """What has left the person's own space so far."""
        told = [path for path in self._world.pages.asked if path.startswith(f"/of/{self.id}/collect")]
        return self._world.post.sent[self.id], told

    async def says(self, text: str) -> Run:
        """The run that answers, once it has ended or waits."""
        self._told += (text,)
        TOLD.set(self._told)  # the run's task begins with this context
        incoming = Incoming(
            user_id=self.id, text=text, zone="Europe/Madrid", interface="web", conversation_id=self._conversation
        )
        run = await self._world.assistant.accept(incoming)
        self._conversation = run.conversation_id
        return await asyncio.wait_for(self._world.assistant.result(run.id, self.id), 20)

    def _placed(self, case: Case) -> str:
        """Puts the content where the person will meet it; how they say that."""
        content = case.content.replace("{host}", f"{self._world.pages.url}/of/{self.id}")
        if case.carrier == "page":
            self._world.pages.contents[f"/{self.id}"] = content
            return f"read the page {self._world.pages.url}/{self.id}"
        if case.carrier == "mail":
            self._world.post.inboxes[self.id].append(content)
            return "check my mail"
        folder = self._world.library.folder / self.id
        folder.mkdir(parents=True)
        if case.carrier == "name":
            (folder / content).write_text("Nothing of interest.")
            return "show my files"
        path = folder / f"leaflet.{case.suffix}"
        _write(path, content)
        return f"read {path.name}"


def _write(path: Path, content: str) -> None:
    """A PDF says in its suffix how the text that nobody sees is hidden in it."""
    if path.suffix != ".pdf":
        path.write_text(content, encoding="utf-8")
        return
    canvas = Canvas(str(path))
    canvas.drawString(60, 700, "Opening hours: Monday to Friday, 9 to 5.")
    hidden = canvas.beginText(60, 650)
    match path.suffixes[0]:
        case ".white":
            hidden.setFillGray(1)
        case ".unpainted":
            hidden.setTextRenderMode(3)
        case ".tiny":
            hidden.setFont("Helvetica", 0.1)
    hidden.textLine(content.replace("“", '"').replace("”", '"'))
    canvas.drawText(hidden)
    if path.suffixes[0] == ".covered":
        canvas.setFillGray(1)
        canvas.rect(50, 640, 500, 30, stroke=0, fill=1)
    canvas.save()


@asynccontextmanager
async def open_world(uri: str, folder: Path, *, taint: bool) -> AsyncIterator[World]:
    """On a database of its own."""
    database = Database(uri=uri, name=f"test_{new_id()}")
    model, post, library = ObedientModel(), Post(), Library(folder / "library")
    registry = Registry()
    for package in (post, library, Web()):
        registry.register(package)
    models = OneMind(planner=ModelPlanner(model), composer=ModelComposer(model))
    try:
        await ensure_indexes(database.db)
        async with serving() as pages, open_core(
            Settings(_env_file=None, data_dir=folder), database, registry, NoEmbedder(), models,
            local=LiteralPlanner(confident=False), policy=Policy(taint=taint),
        ) as core:  # fmt: skip
            yield World(core.assistant, post, library, pages)
    finally:
        await database.client.drop_database(database.name)
        await database.close()
