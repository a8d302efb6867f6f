"""The person's documents as things: take in, list, look at, rename, delete and bring back."""

from agent_core.contract import Call, Files, Origin, Result
from agent_core.errors import CapabilityFailed, Conflict
from capabilities.knowledge import schemas as s
from capabilities.knowledge import wording
from capabilities.knowledge.finding import find_document
from capabilities.knowledge.ingest import Ingest
from capabilities.knowledge.records import Change, Document, document_id
from capabilities.knowledge.repository import Repository


class Shelf:
    def __init__(self, repository: Repository, ingest: Ingest, files: Files) -> None:
        self._repository = repository
        self._ingest = ingest
        self._files = files

    async def add(self, call: Call, new: s.NewDocument) -> s.DocumentResult:
        info = await self._files.info(new.file_id, audience=call.audience)
        draft = Document(
            id=document_id(call.audience, info.sha256), audience=call.audience, user_id=call.user_id, file_id=info.id,
            name=info.name, sha256=info.sha256, title=new.title.strip() or info.name, size=info.size, key=call.key,
            created_at=call.now, tags=tuple(dict.fromkeys(new.tags)),
        )  # fmt: skip
        document = await self._repository.add(draft) or await self._again(draft)
        if document.status == "queued":
            await self._ingest.announce(document)
        return s.DocumentResult(
            text=wording.taken_in(document), document=document.view(), created=document.key == call.key
        )

    async def _again(self, draft: Document) -> Document:
        """The same content was there before: deleted ones come back, failed ones are tried again."""
        known = await self._repository.get(draft.audience, draft.id)
        if known is None:
            fresh = {
                name: getattr(draft, name) for name in ("title", "name", "file_id", "user_id", "key", "created_at")
            }
            restored = await self._repository.restart(
                draft.audience, draft.id, deleted=True, tags=list(draft.tags), **fresh
            )
            return restored or draft
        if known.status == "failed":
            return await self._repository.restart(draft.audience, draft.id) or known
        return known

    async def undo_add(self, call: Call, result: s.DocumentResult) -> Result:
        if not result.created:
            return Result(text=f"“{result.document.title}” had been there before, so it stays.")
        document = await self._repository.get(call.audience, result.document.id)
        if document is not None:
            await self._remove(call, document)
        return Result(text=f"“{result.document.title}” is removed again.")

    async def list(self, call: Call, arguments: s.ListDocuments) -> s.DocumentList:
        page = await self._repository.page(call.audience, arguments.query, arguments.limit, arguments.cursor)
        titles = ", ".join(f"“{document.title}”" for document in page.items[:10])
        text = f"{wording.how_many(page.total, 'document')}{': ' if titles else ''}{titles}{', …' * (page.total > 10)}."
        return s.DocumentList(
            text=text, items=[document.view() for document in page.items], total=page.total, next=page.next
        )

    async def get(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        document = await find_document(self._repository, call.audience, arguments.document)
        return s.DocumentResult(text=wording.state(document), document=document.view())

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
        repeated = await self._repository.changed_by(call.audience, call.key)
        before = repeated or await find_document(self._repository, call.audience, arguments.document)
        if repeated is None or repeated.change is None:
            change = Change(key=call.key, title=before.title, tags=before.tags)
            wanted = {"title": arguments.title, "tags": arguments.tags}
            fields = {name: value for name, value in wanted.items() if value is not None}
            after = await self._set(before, change=vars(change), **fields)
        else:
            change, after = repeated.change, repeated
        return s.DocumentChanged(
            text=f"The document is now called “{after.title}”{_tagged(after)}.", document=after.view(),
            old_title=change.title, old_tags=list(change.tags),
        )  # fmt: skip

    async def undo_change(self, call: Call, result: s.DocumentChanged) -> Result:
        document = await self._repository.get(call.audience, result.document.id)
        if document is None or (document.title, list(document.tags)) != (result.document.title, result.document.tags):
            raise Conflict("The document has changed since, so this cannot be taken back.")
        await self._set(document, title=result.old_title, tags=result.old_tags, change=None)
        return Result(text=f"The document is called “{result.old_title}” again.")

    async def _set(self, document: Document, **fields: object) -> Document:
        after = await self._repository.change(document.audience, document.id, **fields)
        if after is None:
            raise Conflict("The document was deleted meanwhile.")
        if after.title != document.title:
            await self._ingest.index.rename(after)
        await self._ingest.publish(after)
        return after

    async def delete(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        document = await self._repository.deleted_by(call.audience, call.key)
        if document is None:
            document = await find_document(self._repository, call.audience, arguments.document)
            await self._remove(call, document)
        return s.DocumentResult(text=f"“{document.title}” is deleted.", document=document.view())

    async def _remove(self, call: Call, document: Document) -> None:
        """The file stays for a while so that it can be brought back; whatever was made from it goes at once."""
        await self._repository.mark_deleted(call.audience, document.id, call.now, call.key)
        await self._ingest.clear(document)

    async def undo_delete(self, call: Call, result: s.DocumentResult) -> Result:
        restored = await self._repository.restart(call.audience, result.document.id, deleted=True)
        if restored is None and await self._repository.get(call.audience, result.document.id) is None:
            raise CapabilityFailed("It was deleted too long ago to be brought back: upload it again.")
        if restored is not None:
            await self._ingest.announce(restored)
        return Result(text=f"“{result.document.title}” is back and is being read again.")

    async def reindex(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        document = await find_document(self._repository, call.audience, arguments.document)
        queued = await self._repository.restart(call.audience, document.id)
        if queued is None:
            raise Conflict("The document was deleted meanwhile.")
        await self._ingest.announce(queued)
        return s.DocumentResult(text=f"I am reading “{document.title}” anew.", document=queued.view())


def _tagged(document: Document) -> str:
    return f", tagged {', '.join(document.tags)}" if document.tags else ""
