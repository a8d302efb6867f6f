"""Documents in the real database and both real indexes, without files: what search and answers are measured on."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from agent_core.contract import Embedder
from agent_core.models.embedding import load_embedder
from agent_core.settings import Settings
from agent_core.storage.database import open_database
from capabilities.knowledge.chunking import chunk
from capabilities.knowledge.index import Index
from capabilities.knowledge.lexical import Lexical
from capabilities.knowledge.passages import Passage, Passages, cut
from capabilities.knowledge.reading import ReadDocument
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.search import Searcher
from capabilities.knowledge.vectors import Vectors


@dataclass(frozen=True)
class Library:
    repository: Repository
    index: Index
    embedder: Embedder

    @property
    def searcher(self) -> Searcher:
        return Searcher(self.repository, self.index)

    async def add(self, audience: str, name: str, title: str, text: str) -> list[Passage]:
        """Cut and embedded as an uploaded file's text is."""
        document = await self.document(audience, name, title)
        passages = await self.index.digested(cut(document, 1, text, chunk(ReadDocument(type="txt", text=text))))
        await self.store(document, passages, await self.index.embed(audience, passages, {}))
        return passages

    async def document(self, audience: str, name: str, title: str) -> Document:
        document = Document(
            id=name, audience=audience, user_id="someone", file_id=name, name=name, sha256=name, title=title, size=0,
            key=name, created_at=datetime.now(UTC), status="ready", generation=1, type="txt",
        )  # fmt: skip
        return await self.repository.add(document) or document

    async def store(self, document: Document, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        await self.repository.passages.store(document, passages)
        await self.index.store(document, passages, vectors)


@asynccontextmanager
async def library(folder: Path, embedder: Embedder | None = None) -> AsyncIterator[Library]:
    settings = Settings(_env_file=None, data_dir=folder)
    used = embedder or load_embedder(settings)
    async with open_database(settings) as database:
        repository = Repository(
            database.collection("documents"), Passages(database.collection("chunks"), database.collection("texts"))
        )
        await repository.create_indexes()
        await repository.passages.create_indexes()
        vectors = Vectors(folder / "vectors", None, lambda: used.dimensions)
        index = Index(Lexical(folder / "lexical"), vectors, used)
        try:
            yield Library(repository, index, used)
        finally:
            await index.close()


def renumbered(passages: Sequence[Passage], document: Document) -> list[Passage]:
    """The same texts as passages of another document."""
    return [
        replace(each, id=f"{document.id}:1:{number}", document_id=document.id, number=number)
        for number, each in enumerate(passages)
    ]
