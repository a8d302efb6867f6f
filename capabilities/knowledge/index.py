"""Both indexes as one: what is added, renamed or removed is so in each."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from agent_core.contract import Embedder
from capabilities.knowledge.lexical import Lexical
from capabilities.knowledge.passages import Passage
from capabilities.knowledge.records import Document
from capabilities.knowledge.vectors import Vectors

_PROBE = "What the vector of this sentence is tells one embedding model from another."


@dataclass(frozen=True)
class Index:
    lexical: Lexical
    vectors: Vectors
    embedder: Embedder

    async def digested(self, passages: Sequence[Passage]) -> list[Passage]:
        """With what tells whether the vector of an earlier passage is theirs too: the text, and the model."""
        [vector] = await self.embedder.embed([_PROBE])
        model = ",".join(f"{value:.3f}" for value in vector[:8])
        return [
            replace(each, digest=sha256(f"{model}\n{_embedded_text(each)}".encode()).hexdigest()[:32])
            for each in passages
        ]

    async def embed(
        self, audience: str, passages: Sequence[Passage], known: Mapping[str, str]
    ) -> list[Sequence[float]]:
        """Vectors in the order of the passages; those with a `known` digest are taken over from that passage."""
        ids = list(dict.fromkeys(known[each.digest] for each in passages if each.digest in known))
        stored = await self.vectors.get(audience, ids) if ids else {}
        old = {each.digest: stored[known[each.digest]] for each in passages if known.get(each.digest) in stored}
        fresh = iter(await self.embedder.embed([_embedded_text(each) for each in passages if each.digest not in old]))
        return [old[each.digest] if each.digest in old else next(fresh) for each in passages]

    async def store(self, document: Document, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        await asyncio.gather(
            self.vectors.add(document.audience, passages, vectors),
            self.lexical.add(document.audience, document.title, passages),
        )

    async def remove(self, document: Document, keep: int | None = None) -> None:
        """All generations, or all but one."""
        await asyncio.gather(
            self.lexical.remove(document.audience, document.id, keep),
            self.vectors.remove(document.audience, document.id, keep),
        )

    async def forget(self, audience: str) -> None:
        """All that is theirs, with the files it stands in."""
        await asyncio.gather(self.lexical.forget(audience), self.vectors.forget(audience))

    async def rename(self, document: Document) -> None:
        await self.lexical.rename(document.audience, document.id, document.title)

    async def close(self) -> None:
        await asyncio.gather(self.lexical.close(), self.vectors.close())


def _embedded_text(passage: Passage) -> str:
    """With its heading, which often names what the passage only calls "it", and the head of its table."""
    text = f"{passage.header}\n{passage.text}" if passage.header else passage.text
    if passage.section and not passage.text.startswith(passage.section):
        return f"{passage.section}. {text}"
    return text
