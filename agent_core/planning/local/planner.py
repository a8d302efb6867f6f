"""Understanding and planning without a model: the ports `Understanding` and `Planner`."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from agent_core.contract import Capability, Embedder
from agent_core.planning.local.attached import attached, with_files
from agent_core.planning.local.catalogue import Catalogue, build
from agent_core.planning.local.clauses import split
from agent_core.planning.local.decide import decide
from agent_core.planning.local.judge import SURE, is_plain, masked
from agent_core.planning.local.match import Matcher
from agent_core.planning.local.meaning import Meaning, Nearness
from agent_core.planning.local.refer import Context
from agent_core.planning.local.replies import reply_to
from agent_core.planning.local.small_talk import topic_of
from agent_core.planning.local.understand import Understander
from agent_core.planning.local.words import Words
from agent_core.planning.port import Analysis, Clause, Decision, Emit, Kind, Request
from agent_core.state import Label
from agent_core.understanding.meaning import Meaning as Told
from agent_core.understanding.understand import understand

CATALOGUES = 8  # kept, the oldest goes first
DICTIONARY = Path(__file__).parents[2] / "models" / "data" / "bert-base-uncased-vocab.txt"


class LocalPlanner:
    """Reads requests by the examples that capabilities declare. Without an embedder it compares words only."""

    def __init__(self, embedder: Embedder | None, *, dictionary: Path | None = DICTIONARY) -> None:
        self._words = Words(dictionary)
        self._meaning = Meaning(embedder) if embedder else None
        self._catalogues: dict[tuple[str, ...], Catalogue] = {}
        self._building = asyncio.Lock()

    async def analyze(self, request: Request) -> Analysis:
        """What the message means. Looks only; raises nothing for any text."""
        told = understand(request.text, request.now, request.language, request.people)
        understander = await self._understander(request, told.language)
        clauses: list[Clause] | None = None
        if request.open_question is not None:
            clauses = reply_to(request.open_question, understander)
        if clauses is None:
            clauses = await self._read(request, understander, told.label)
        confident = _confident(clauses)
        return Analysis(
            language=told.language, label=_label(told, clauses, confident), entities=told.entities,
            kind=_kind(clauses), clauses=clauses, confident=confident,
        )  # fmt: skip

    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision:
        """What to do about it. A reply is short, so nothing is emitted before it is whole."""
        return decide(request, analysis, await self._known(request.capabilities))

    async def warm(self, capabilities: Sequence[Capability]) -> None:
        """Prepare what the first message would otherwise wait for."""
        await asyncio.to_thread(understand, "Ana, 5 EUR", datetime.now(UTC))
        catalogue = await self._known(capabilities)
        if self._meaning:
            await self._meaning.compare(["hello"], catalogue)

    async def _understander(self, request: Request, language: str) -> Understander:
        catalogue = await self._known(request.capabilities)
        matcher = Matcher(catalogue, self._words, request.now, language)
        context = Context(catalogue, request.now)
        context.remember(request.recent)
        return Understander(request, matcher, context)

    async def _read(self, request: Request, understander: Understander, label: Label) -> list[Clause]:
        files = attached(request.attachments, understander.catalogue)
        if files:
            understander.context.past += files.things()
        clauses = await self._clauses(split(request.text, understander.matcher), understander)
        return with_files(clauses, files, understander.catalogue, label) if files else clauses

    async def _clauses(self, texts: Sequence[str], understander: Understander) -> list[Clause]:
        near = await self._near(texts, understander)
        clauses: list[Clause] = []
        for part, nearness in zip(texts, near, strict=True):
            steps = sum(each["capability"] is not None for each in clauses)
            clauses.append(understander.clause(part, nearness, f"s{steps + 1}"))
        return clauses

    async def _near(self, texts: Sequence[str], understander: Understander) -> Sequence[Nearness | None]:
        """The meaning of each clause that words alone do not decide, in one call of the embedder."""
        if self._meaning is None:
            return [None] * len(texts)
        matcher, context = understander.matcher, understander.context
        asked = [i for i, text in enumerate(texts) if not (topic_of(text) or is_plain(matcher.read(text), context))]
        if not asked:
            return [None] * len(texts)
        readings = [masked(matcher.read(texts[index])) for index in asked]
        found = dict(zip(asked, await self._meaning.compare(readings, understander.catalogue), strict=True))
        return [found.get(index) for index in range(len(texts))]

    async def _known(self, capabilities: Sequence[Capability]) -> Catalogue:
        """The catalogue of these capabilities: made once, in a thread; agents may use different ones."""
        names = tuple(each.name for each in capabilities)
        async with self._building:
            if names not in self._catalogues:
                if len(self._catalogues) >= CATALOGUES:
                    del self._catalogues[next(iter(self._catalogues))]
                self._catalogues[names] = await asyncio.to_thread(build, capabilities, self._words)
            return self._catalogues[names]


def _kind(clauses: Sequence[Clause]) -> Kind:
    kinds = [each["kind"] for each in clauses]
    order: tuple[Kind, ...] = ("command", "question", "unclear", "small_talk")
    return next((kind for kind in order if kind in kinds), "unclear")


def _label(told: Told, clauses: Sequence[Clause], confident: bool) -> Label:
    """What is surely a request, and what answers a question of ours, is no mere statement."""
    if confident and told.label in ("statement", "unclear") and any(each["capability"] for each in clauses):
        return "command"
    return told.label


def _confident(clauses: Sequence[Clause]) -> bool:
    """Questions are left to a model where there is one: it words an answer better than an extract does."""
    if not clauses or any(each["kind"] == "unclear" for each in clauses):
        return False
    return all(
        each["kind"] == "small_talk" or (each["confidence"] >= SURE and not each["alternatives"]) for each in clauses
    )
