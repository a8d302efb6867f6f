"""The person's documents as things: take in, list, look at, rename, delete and bring back."""

from collections.abc import Mapping
from typing import Any

from agent_core.contract import Call, Files, Origin, Result
from agent_core.errors import CapabilityFailed, Conflict
from capabilities.knowledge import schemas as s
from capabilities.knowledge import wording
from capabilities.knowledge.finding import find_document
from capabilities.knowledge.ingest import Ingest
from capabilities.knowledge.records import Document, document_id, to_row
from capabilities.knowledge.repository import Repository

BROUGHT = ("title", "tags", "name", "file_id", "user_id", "key", "created_at", "origin", "keep_file")  # by a new upload


class Shelf:
    def __init__(self, repository: Repository, ingest: Ingest, files: Files) -> None:
        self._repository = repository
        self._ingest = ingest
        self._files = files

    async def add(self, call: Call, new: s.NewDocument) -> s.DocumentResult:
        info = await self._files.info(new.file_id, audience=call.audience)
        title = new.title.strip()
        draft = Document(
            id=document_id(call.audience, info.sha256), audience=call.audience, user_id=call.user_id, file_id=info.id,
            name=info.name, sha256=info.sha256, title=title or info.name, size=info.size, key=call.key,
            created_at=call.now, tags=tuple(dict.fromkeys(new.tags)), revision=call.key,
            origin=call.origin if title else Origin.UNTRUSTED,
        )  # fmt: skip
        document = await self._repository.add(draft) or await self._again(draft)
        if document.status == "queued" and document.deleted_at is None:
            await self._ingest.announce(document)
        created = document.key == call.key
        return _result(document, wording.taken_in(document), call.key if created else None, created=created)

    async def _again(self, draft: Document) -> Document:
        """The same content was there before: deleted ones come back, failed ones are tried again."""
        known = await self._repository.get(draft.audience, draft.id, deleted=True)
        if known is None:  # it was purged this moment
            return await self._repository.add(draft) or draft
        if known.deleted_at is None:
            retried = known.status == "failed" and await self._repository.requeue(draft.audience, draft.id)
            return retried or known
        if known.key == draft.key:  # taken in by this very call, and taken back since
            return known
        row = to_row(draft)
        fresh = {name: row[name] for name in BROUGHT}
        return await self._repository.change(known, draft.key, fresh | {"deleted_at": None}) or known

    async def undo_add(self, call: Call, result: s.DocumentResult) -> Result:
        if not result.created:
            return Result(text=f"“{result.document.title}” had been there before, so it stays.", origin=result.origin)
        await self._take_back(call, result)
        return Result(text=f"“{result.document.title}” is removed again.", origin=result.origin)

    async def list(self, call: Call, arguments: s.ListDocuments) -> s.DocumentList:
        page = await self._repository.page(call.audience, arguments.query, arguments.limit, arguments.cursor)
        titles = ", ".join(f"“{document.title}”" for document in page.items[:10])
        text = f"{wording.how_many(page.total, 'document')}{': ' if titles else ''}{titles}{', …' * (page.total > 10)}."
        untrusted = any(document.origin is Origin.UNTRUSTED for document in page.items)
        return s.DocumentList(
            text=text, items=[document.view() for document in page.items], total=page.total, next=page.next,
            origin=Origin.UNTRUSTED if untrusted else Origin.TRUSTED,
        )  # fmt: skip

    async def get(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        document = await find_document(self._repository, call.audience, arguments.document)
        return _result(document, wording.state(document))

    async def text(self, call: Call, arguments: s.TextRange) -> s.DocumentText:
        document = await find_document(self._repository, call.audience, arguments.document)
        if document.status != "ready":
            raise CapabilityFailed(wording.state(document))
        start, end = arguments.start, arguments.start + arguments.limit
        text = await self._repository.text(call.audience, document.id, start, end)
        pages = [page for page in document.pages if page.start < end and page.end > start]
        return s.DocumentText(
            text=text, origin=Origin.UNTRUSTED, document_id=document.id, title=document.title, type=document.type,
            length=document.length, start=start, pages=pages,
        )  # fmt: skip

    async def change(self, call: Call, arguments: s.DocumentChange) -> s.DocumentChanged:
        changed = await self._repository.changed_by(call.audience, call.key)
        if changed is None:
            found = await find_document(self._repository, call.audience, arguments.document)
            changed = await self._changed(call, found, _wanted(call, found, arguments))
        await self._show(changed)
        before = changed.replaced_by(call.key) or {}
        return s.DocumentChanged(
            text=f"The document is now called “{changed.title}”{_tagged(changed)}.", document=changed.view(),
            origin=changed.origin, change=call.key if before else None,
            old_title=before.get("title", changed.title), old_tags=before.get("tags", list(changed.tags)),
        )  # fmt: skip

    async def undo_change(self, call: Call, result: s.DocumentChanged) -> Result:
        if result.change is None and result.document.title == result.old_title:
            return Result(text="Nothing had been changed, so there is nothing to take back.")
        document = await self._take_back(call, result)
        return Result(text=f"The document is called “{document.title}” again.", origin=document.origin)

    async def delete(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        """The file stays for a while so that it can be brought back; whatever was made from it goes at once."""
        deleted = await self._repository.changed_by(call.audience, call.key)
        if deleted is None:
            found = await find_document(self._repository, call.audience, arguments.document)
            deleted = await self._changed(call, found, {"deleted_at": call.now})
        await self._show(deleted)
        return _result(deleted, f"“{deleted.title}” is deleted.", call.key)

    async def undo_delete(self, call: Call, result: s.DocumentResult) -> Result:
        document = await self._take_back(call, result)
        return Result(text=f"“{document.title}” is back and is being read again.", origin=document.origin)

    async def reindex(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        document = await find_document(self._repository, call.audience, arguments.document)
        queued = await self._repository.requeue(call.audience, document.id)
        if queued is None:
            raise Conflict("The document was deleted meanwhile.")
        await self._ingest.announce(queued)
        return _result(queued, f"I am reading “{document.title}” anew.")

    async def undo_reindex(self, call: Call, result: s.DocumentResult) -> Result:
        text = f"“{result.document.title}” was only read anew; nothing of yours was changed by that."
        return Result(text=text, origin=result.origin)

    async def _changed(self, call: Call, document: Document, fields: Mapping[str, Any]) -> Document:
        if not fields:
            return document
        changed = await self._repository.change(document, call.key, fields)
        if changed is None:
            raise Conflict(f"“{document.title}” is being changed by somebody else at the same time. Try again.")
        return changed

    async def _take_back(self, call: Call, result: s.DocumentResult) -> Document:
        """Put back what was there before the call with this result, unless something came after it; once."""
        key = result.change or call.key.removeprefix("undo:")
        undone = await self._repository.changed_by(call.audience, f"undo:{key}")
        if undone is None:
            document = await self._repository.get(call.audience, result.document.id, deleted=True)
            if document is None:
                raise CapabilityFailed("It was deleted too long ago to be brought back: upload it again.")
            before = document.before(key, call.now)
            undone = await self._repository.restore(document, before, f"undo:{key}") if before else None
            if undone is None:
                raise Conflict(f"“{document.title}” has changed since, so this was not taken back.")
        await self._show(undone)
        return undone

    async def _show(self, document: Document) -> None:
        """Bring what is made from a document into line with it; a repeat does no harm."""
        if document.deleted_at is not None:
            await self._ingest.clear(document)
        elif document.status == "queued":
            await self._ingest.announce(document)
        else:
            await self._ingest.index.rename(document)
            await self._ingest.publish(document)


def _wanted(call: Call, document: Document, arguments: s.DocumentChange) -> dict[str, Any]:
    """The stored values that are to be different."""
    row, said = to_row(document), arguments.model_dump(include={"title", "tags"}, exclude_none=True)
    fields = {name: value for name, value in said.items() if row[name] != value}
    return fields | ({"origin": call.origin} if fields and call.origin is Origin.UNTRUSTED else {})


def _result(document: Document, text: str, change: str | None = None, *, created: bool = False) -> s.DocumentResult:
    view = document.view()
    return s.DocumentResult(text=text, document=view, created=created, change=change, origin=document.origin)


def _tagged(document: Document) -> str:
    return f", tagged {', '.join(document.tags)}" if document.tags else ""
