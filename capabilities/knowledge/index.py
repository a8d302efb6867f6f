"""Both indexes as one: what is added, renamed or removed is so in each."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from agent_core.contract import Embedder
from capabilities.knowledge.lexical import Lexical
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Passage
from capabilities.knowledge.vectors import Vectors


@dataclass(frozen=True)
class Index:
    lexical: Lexical
    vectors: Vectors
    embedder: Embedder

    async def add(self, document: Document, passages: Sequence[Passage]) -> None:
        vectors = await self.embedder.embed([_embedded_text(passage) for passage in passages])
        ids = [passage.id for passage in passages]
        await self.vectors.add(document.audience, document.id, ids, vectors)
        await self.lexical.add(document.audience, document.title, passages)

    async def remove(self, document: Document) -> None:
        await self.lexical.remove(document.audience, document.id)
        await self.vectors.remove(document.audience, document.id)

    async def rename(self, document: Document) -> None:
        await self.lexical.rename(document.audience, document.id, document.title)

    async def close(self) -> None:
        await asyncio.gather(self.lexical.close(), self.vectors.close())


def _embedded_text(passage: Passage) -> str:
    """With its heading, which often names what the passage only calls "it"."""
    if passage.section and not passage.text.startswith(passage.section):
        return f"{passage.section}. {passage.text}"
    return passage.text
