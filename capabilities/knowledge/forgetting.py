"""Erases what was made of the documents of a person or group. The rows and the files themselves go with the core."""

import asyncio
from dataclasses import dataclass

from capabilities.knowledge.ingest import Ingest
from capabilities.knowledge.repository import Repository

LOOK_EVERY, PATIENCE = 0.05, 60.0  # seconds


@dataclass(frozen=True)
class Forgetting:
    repository: Repository
    ingest: Ingest

    async def forget(self, audience: str) -> None:
        """Whoever works on one of the documents is overtaken first; nothing is written of them after that."""
        documents = await self.repository.begin_forgetting(audience)
        await self._released({each.id for each in documents})
        index = self.ingest.intake.index
        for document in documents:
            if document.audience != audience:  # brought into a group, whose other documents stay
                await self.ingest.intake.clear(document)
        for group in {each.audience for each in documents} - {audience}:
            await index.vectors.rewrite(group)
        await index.forget(audience)

    async def _released(self, ids: set[str]) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.ingest.works_on(ids):  # noqa: ASYNC110  # it ends at its next note, a second from now at most
                await asyncio.sleep(LOOK_EVERY)
