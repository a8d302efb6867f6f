"""Hybrid search: the full-text and the vector index propose passages, one weighted sum ranks them.

What each part is worth, on which public sets, is in docs/knowledge.md (`python -m benchmarks.retrieval`).
"""

import asyncio
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import structlog

from agent_core.contract import Citation
from agent_core.errors import Unavailable
from capabilities.knowledge.index import Index
from capabilities.knowledge.passages import Passage
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.variants import Wanted

_WORD = re.compile(r"\w+")
log = structlog.get_logger(__name__)

POOL = 50  # passages that each index proposes
MEANING = 0.6  # weight of the cosine similarity; the rest is BM25 as a share of the best
SPARE = 10  # passages loaded beyond those asked for, since some say the same
ALIKE = 0.85  # share of common words from which two passages say the same


@dataclass(frozen=True)
class Hit:
    passage: Passage
    document: Document
    score: float
    similarity: float

    def citation(self) -> Citation:
        return cite(self.document, self.passage, self.passage.start, self.passage.end, self.score)


@dataclass(frozen=True)
class Proposed:
    """What the indexes say, by passage id, best first; `meanings` also has the similarity of what words found."""

    wanted: Wanted
    words: dict[str, float]
    meanings: dict[str, float]
    scores: dict[str, float]
    nearest: Sequence[str]  # proposed by the vectors


def cite(document: Document, passage: Passage, start: int, end: int, score: float) -> Citation:
    """A part of a passage; `start` and `end` are places in the document's text."""
    return Citation(
        document_id=document.id, title=document.title, page=passage.page, section=passage.section, start=start, end=end,
        quote=passage.text[start - passage.start : end - passage.start], score=round(score, 4),
    )  # fmt: skip


@dataclass(frozen=True)
class Searcher:
    repository: Repository
    index: Index

    async def find(
        self, audience: str, text: str, *, limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        """Best first. Only passages of documents that can be searched, and of `documents` where they are given."""
        proposed = await self.propose(audience, text, documents)
        return apart(await self.load(audience, proposed, limit + SPARE), limit)[:limit]

    async def propose(self, audience: str, text: str, documents: Collection[str] | None = None) -> Proposed:
        return await propose(self.index, audience, text, documents)

    async def load(self, audience: str, proposed: Proposed, limit: int) -> list[Hit]:
        """The database decides what may be seen; the indexes only propose."""
        hits: list[Hit] = []
        ids = list(proposed.scores)
        for first in range(0, len(ids), limit):  # seldom more than once
            hits += await self._load(audience, proposed, ids[first : first + limit])
            if len(hits) >= limit:
                break
        return hits[:limit]

    async def _load(self, audience: str, proposed: Proposed, ids: Sequence[str]) -> list[Hit]:
        places = {id: _place(id) for id in ids}
        passages, seen = await asyncio.gather(
            self.repository.passages.get(audience, ids),
            self.repository.ready(audience, ids={document for document, _ in places.values()}),
        )
        return [
            Hit(passages[id], seen[document], proposed.scores[id], proposed.meanings.get(id, 0.0))
            for id, (document, generation) in places.items()
            if id in passages and _is_seen(seen.get(document), generation)
        ]


async def propose(index: Index, audience: str, text: str, documents: Collection[str] | None = None) -> Proposed:
    [vector], found = await asyncio.gather(
        index.embedder.embed([text]), index.lexical.look(audience, text, limit=POOL, documents=documents)
    )
    words = found.scores
    nearest, meanings = await _meanings(index, audience, vector, documents, words)
    scores = fuse(words, meanings)
    best_first = dict(sorted(scores.items(), key=lambda pair: -pair[1]))
    return Proposed(found.wanted, words, meanings, best_first, nearest)


async def _meanings(
    index: Index, audience: str, vector: Sequence[float], documents: Collection[str] | None, also: Collection[str]
) -> tuple[list[str], dict[str, float]]:
    """The nearest passages, and the similarity of each of them and of those in `also`."""
    try:
        found = await index.vectors.query(audience, vector, limit=POOL, documents=documents, also=also)
    except Unavailable as error:
        log.warning("search.without_vectors", error=str(error))  # words alone still find most
        return [], {}
    return list(found)[:POOL], found


def fuse(words: dict[str, float], meanings: dict[str, float]) -> dict[str, float]:
    best = max(words.values(), default=0.0) or 1.0
    return {id: (1 - MEANING) * words.get(id, 0.0) / best + MEANING * meanings.get(id, 0.0) for id in words | meanings}


def apart(hits: Iterable[Hit], limit: int | None = None) -> list[Hit]:
    """What says the same as a better one, such as in a copy of the document, comes after all others.

    With a limit the first that many that differ are enough.
    """
    first: list[Hit] = []
    again: list[Hit] = []
    seen: list[set[str]] = []
    for hit in hits:
        words = set(_WORD.findall(hit.passage.text.casefold()))
        if any(len(words & other) >= ALIKE * len(words | other) for other in seen):
            again.append(hit)
            continue
        first.append(hit)
        seen.append(words)
        if len(first) == limit:
            break
    return first + again


def _place(passage_id: str) -> tuple[str, int]:
    """Document and generation."""
    document, generation, _ = passage_id.split(":")
    return document, int(generation)


def _is_seen(document: Document | None, generation: int) -> bool:
    return document is not None and document.generation == generation
