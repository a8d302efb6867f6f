"""Answers from the documents' own words: the sentences that fit the question best, or the plain word that none does."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from agent_core.contract import Citation
from capabilities.knowledge.search import Hit, Searcher, cite
from capabilities.knowledge.sentences import Span, sentences
from capabilities.knowledge.support import Asked, Evidence, Part, cosine, fits, parts, rarities, support
from capabilities.knowledge.words import content_words

PASSAGES = 5  # that are looked at sentence by sentence
SENTENCES = 40  # most that are compared with the question
ALIKE, WORDS = 0.2, 0.5  # similarity, or share of the question's words, without which a passage's sentences are not
SHORTEST = 3  # words of a sentence that can be an answer
ENOUGH = 0.35  # support from which we answer (docs/knowledge.md: what this refuses and what it lets through)
QUOTED = 3  # most sentences of an answer
NEARLY_AS_GOOD = 0.8  # share of the best one's support that a further sentence needs
NEAREST = 3  # passages shown instead of an answer
_POINTS_BACK = re.compile(r"(?:It|He|She|They|This|These|Those|Its|His|Her|Their)\b")


@dataclass(frozen=True)
class Candidate:
    hit: Hit
    span: Span  # in the document's text
    text: str


@dataclass(frozen=True)
class Answer:
    """`sentences` is empty when the documents do not support an answer; `nearest` then says what came closest."""

    sentences: list[Citation]
    nearest: list[Citation]


@dataclass(frozen=True)
class Scored:
    support: float
    candidate: Candidate
    parts: list[Part]


async def answer(searcher: Searcher, audience: str, question: str, documents: Collection[str] | None = None) -> Answer:
    hits = await searcher.find(audience, question, limit=PASSAGES, documents=documents)
    asked = await taken_apart(searcher, audience, question)
    scored = await score(searcher, asked, promising(asked, hits))
    if not scored or scored[0].support < ENOUGH:
        return Answer([], [hit.citation() for hit in hits[:NEAREST]])
    return Answer([_cite(each) for each in _choose(scored)], [])


async def score(searcher: Searcher, asked: Asked, hits: Sequence[Hit]) -> list[Scored]:
    """Every sentence of the passages; first the one that fits the question best."""
    candidates = list(_candidates(hits))[:SENTENCES]
    if not candidates:
        return []
    texts = [asked.question, *(candidate.text for candidate in candidates)]
    vector, *others = await searcher.index.embedder.embed(texts)
    alike = [cosine(vector, other) for other in others]
    found = [
        (candidate, replace(_evidence(asked, candidate, similarity), best_similarity=max(0.0, *alike)))
        for candidate, similarity in zip(candidates, alike, strict=True)
    ]
    found.sort(key=lambda pair: -fits(pair[1]))
    return [Scored(support(evidence), candidate, parts(evidence)) for candidate, evidence in found]


async def taken_apart(searcher: Searcher, audience: str, question: str) -> Asked:
    frequencies, passages = await searcher.index.lexical.frequencies(audience, set(content_words(question)))
    return Asked(question, rarities(frequencies, passages))


def promising(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """Embedding their sentences is what takes long; most questions that are not about documents end here."""
    return [
        hit for hit in hits if hit.similarity >= ALIKE or asked.share(f"{_heading(hit)}\n{hit.passage.text}") >= WORDS
    ]


def _heading(hit: Hit) -> str:
    return f"{hit.document.title}\n{hit.passage.section or ''}"


def _evidence(asked: Asked, candidate: Candidate, similarity: float) -> Evidence:
    hit = candidate.hit
    return asked.evidence(candidate.text, _heading(hit), hit.passage.text, similarity, hit.similarity)


def _candidates(hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Each sentence once, though passages overlap. One that begins with "It" takes the sentence before it along."""
    seen: set[tuple[str, int]] = set()
    for hit in hits:
        text, offset = hit.passage.text, hit.passage.start
        before: Span | None = None
        for span in sentences(text):
            start = before.start if before and _POINTS_BACK.match(text, span.start) else span.start
            place = (hit.document.id, offset + span.end)
            if place not in seen and text.count(" ", span.start, span.end) + 1 >= SHORTEST:
                seen.add(place)
                yield Candidate(hit, Span(offset + start, offset + span.end), text[start : span.end])
            before = span


def _choose(scored: Sequence[Scored]) -> list[Scored]:
    """The best one, and others nearly as good that say something else; in that order."""
    chosen: list[Scored] = []
    least = max(ENOUGH, NEARLY_AS_GOOD * scored[0].support)
    for each in scored:
        if len(chosen) == QUOTED:
            break
        if each.support >= least and not any(_repeats(each.candidate, other.candidate) for other in chosen):
            chosen.append(each)
    return chosen


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    if candidate.text == other.text:
        return True
    overlap = candidate.span.start < other.span.end and other.span.start < candidate.span.end
    return overlap and candidate.hit.document.id == other.hit.document.id


def _cite(scored: Scored) -> Citation:
    hit, span = scored.candidate.hit, scored.candidate.span
    return cite(hit.document, hit.passage, span.start, span.end, scored.support)
