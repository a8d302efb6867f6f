"""Which documents a person's filters leave."""

from dataclasses import dataclass

from capabilities.knowledge import schemas as s
from capabilities.knowledge.finding import find_document
from capabilities.knowledge.members import ARCHIVE
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.selection import Selection


@dataclass(frozen=True)
class Narrowing:
    repository: Repository

    async def allowed(self, audience: str, filters: s.Filters) -> list[str] | None:
        """Ids of the documents that pass; None without a filter."""
        if filters == s.Filters():
            return None
        only = None
        if filters.document:
            only = await self.with_members(await find_document(self.repository, audience, filters.document))
        tags = [*filters.tags, *([filters.tag] if filters.tag else [])]
        selection = Selection(type=filters.type, tags=tags, since=filters.since, until=filters.until)
        return list(await self.repository.ready(audience, ids=only, selection=selection))

    async def with_members(self, document: Document) -> list[str]:
        """Who names an archive means what is in it."""
        members = await self.repository.members(document.audience, [document.id]) if document.type == ARCHIVE else []
        return [document.id, *(member.id for member in members)]
