"""What people do with the documents they have: rename, tag, delete, bring back, read anew; and taking that back."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent_core.contract import Call, Origin, Result
from agent_core.errors import Conflict, NotFound
from capabilities.knowledge import schemas as s
from capabilities.knowledge import wording
from capabilities.knowledge.changes import Changes
from capabilities.knowledge.finding import find_document
from capabilities.knowledge.records import Document, to_row
from capabilities.knowledge.viewing import origin_of, view_of, views


class Keeping:
    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._repository = changes.repository

    async def undo_add(self, call: Call, result: s.DocumentResult) -> Result:
        if not result.created:
            text = f"“{result.document.title}” had been there before, so nothing is taken back."
            return Result(text=text, origin=result.origin)
        key = _key(call, result.change)
        [gone] = await self._changes.take_back(call, key, [result.document.id])
        await self._take_members(call, f"undo:{key}", [gone])
        return Result(text=f"“{result.document.title}” is removed again.", origin=result.origin)

    async def change(self, call: Call, arguments: s.DocumentChange) -> s.DocumentChanged:
        done = await self._repository.changed_by(call.audience, call.key)
        found = done[0] if done else await find_document(self._repository, call.audience, arguments.document)
        changed = found if done else await self._changes.one(call, found, _wanted(call, found, arguments))
        await self._changes.show(changed)
        before = changed.replaced_by(call.key) or {}
        return s.DocumentChanged(
            text=f"The document is now called “{changed.title}”{_tagged(changed)}.", origin=changed.origin,
            document=await view_of(self._repository, changed), change=call.key if before else None,
            old_title=before.get("title", changed.title), old_tags=before.get("tags", list(changed.tags)),
        )  # fmt: skip

    async def undo_change(self, call: Call, result: s.DocumentChanged) -> Result:
        if result.change is None and result.document.title == result.old_title:
            return Result(text="Nothing had been changed, so there is nothing to take back.")
        [document] = await self._changes.take_back(call, _key(call, result.change), [result.document.id])
        return Result(text=f"The document is called “{document.title}” again.", origin=document.origin)

    async def tag(self, call: Call, arguments: s.TagChange) -> s.DocumentsChanged:
        documents = await self._several(call, arguments.documents)
        changed = await self._changes.several(call, documents, lambda each: _retagged(call, each, arguments))
        for document in changed:
            await self._changes.show(document)
        touched = [document for document in changed if document.replaced_by(call.key) is not None]
        text = f"The tags of {wording.how_many(len(touched), 'document')} were changed."
        return await self._changed(call, text, changed, touched)

    async def delete(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        """The files stay for a while so that it can be brought back; whatever was made from them goes at once."""
        found = _first(await self._repository.changed_by(call.audience, call.key))
        found = found or await find_document(self._repository, call.audience, arguments.document)
        deleted = await self._changes.one(call, found, {"deleted_at": call.now})
        await self._changes.show(deleted)
        members = await self._take_members(call, call.key, [deleted])
        text = f"“{deleted.title}” is deleted{wording.with_members(members)}."
        view = await view_of(self._repository, deleted)
        return s.DocumentResult(text=text, document=view, change=call.key, origin=deleted.origin)

    async def delete_several(self, call: Call, arguments: s.SeveralDocuments) -> s.DocumentsChanged:
        documents = await self._several(call, arguments.documents)
        gone = await self._changes.several(call, documents, lambda each: {"deleted_at": call.now})
        for document in gone:
            await self._changes.show(document)
        members = await self._take_members(call, call.key, gone)
        text = f"{wording.how_many(len(gone), 'document')} deleted{wording.with_members(members)}."
        shown = [*gone, *members]
        return await self._changed(call, text, shown, shown)

    async def _take_members(self, call: Call, key: str, archives: Sequence[Document]) -> list[Document]:
        """What came in these archives goes with them, as a part of the same change."""
        return await self._changes.ingest.intake.follow(call.audience, archives, key, call.now)

    async def restore(self, call: Call, arguments: s.SeveralDocuments) -> s.DocumentsChanged:
        """Those that are there are left alone. What went with an archive comes back with it."""
        named = await self._several(call, arguments.documents, deleted=True)
        parts = await self._repository.gone_with(call.audience, [each for each in named if each.deleted_at])
        alone = {each.id for each in named}
        back = await self._changes.several(
            call, [*named, *(each for each in parts if each.id not in alone)],
            lambda each: _back(each, {other.id for other in named}),
        )  # fmt: skip
        for document in back:
            await self._changes.show(document)
        touched = [document for document in back if document.replaced_by(call.key) is not None]
        text = f"{wording.how_many(len(touched), 'document')} brought back, and being read again."
        return await self._changed(call, text, back, touched)

    async def undo_several(self, call: Call, result: s.DocumentsChanged, said: str) -> Result:
        if result.change is None:
            return Result(text="Nothing had been changed, so there is nothing to take back.")
        touched = await self._repository.changed_by(call.audience, result.change)
        documents = await self._changes.take_back(call, result.change, [each.id for each in touched])
        return Result(text=f"{wording.how_many(len(documents), 'document')} {said}.", origin=result.origin)

    async def undo_delete(self, call: Call, result: s.DocumentResult) -> Result:
        document, *members = await self._changes.take_back(call, _key(call, result.change), [result.document.id])
        text = f"“{document.title}” is back{wording.with_members(members)} and is being read again."
        return Result(text=text, origin=document.origin)

    async def reindex(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        document = await find_document(self._repository, call.audience, arguments.document)
        members = await self._repository.members(call.audience, [document.id])
        queued = [await self._repository.requeue(call.audience, each.id) for each in (document, *members)]
        if queued[0] is None:
            raise Conflict("The document was deleted meanwhile.")
        for each in queued:
            if each is not None:
                await self._changes.show(each)
        text = f"I am reading “{document.title}” anew{wording.with_members(members)}."
        return s.DocumentResult(text=text, document=await view_of(self._repository, queued[0]), origin=document.origin)

    async def undo_reindex(self, call: Call, result: s.DocumentResult) -> Result:
        text = f"“{result.document.title}” was only read anew; nothing of yours was changed by that."
        return Result(text=text, origin=result.origin)

    async def _several(self, call: Call, ids: Sequence[str], *, deleted: bool = False) -> list[Document]:
        """Raises NotFound when none of them is theirs. What this call has changed before is there, deleted or not."""
        found = await self._repository.several(call.audience, ids, deleted=True)
        found = [each for each in found if deleted or not each.deleted_at or each.replaced_by(call.key) is not None]
        if not found:
            raise NotFound("There are no such documents.")
        return found

    async def _changed(
        self, call: Call, text: str, shown: Sequence[Document], touched: Sequence[Document]
    ) -> s.DocumentsChanged:
        return s.DocumentsChanged(
            text=text, items=await views(self._repository, call.audience, shown), total=len(touched),
            change=call.key if touched else None, origin=origin_of(shown),
        )  # fmt: skip


def _key(call: Call, change: str | None) -> str:
    return change or call.key.removeprefix("undo:")


def _first(documents: Sequence[Document]) -> Document | None:
    """The one that was meant; members went with it."""
    ids = {each.id for each in documents}
    return next((each for each in documents if each.archive not in ids), None)


def _back(document: Document, named: set[str]) -> dict[str, Any]:
    """One that comes back without its archive stands for itself from now on."""
    if document.deleted_at is None:
        return {}
    alone = document.archive is not None and document.id in named and document.archive not in named
    return {"deleted_at": None} | ({"archive": None} if alone else {})


def _wanted(call: Call, document: Document, arguments: s.DocumentChange) -> dict[str, Any]:
    """The stored values that are to be different."""
    return _different(call, document, arguments.model_dump(include={"title", "tags"}, exclude_none=True))


def _retagged(call: Call, document: Document, arguments: s.TagChange) -> dict[str, Any]:
    tags = [tag for tag in dict.fromkeys([*document.tags, *arguments.add]) if tag not in arguments.remove]
    return _different(call, document, {"tags": tags})


def _different(call: Call, document: Document, said: Mapping[str, Any]) -> dict[str, Any]:
    row = to_row(document)
    fields = {name: value for name, value in said.items() if row[name] != value}
    return fields | ({"origin": call.origin} if fields and call.origin is Origin.UNTRUSTED else {})


def _tagged(document: Document) -> str:
    return f", tagged {', '.join(document.tags)}" if document.tags else ""
