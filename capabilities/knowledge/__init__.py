"""The person's documents: read, searched, and asked, with citations to the exact passage."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from agent_core.contract import Call, CapabilityPackage, Embedder, Host, Result, Risk, capability
from capabilities.knowledge import phrases
from capabilities.knowledge import schemas as s
from capabilities.knowledge import trace_schemas as t
from capabilities.knowledge.apart import Limits
from capabilities.knowledge.asking import Asking
from capabilities.knowledge.cases import Cases
from capabilities.knowledge.changes import Changes
from capabilities.knowledge.forgetting import Forgetting
from capabilities.knowledge.images import Images
from capabilities.knowledge.index import Index
from capabilities.knowledge.ingest import Ingest
from capabilities.knowledge.intake import Intake, Publish
from capabilities.knowledge.keeping import Keeping
from capabilities.knowledge.labelled import measure, read_beir
from capabilities.knowledge.lexical import Lexical
from capabilities.knowledge.members import Unpacking
from capabilities.knowledge.narrowing import Narrowing
from capabilities.knowledge.passages import Passages
from capabilities.knowledge.quota import Quota
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.search import Searcher
from capabilities.knowledge.shelf import Shelf
from capabilities.knowledge.taking import Taking
from capabilities.knowledge.trace import Trace
from capabilities.knowledge.vectors import Vectors
from capabilities.knowledge.viewing import view_of

READ, WRITE = Risk.READ, Risk.WRITE
QUICK, SEARCHED, THOUGHT = 0.1, 0.3, 3.0  # seconds


class Knowledge(CapabilityPackage):
    name = "knowledge"
    description = "Your documents: upload them, search them and ask about them."

    async def open(self, host: Host) -> None:
        settings = host.settings(s.KnowledgeSettings)
        passages = Passages(host.collection("chunks"), host.collection("texts"))
        repository = Repository(host.collection("documents"), passages)
        await repository.create_indexes()
        vectors = Vectors(host.data_dir / "vectors", settings.chroma_url, lambda: host.embedder.dimensions)
        self._index = Index(Lexical(host.data_dir / "lexical"), vectors, host.embedder)
        taking, keep = Taking(repository, Quota(repository, settings)), timedelta(hours=settings.keep_deleted_hours)
        limits = Limits(settings.read_seconds, settings.read_memory_mb)
        intake = Intake(
            repository=repository, index=self._index, files=host.files, unpacking=Unpacking(host.files, taking),
            quota=taking.quota, publish=_publisher(host, repository), limits=limits, folder=host.data_dir / "unpacked",
        )  # fmt: skip
        self._ingest = Ingest(repository, intake, host.files, host.now, keep)
        changes = Changes(repository, self._ingest)
        self._forgetting = Forgetting(repository, self._ingest)
        self._shelf, self._keeping = Shelf(repository, changes, taking, host.files, keep), Keeping(changes)
        searcher = Searcher(repository, self._index)
        self._asking = Asking(repository, searcher, host.embedder)
        self._trace = Trace(repository, searcher, Narrowing(repository))
        self._cases = Cases(host.collection("document_cases"), repository, searcher)
        await self._cases.create_indexes()
        self._images = Images(host.files, limits, host.eyes)
        host.spawn("ingest", self._ingest.work())

    async def measure(
        self, data: Path, embedder: Embedder, folder: Path, report: Callable[[str], None]
    ) -> Mapping[str, Mapping[str, float]]:
        """Implements `contract.Measured` on a set in BEIR format; the package need not be open."""
        return await measure(await asyncio.to_thread(read_beir, data), embedder, folder, report)

    async def close(self) -> None:
        await self._ingest.stop()
        await self._index.close()

    async def forget(self, audience: str) -> None:
        await self._forgetting.forget(audience)

    @capability(risk=WRITE, undo="undo_process", seconds=1.0, examples=phrases.PROCESS)
    async def process_document(self, call: Call, arguments: s.NewDocument) -> s.DocumentResult:
        """Take an uploaded file into the person's documents. It is read in the background."""
        return await self._shelf.add(call, arguments)

    async def undo_process(self, call: Call, result: s.DocumentResult) -> Result:
        return await self._keeping.undo_add(call, result)

    @capability(risk=READ, seconds=THOUGHT, answers_questions=True, examples=phrases.ANSWER)
    async def answer_question(self, call: Call, arguments: s.Question) -> s.AnswerResult:
        """Answer a question in the words of the person's documents, or say that they do not hold an answer."""
        return await self._asking.answer(call, arguments)

    @capability(risk=READ, seconds=SEARCHED, examples=phrases.SEARCH)
    async def search_knowledge(self, call: Call, arguments: s.Search) -> s.Passages:
        """Find passages in the person's documents."""
        return await self._asking.search(call, arguments)

    @capability(risk=READ, seconds=QUICK, examples=phrases.LIST)
    async def list_documents(self, call: Call, arguments: s.ListDocuments) -> s.DocumentList:
        """List the person's documents, newest first."""
        return await self._shelf.list(call, arguments)

    @capability(risk=READ, seconds=QUICK, examples=phrases.GET)
    async def get_document(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        """Say what a document is and how far it has been read."""
        return await self._shelf.get(call, arguments)

    @capability(risk=READ, seconds=SEARCHED, examples=phrases.TEXT)
    async def document_text(self, call: Call, arguments: s.TextRange) -> s.DocumentText:
        """Show the text of a document."""
        return await self._shelf.text(call, arguments)

    @capability(risk=READ, seconds=QUICK, examples=phrases.CHUNKS)
    async def document_chunks(self, call: Call, arguments: s.ChunkRange) -> s.DocumentChunks:
        """Show the passages into which a document was cut to be searched."""
        return await self._shelf.chunks(call, arguments)

    @capability(risk=READ, seconds=THOUGHT, examples=phrases.IMAGE)
    async def process_image(self, call: Call, arguments: s.Image) -> s.ImageText:
        """Say what an uploaded picture shows, and read the text in it."""
        return await self._images.read(call, arguments)

    @capability(risk=WRITE, undo="undo_update", seconds=QUICK, examples=phrases.CHANGE)
    async def update_document(self, call: Call, arguments: s.DocumentChange) -> s.DocumentChanged:
        """Give a document another title or other tags."""
        return await self._keeping.change(call, arguments)

    async def undo_update(self, call: Call, result: s.DocumentChanged) -> Result:
        return await self._keeping.undo_change(call, result)

    @capability(risk=WRITE, undo="undo_tags", seconds=SEARCHED, examples=phrases.TAGS)
    async def tag_documents(self, call: Call, arguments: s.TagChange) -> s.DocumentsChanged:
        """Add tags to several documents, or remove some."""
        return await self._keeping.tag(call, arguments)

    async def undo_tags(self, call: Call, result: s.DocumentsChanged) -> Result:
        return await self._keeping.undo_several(call, result, "tagged as before")

    @capability(risk=WRITE, undo="undo_delete", seconds=SEARCHED, examples=phrases.DELETE)
    async def delete_document(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        """Delete a document with all that was made from it. It can be brought back for a day."""
        return await self._keeping.delete(call, arguments)

    async def undo_delete(self, call: Call, result: s.DocumentResult) -> Result:
        return await self._keeping.undo_delete(call, result)

    @capability(risk=WRITE, undo="undo_delete_several", seconds=THOUGHT, examples=phrases.DELETE_SEVERAL)
    async def delete_documents(self, call: Call, arguments: s.SeveralDocuments) -> s.DocumentsChanged:
        """Delete several documents with all that was made from them. They can be brought back for a day."""
        return await self._keeping.delete_several(call, arguments)

    async def undo_delete_several(self, call: Call, result: s.DocumentsChanged) -> Result:
        return await self._keeping.undo_several(call, result, "back, and being read again")

    @capability(risk=READ, seconds=QUICK, examples=phrases.DELETED)
    async def deleted_documents(self, call: Call, arguments: s.DeletedDocuments) -> s.DeletedList:
        """List the deleted documents that can be brought back."""
        return await self._shelf.deleted(call, arguments)

    @capability(risk=WRITE, undo="undo_restore", seconds=SEARCHED, examples=phrases.RESTORE)
    async def restore_documents(self, call: Call, arguments: s.SeveralDocuments) -> s.DocumentsChanged:
        """Bring deleted documents back."""
        return await self._keeping.restore(call, arguments)

    async def undo_restore(self, call: Call, result: s.DocumentsChanged) -> Result:
        return await self._keeping.undo_several(call, result, "deleted again")

    @capability(risk=WRITE, undo="undo_reindex", seconds=SEARCHED, examples=phrases.REINDEX)
    async def reindex_document(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        """Read a document anew and rebuild what can be searched of it."""
        return await self._keeping.reindex(call, arguments)

    async def undo_reindex(self, call: Call, result: s.DocumentResult) -> Result:
        return await self._keeping.undo_reindex(call, result)

    @capability(risk=READ, seconds=THOUGHT, examples=phrases.SUMMARISE)
    async def summarise_document(self, call: Call, arguments: s.OneDocument) -> s.Passages:
        """Sum up a document in its own sentences."""
        return await self._asking.summarise(call, arguments)

    @capability(risk=READ, seconds=THOUGHT, examples=phrases.EXPLAIN)
    async def explain_search(self, call: Call, arguments: t.Explain) -> t.Explained:
        """Say why a question was answered as it was, or why nothing was found."""
        return await self._trace.explain(call, arguments)

    @capability(risk=WRITE, undo="undo_keep_case", seconds=QUICK, examples=phrases.KEEP_CASE)
    async def keep_case(self, call: Call, arguments: t.KeepCase) -> t.CaseResult:
        """Keep a question and where its answer stands as a case, to check that search goes on finding it."""
        return await self._cases.keep(call, arguments)

    async def undo_keep_case(self, call: Call, result: t.CaseResult) -> Result:
        return await self._cases.undo_keep(call, result)

    @capability(risk=READ, seconds=QUICK, examples=phrases.LIST_CASES)
    async def list_cases(self, call: Call, arguments: t.ListCases) -> t.CaseList:
        """List the kept search cases, newest first."""
        return await self._cases.list(call, arguments)

    @capability(risk=WRITE, undo="undo_delete_case", seconds=QUICK, examples=phrases.DELETE_CASE)
    async def delete_case(self, call: Call, arguments: t.CaseId) -> t.CaseResult:
        """Delete a kept search case."""
        return await self._cases.delete(call, arguments)

    async def undo_delete_case(self, call: Call, result: t.CaseResult) -> Result:
        return await self._cases.undo_delete(call, result)

    @capability(risk=READ, seconds=THOUGHT, examples=phrases.CHECK_CASES)
    async def check_cases(self, call: Call, arguments: t.CheckCases) -> t.CasesChecked:
        """Ask all kept search cases now and say which are found."""
        return await self._cases.check(call, arguments)


def _publisher(host: Host, repository: Repository) -> Publish:
    async def publish(document: Document) -> None:
        await tell(document)
        ended = document.archive if document.status in ("ready", "failed") else None
        if ended and (archive := await repository.get(document.audience, ended)):
            await tell(archive)  # how many of its files are read

    async def tell(document: Document) -> None:
        view = await view_of(repository, document)
        await host.publish(document.user_id, "document", view.model_dump(mode="json"))

    return publish
