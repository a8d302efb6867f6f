"""Measures search on a labelled set in BEIR format: corpus.jsonl, queries.jsonl and qrels/test.tsv.

Everything is indexed as a person's documents are, into a folder that goes away. Three rankings are compared over the
same passages: full text alone, vectors alone, and both as they are used.
"""

import asyncio
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agent_core.contract import Embedder
from agent_core.errors import InvalidInput
from capabilities.knowledge.chunking import chunk
from capabilities.knowledge.index import Index
from capabilities.knowledge.lexical import Lexical
from capabilities.knowledge.passages import Passage, cut
from capabilities.knowledge.reading import ReadDocument
from capabilities.knowledge.reading.document import SectionSpan
from capabilities.knowledge.records import Document
from capabilities.knowledge.search import Proposed, propose
from capabilities.knowledge.vectors import Vectors

AUDIENCE = "user:labelled"
BATCH = 32
TOGETHER = 5  # texts taken in side by side
RANKED = 10  # places that count
Report = Callable[[str], None]


@dataclass(frozen=True)
class Labelled:
    """Texts as (title, text) by id, questions by id, and for each question the ids of the right texts."""

    corpus: Mapping[str, tuple[str, str]]
    queries: Mapping[str, str]
    right: Mapping[str, frozenset[str]]


def read_beir(folder: Path) -> Labelled:
    """Raises InvalidInput for what is missing or not in that format."""
    try:
        corpus = {
            str(row["_id"]): (str(row.get("title", "")), str(row["text"])) for row in _rows(folder / "corpus.jsonl")
        }
        queries = {str(row["_id"]): str(row["text"]) for row in _rows(folder / "queries.jsonl")}
        right = _judged(folder / "qrels" / "test.tsv")
    except (OSError, ValueError, KeyError) as error:
        raise InvalidInput(
            f"{folder} is no set in BEIR format: {error!r}. It has corpus.jsonl, queries.jsonl and qrels/test.tsv."
        ) from None
    missing = sorted(right.keys() - queries.keys())
    if missing or not right:
        raise InvalidInput(
            f"qrels/test.tsv names no question of queries.jsonl: {', '.join(missing[:3]) or 'it is empty'}."
        )
    return Labelled(corpus, queries, right)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _judged(path: Path) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query, text, score = line.split("\t")
        if float(score) > 0:
            found[query] = found.get(query, frozenset()) | {text}
    return found


async def measure(labelled: Labelled, embedder: Embedder, folder: Path, report: Report) -> dict[str, dict[str, float]]:
    """For each of the three rankings: nDCG@10, recall@10 and recall@5; also what was measured."""
    index = Index(Lexical(folder / "lexical"), Vectors(folder / "vectors", None, lambda: embedder.dimensions), embedder)
    try:
        passages = await _take_in(index, labelled, report)
        ranked: dict[str, list[dict[str, float]]] = {"ours": [], "bm25": [], "embedding": []}
        for number, (query, right) in enumerate(labelled.right.items(), 1):
            proposed = await propose(index, AUDIENCE, labelled.queries[query])
            for name, ranking in rankings(proposed).items():
                ranked[name].append(scored(ranking, right))
            if number % 100 == 0:
                report(f"{number} of {len(labelled.right)} questions")
    finally:
        await index.close()
    size: dict[str, float] = {"texts": len(labelled.corpus), "passages": passages, "questions": len(labelled.right)}
    return {"size": size, **{name: _mean(each) for name, each in ranked.items()}}


async def _take_in(index: Index, labelled: Labelled, report: Report) -> int:
    texts, count = list(labelled.corpus.items()), 0
    for first in range(0, len(texts), TOGETHER):
        part = [_take_in_one(index, name, *text) for name, text in texts[first : first + TOGETHER]]
        count += sum(await asyncio.gather(*part))
        if first // TOGETHER % 100 == 99:
            report(f"{first + TOGETHER} of {len(texts)} texts indexed")
    return count


async def _take_in_one(index: Index, name: str, title: str, text: str) -> int:
    """How many passages it has."""
    document = _document(name, title)
    passages = _passages(document, title, text)
    for first in range(0, len(passages), BATCH):
        part = await index.digested(passages[first : first + BATCH])
        await index.store(document, part, await index.embed(AUDIENCE, part, {}))
    return len(passages)


def _document(name: str, title: str) -> Document:
    return Document(
        id=name.replace(":", "_"), audience=AUDIENCE, user_id="labelled", file_id="", name=name, sha256=name,
        title=title, size=0, key="", created_at=datetime.now(UTC),
    )  # fmt: skip


def _passages(document: Document, title: str, text: str) -> list[Passage]:
    """As a file with one heading would be."""
    whole = f"{title}\n\n{text}" if title else text
    sections = [SectionSpan(title=title, start=0, end=len(whole))] if title else []
    read = ReadDocument(type="md", text=whole, pages=[], sections=sections)
    return cut(document, 1, read.text, chunk(read))


def rankings(proposed: Proposed) -> dict[str, list[str]]:
    """Ids of the texts, each at its best passage."""
    nearest = {id: proposed.meanings[id] for id in proposed.nearest}
    return {"ours": _texts(proposed.scores), "bm25": _texts(proposed.words), "embedding": _texts(nearest)}


def _texts(scores: Mapping[str, float]) -> list[str]:
    best_first = sorted(scores, key=lambda id: -scores[id])
    return list(dict.fromkeys(id.split(":")[0] for id in best_first))


def scored(ranking: Sequence[str], right: frozenset[str]) -> dict[str, float]:
    right = frozenset(each.replace(":", "_") for each in right)
    return {
        "ndcg10": ndcg(ranking, right),
        "recall10": recall(ranking, right, RANKED),
        "recall5": recall(ranking, right, 5),
    }


def ndcg(ranking: Sequence[str], right: frozenset[str], most: int = RANKED) -> float:
    """Normalised discounted cumulative gain, with every right text worth the same."""
    gain = sum(1 / math.log2(place + 1) for place, each in enumerate(ranking[:most], 1) if each in right)
    return gain / sum(1 / math.log2(place + 1) for place in range(1, min(len(right), most) + 1))


def recall(ranking: Sequence[str], right: frozenset[str], most: int) -> float:
    return len(right & set(ranking[:most])) / len(right)


def _mean(figures: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: round(sum(each[name] for each in figures) / len(figures), 4) for name in figures[0]}
