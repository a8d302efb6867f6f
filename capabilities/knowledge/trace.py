"""Why was it not found? Everything that a question went through, from its words to the best sentences."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from agent_core.contract import Call, Origin
from capabilities.knowledge import trace_schemas as t
from capabilities.knowledge import wording
from capabilities.knowledge.answer import ENOUGH, PASSAGES, Scored, score, taken_apart
from capabilities.knowledge.finding import find_document
from capabilities.knowledge.narrowing import Narrowing
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.schemas import Filters
from capabilities.knowledge.search import Hit, Proposed, Searcher, apart, cite
from capabilities.knowledge.selection import EVERYTHING

SHOWN = 20  # passages
SENTENCES = 5
MOST_LEFT_OUT = 50
LOADED = 200


@dataclass(frozen=True)
class Trace:
    repository: Repository
    searcher: Searcher
    narrowing: Narrowing

    async def explain(self, call: Call, asked: t.Explain) -> t.Explained:
        expected = await self._expected(call.audience, asked.document)
        allowed = await self.narrowing.allowed(call.audience, asked.filters)
        proposed = await self.searcher.propose(call.audience, asked.query, allowed)
        hits = apart(await self.searcher.load(call.audience, proposed, LOADED))
        question = await taken_apart(self.searcher, call.audience, asked.query)
        scored = await score(self.searcher, question, hits[:PASSAGES])
        left_out = await self._left_out(call.audience, asked.filters, allowed)
        verdict = await self._verdict(call.audience, hits, scored)
        return t.Explained(
            text=_said(verdict, proposed, scored, left_out), query=asked.query, threshold=ENOUGH, verdict=verdict,
            variants=[t.VariantView(text=each.text, kind=each.kind) for each in proposed.wanted.variants],
            words=_words(proposed), passages=list(_passages(proposed, hits[:SHOWN])),
            sentences=[_sentence(each) for each in scored[:SENTENCES]], left_out=left_out,
            document=_expected(expected, proposed, hits) if expected else None, origin=Origin.UNTRUSTED,
        )  # fmt: skip

    async def _expected(self, audience: str, named: str) -> Document | None:
        return await find_document(self.repository, audience, named) if named.strip() else None

    async def _verdict(self, audience: str, hits: Sequence[Hit], scored: Sequence[Scored]) -> t.Verdict:
        if scored:
            return "answered" if scored[0].support >= ENOUGH else "below_threshold"
        return "no_passages" if hits or await self.repository.has_any(audience) else "no_documents"

    async def _left_out(self, audience: str, filters: Filters, allowed: Collection[str] | None) -> list[t.LeftOut]:
        """Those that could not be searched yet come first."""
        page = await self.repository.page(audience, EVERYTHING, 500, "")
        unread = [_left_out(each, _status(each)) for each in page.items if not each.searchable]
        kept = set(allowed or ())
        narrowed = [] if allowed is None else [each for each in page.items if each.searchable and each.id not in kept]
        return [*unread, *(_left_out(each, _failing(each, filters)) for each in narrowed)][:MOST_LEFT_OUT]


def _left_out(document: Document, why: t.Reason) -> t.LeftOut:
    texts = {
        "type": f"its type is {document.type}", "tag": "it has other tags", "document": "only another one was asked",
        "date": f"it was uploaded on {document.created_at:%Y-%m-%d}",
    }  # fmt: skip
    text = texts.get(why) or wording.state(document)
    return t.LeftOut(document_id=document.id, title=document.title, why=why, text=text)


def _status(document: Document) -> t.Reason:
    return "indexing" if document.status == "ready" else document.status


def _failing(document: Document, filters: Filters) -> t.Reason:
    tags = {*filters.tags, *([filters.tag] if filters.tag else [])}
    if filters.type and document.type != filters.type.lower():
        return "type"
    if not tags <= set(document.tags):
        return "tag"
    early = filters.since is not None and document.created_at < filters.since
    late = filters.until is not None and document.created_at >= filters.until
    return "date" if early or late else "document"


def _words(proposed: Proposed) -> list[t.WordView]:
    return [t.WordView(word=each.text, passages=each.passages, instead=each.instead) for each in proposed.wanted.words]


def _passages(proposed: Proposed, hits: Sequence[Hit]) -> Iterator[t.PassageView]:
    by_words, by_meaning = _ranks(proposed.words), _ranks(proposed.nearest)
    for rank, hit in enumerate(hits, 1):
        id = hit.passage.id
        words, meaning = by_words.get(id), by_meaning.get(id)
        yield t.PassageView(
            citation=hit.citation(), rank=rank, score=round(hit.score, 4), lexical_rank=words,
            lexical_score=_rounded(proposed.words.get(id)), vector_rank=meaning,
            similarity=_rounded(proposed.meanings.get(id)), shown=rank <= PASSAGES, why=_why(words, meaning),
        )  # fmt: skip


def _ranks(ids: Collection[str]) -> dict[str, int]:
    return {id: rank for rank, id in enumerate(ids, 1)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _why(words: int | None, meaning: int | None) -> str:
    """In a sentence, how it came here."""
    if words and meaning:
        return f"Number {words} by its words and number {meaning} by its meaning."
    if words:
        return f"Number {words} by its words; others are nearer in meaning."
    return f"Number {meaning} by its meaning; it has few of the words, or none."


def _sentence(scored: Scored) -> t.SentenceView:
    parts = [t.EvidenceView.model_validate(vars(each)) for each in scored.parts]
    hit, span = scored.candidate.hit, scored.candidate.span
    passed = scored.support >= ENOUGH
    return t.SentenceView(
        citation=cite(hit.document, hit.passage, span.start, span.end, scored.support),
        support=round(scored.support, 4), passed=passed, evidence=parts, why=_shortcoming(scored, passed),
    )  # fmt: skip


def _shortcoming(scored: Scored, passed: bool) -> str:
    if passed:
        return "It supports an answer."
    worst = min(scored.parts, key=lambda part: part.against)
    return f"What speaks against it most: {worst.text}"


def _expected(document: Document, proposed: Proposed, hits: Sequence[Hit]) -> t.ExpectedView:
    def best(ids: Collection[str]) -> int | None:
        return next((rank for rank, id in enumerate(ids, 1) if id.split(":")[0] == document.id), None)

    rank = best([hit.passage.id for hit in hits])
    words, meaning = best(proposed.words), best(proposed.nearest)
    return t.ExpectedView(
        document_id=document.id, title=document.title, status=document.status, passages=document.chunks,
        best_rank=rank, best_lexical_rank=words, best_vector_rank=meaning, text=_about(document, rank),
    )  # fmt: skip


def _about(document: Document, rank: int | None) -> str:
    if not document.searchable:
        return wording.state(document)
    if rank is None:
        return f"None of its {document.chunks} passages is near the question, neither by words nor by meaning."
    if rank > PASSAGES:
        return f"Its best passage is number {rank}; an answer is looked for in the first {PASSAGES}."
    return f"Its best passage is number {rank}, so it was read for an answer."


def _said(verdict: t.Verdict, proposed: Proposed, scored: Sequence[Scored], left_out: Sequence[t.LeftOut]) -> str:
    unknown = [word.text for word in proposed.wanted.words if not word.passages and not word.instead]
    parts = [_VERDICTS[verdict]]
    if scored and verdict == "below_threshold":
        parts.append(f"The best sentence has a support of {scored[0].support:.2f}; {ENOUGH:.2f} is needed.")
    if unknown:
        parts.append(
            f"No document has the word{'s' * (len(unknown) > 1)} {', '.join(f'“{word}”' for word in unknown)}."
        )
    unread = sum(each.why in ("queued", "reading", "indexing", "failed") for each in left_out)
    if unread:
        parts.append(f"{wording.how_many(unread, 'document')} could not be searched.")
    return " ".join(parts)


_VERDICTS: dict[t.Verdict, str] = {
    "answered": "There is a sentence that supports an answer.",
    "below_threshold": "Passages were found, but no sentence supports an answer well enough.",
    "no_passages": "No passage has anything to do with the question.",
    "no_documents": "There are no documents yet.",
}
