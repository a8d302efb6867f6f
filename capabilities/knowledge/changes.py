"""What people change of documents: each change is remembered under the key of its call, and is taken back exactly once.

A change of several documents is taken back as one: all of them, or none when one of them has changed since.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent_core.contract import Call
from agent_core.errors import CapabilityFailed, Conflict
from capabilities.knowledge.ingest import Ingest
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository

Fields = Mapping[str, Any]
TRIES = 3  # to change a document that others change at the same time
TOO_LATE = "It was deleted too long ago to be brought back: upload it again."


@dataclass(frozen=True)
class Changes:
    repository: Repository
    ingest: Ingest

    async def one(self, call: Call, document: Document, fields: Fields) -> Document:
        """Raises Conflict when somebody else changes it at the same time; then nothing was done."""
        if not fields or document.replaced_by(call.key) is not None:
            return document
        changed = await self.repository.change(document, call.key, fields)
        if changed is None:
            raise Conflict(f"“{document.title}” is being changed by somebody else at the same time. Try again.")
        return changed

    async def several(
        self, call: Call, documents: Sequence[Document], wanted: Callable[[Document], Fields]
    ) -> list[Document]:
        """As they are now; one that somebody else keeps changing is left out."""
        found = [await self._stubbornly(call, document, wanted) for document in documents]
        return [document for document in found if document is not None]

    async def _stubbornly(
        self, call: Call, document: Document | None, wanted: Callable[[Document], Fields]
    ) -> Document | None:
        for _ in range(TRIES):
            if document is None:
                break
            try:
                return await self.one(call, document, wanted(document))
            except Conflict:
                document = await self.repository.get(document.audience, document.id, deleted=True)
        return None

    async def take_back(self, call: Call, key: str, ids: Sequence[str]) -> list[Document]:
        """Put back what was there before the call `key` in these documents and the members that went with them."""
        documents = await self._touched(call.audience, key, ids)
        undo = f"undo:{key}"
        waiting = [each for each in documents if each.replaced_by(undo) is None]
        before = {each.id: each.before(key, call.now) for each in waiting}
        if changed := next((each for each in waiting if not before[each.id]), None):
            raise _changed_since(changed)
        undone = {each.id: each for each in documents}
        for each in waiting:
            restored = await self.repository.restore(each, before[each.id] or {}, undo)
            if restored is None:
                raise _changed_since(each)
            undone[each.id] = restored
        return [await self.show(each) for each in undone.values()]

    async def _touched(self, audience: str, key: str, ids: Sequence[str]) -> list[Document]:
        named = await self.repository.several(audience, ids, deleted=True)
        if len(named) < len(set(ids)) or any(each.purging for each in named):
            raise CapabilityFailed(TOO_LATE)
        others = await self.repository.changed_by(audience, key)
        return [*named, *(each for each in others if each.id not in ids)]

    async def show(self, document: Document) -> Document:
        """Bring what is made from a document into line with it; a repeat does no harm."""
        if document.deleted_at is not None:
            await self.ingest.forget(document)
        elif document.status == "queued":
            await self.ingest.announce(document)
        else:
            await self.ingest.intake.index.rename(document)
            await self.ingest.intake.publish(document)
        return document


def _changed_since(document: Document) -> Conflict:
    return Conflict(f"“{document.title}” has changed since, so this was not taken back.")
