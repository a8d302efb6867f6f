"""What people ask their documents: answers, passages and summaries, always with citations."""

from agent_core.contract import Call, Embedder, Origin
from agent_core.errors import CapabilityFailed
from capabilities.knowledge import schemas as s
from capabilities.knowledge import wording
from capabilities.knowledge.answer import answer
from capabilities.knowledge.finding import PATIENCE, readable
from capabilities.knowledge.narrowing import Narrowing
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.search import Searcher
from capabilities.knowledge.summary import summarise

MOST_SUMMARISED = 5000  # passages


class Asking:
    def __init__(self, repository: Repository, searcher: Searcher, embedder: Embedder) -> None:
        self._repository = repository
        self._searcher = searcher
        self._embedder = embedder
        self._narrowing = Narrowing(repository)
        self.patience = PATIENCE

    async def answer(self, call: Call, asked: s.Question) -> s.AnswerResult:
        only = None
        if asked.document.strip():
            document = await readable(self._repository, call.audience, asked.document, self.patience)
            if not document.searchable:
                return s.AnswerResult(text=wording.state(document), supported=False)
            only = await self._narrowing.with_members(document)
        elif not await self._repository.has_any(call.audience):
            return s.AnswerResult(text=wording.NO_DOCUMENTS, supported=False)
        found = await answer(self._searcher, call.audience, asked.question, only)
        if found.sentences:
            return s.AnswerResult(
                text=wording.quoted(found.sentences), citations=found.sentences, origin=Origin.UNTRUSTED, supported=True
            )
        unfinished = 0 if only else await self._repository.count_unfinished(call.audience)
        return s.AnswerResult(
            text=wording.not_found(found.nearest, unfinished), citations=found.nearest, origin=Origin.UNTRUSTED,
            supported=False,
        )  # fmt: skip

    async def search(self, call: Call, wanted: s.Search) -> s.Passages:
        only = await self._narrowing.allowed(call.audience, wanted.filters)
        hits = await self._searcher.find(call.audience, wanted.query, limit=wanted.num_results, documents=only)
        text = f"{wording.how_many(len(hits), 'passage')} about “{wanted.query}”."
        return s.Passages(text=text, citations=[hit.citation() for hit in hits], origin=Origin.UNTRUSTED)

    async def summarise(self, call: Call, arguments: s.OneDocument) -> s.Passages:
        document = await readable(self._repository, call.audience, arguments.document, self.patience)
        if not document.searchable:
            raise CapabilityFailed(wording.state(document))
        passages = await self._repository.passages.of(document, limit=MOST_SUMMARISED)
        citations = await summarise(self._embedder, document, passages)
        if not citations:
            raise CapabilityFailed(f"“{document.title}” has no whole sentences to make a summary of.")
        text = f"From “{document.title}”:\n{wording.quoted(citations)}"
        return s.Passages(text=text, citations=citations, origin=Origin.UNTRUSTED)
