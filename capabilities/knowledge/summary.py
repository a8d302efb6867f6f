"""Extractive summary: the sentences nearest to what the whole document is about, in the document's order."""

from collections.abc import Sequence

from agent_core.contract import Citation, Embedder
from capabilities.knowledge.answer import Candidate
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Passage
from capabilities.knowledge.search import Hit, cite
from capabilities.knowledge.sentences import Span, sentences
from capabilities.knowledge.support import cosine

SENTENCES = 5
PASSAGES = 60  # read from the document, evenly over its length
PER_PASSAGE = 2  # first sentences of a passage say what it is about
LEAST_WORDS, MOST_WORDS = 6, 60
TOO_ALIKE = 0.8  # cosine of two sentences that say the same
EARLY = 0.15  # what standing first adds to the similarity, falling to nothing at the end


async def summarise(embedder: Embedder, document: Document, passages: Sequence[Passage]) -> list[Citation]:
    candidates = _candidates(document, _spread(passages))
    vectors = await embedder.embed([candidate.text for candidate in candidates])
    chosen = _choose(candidates, vectors)
    chosen.sort(key=lambda candidate: candidate.span.start)
    return [cite(document, each.hit.passage, each.span.start, each.span.end, 1.0) for each in chosen]


def _spread(passages: Sequence[Passage]) -> list[Passage]:
    step = max(1.0, len(passages) / PASSAGES)
    return [passages[int(number * step)] for number in range(min(PASSAGES, len(passages)))]


def _candidates(document: Document, passages: Sequence[Passage]) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for passage in passages:
        fitting = [span for span in sentences(passage.text) if LEAST_WORDS <= _words(passage, span) <= MOST_WORDS]
        for span in fitting[:PER_PASSAGE]:
            text = passage.text[span.start : span.end]
            place = Span(passage.start + span.start, passage.start + span.end)
            found.setdefault(text, Candidate(Hit(passage, document, 1.0, 1.0), place, text))
    return list(found.values())


def _words(passage: Passage, span: Span) -> int:
    return passage.text.count(" ", span.start, span.end) + 1


def _choose(candidates: Sequence[Candidate], vectors: Sequence[Sequence[float]]) -> list[Candidate]:
    if not candidates:
        return []
    centre = [sum(column) / len(vectors) for column in zip(*vectors, strict=True)]
    size = len(candidates)
    worth = [cosine(vector, centre) + EARLY * (1 - number / size) for number, vector in enumerate(vectors)]
    chosen: list[int] = []
    for number in sorted(range(size), key=lambda index: -worth[index]):
        if len(chosen) < SENTENCES and all(cosine(vectors[number], vectors[other]) < TOO_ALIKE for other in chosen):
            chosen.append(number)
    return [candidates[number] for number in chosen]
