"""Taking a file into the documents of an audience: the same content is there once, whatever became of it before."""

import asyncio
from dataclasses import dataclass, field

from agent_core.errors import Conflict
from capabilities.knowledge.quota import Quota
from capabilities.knowledge.records import Document, to_row
from capabilities.knowledge.repository import Repository

BROUGHT = (
    "title", "tags", "name", "file_id", "user_id", "key", "created_at", "origin", "keep_file", "archive",
)  # fmt: skip  # by a new upload


@dataclass(frozen=True)
class Taking:
    repository: Repository
    quota: Quota
    _counting: asyncio.Lock = field(default_factory=asyncio.Lock)  # so that two at once do not both take the last place

    async def take(self, draft: Document) -> Document:
        """What is there of it now. Raises TooLarge when there is no room for it."""
        known = await self.repository.get(draft.audience, draft.id, deleted=True)
        if known is not None and known.deleted_at is None:
            retried = known.status == "failed" and await self.repository.requeue(draft.audience, draft.id)
            return retried or known
        if known is not None and known.key == draft.key:  # taken in by this very call, and taken back since
            return known
        if known is not None and known.purging:
            raise Conflict("This content is just being removed for good: try again in a moment.")
        async with self._counting:
            await self.quota.admit(draft.audience, draft.size)
            return await self._enter(draft, known)

    async def _enter(self, draft: Document, known: Document | None) -> Document:
        if known is None:
            added = await self.repository.add(draft)
            return added or await self.repository.get(draft.audience, draft.id, deleted=True) or draft
        row = to_row(draft)
        fresh = {name: row[name] for name in BROUGHT}
        return await self.repository.change(known, draft.key, fresh | {"deleted_at": None}) or known
