"""Documents as people see them: with what became of the files of an archive."""

from collections.abc import Sequence

from agent_core.contract import Origin
from capabilities.knowledge.members import ARCHIVE
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.schemas import DocumentView, Members


async def views(repository: Repository, audience: str, documents: Sequence[Document]) -> list[DocumentView]:
    archives = [document.id for document in documents if document.type == ARCHIVE]
    counts = await repository.count_members(audience, archives) if archives else {}
    return [
        document.view(counts.get(document.id, Members()) if document.type == ARCHIVE else None)
        for document in documents
    ]


async def view_of(repository: Repository, document: Document) -> DocumentView:
    [view] = await views(repository, document.audience, [document])
    return view


def origin_of(documents: Sequence[Document]) -> Origin:
    """Titles are shown: one that comes from elsewhere makes the whole answer so."""
    untrusted = any(document.origin is Origin.UNTRUSTED for document in documents)
    return Origin.UNTRUSTED if untrusted else Origin.TRUSTED
