"""The person's documents as things: take in, list and look at."""

from datetime import timedelta

from agent_core.contract import Call, Files, Origin
from agent_core.errors import CapabilityFailed
from capabilities.knowledge import schemas as s
from capabilities.knowledge import wording
from capabilities.knowledge.changes import Changes
from capabilities.knowledge.finding import find_document
from capabilities.knowledge.members import ARCHIVE
from capabilities.knowledge.passages import Excerpt
from capabilities.knowledge.quota import Quota
from capabilities.knowledge.records import Document, document_id
from capabilities.knowledge.repository import Repository
from capabilities.knowledge.selection import Selection
from capabilities.knowledge.taking import Taking
from capabilities.knowledge.viewing import origin_of, view_of, views


class Shelf:
    def __init__(
        self, repository: Repository, changes: Changes, taking: Taking, files: Files, keep_deleted: timedelta
    ) -> None:
        self._repository = repository
        self._changes = changes
        self._taking = taking
        self._quota: Quota = taking.quota
        self._files = files
        self._keep_deleted = keep_deleted

    async def add(self, call: Call, new: s.NewDocument) -> s.DocumentResult:
        info = await self._files.info(new.file_id, audience=call.audience)
        title = new.title.strip()
        document = await self._taking.take(
            Document(
                id=document_id(call.audience, info.sha256), audience=call.audience, user_id=call.user_id,
                file_id=info.id, name=info.name, sha256=info.sha256, title=title or info.name, size=info.size,
                key=call.key, created_at=call.now, tags=tuple(dict.fromkeys(new.tags)), revision=call.key,
                origin=call.origin if title else Origin.UNTRUSTED, stage=wording.WAITING,
            )
        )  # fmt: skip
        if document.status == "queued" and document.deleted_at is None:
            await self._changes.show(document)
        created = document.key == call.key
        view = await view_of(self._repository, document)
        return s.DocumentResult(
            text=wording.taken_in(document), document=view, created=created, change=call.key if created else None,
            origin=document.origin,
        )  # fmt: skip

    async def list(self, call: Call, arguments: s.ListDocuments) -> s.DocumentList:
        page = await self._repository.page(call.audience, _selected(arguments), arguments.limit, arguments.cursor)
        return s.DocumentList(
            text=wording.listed(page.items, page.total), total=page.total, next=page.next,
            items=await views(self._repository, call.audience, page.items), origin=origin_of(page.items),
            usage=await self._quota.usage(call.audience), tags=await self._repository.tags(call.audience),
        )  # fmt: skip

    async def deleted(self, call: Call, arguments: s.DeletedDocuments) -> s.DeletedList:
        page = await self._repository.deleted(call.audience, arguments.limit, arguments.cursor)
        shown = zip(page.items, await views(self._repository, call.audience, page.items), strict=True)
        items = [
            s.DeletedView(**view.model_dump(), deleted_at=moment, restorable_until=moment + self._keep_deleted)
            for document, view in shown
            if (moment := document.deleted_at) is not None
        ]
        return s.DeletedList(
            text=wording.deleted(page.items, page.total), items=items, total=page.total, next=page.next,
            origin=origin_of(page.items),
        )  # fmt: skip

    async def get(self, call: Call, arguments: s.OneDocument) -> s.DocumentResult:
        document = await find_document(self._repository, call.audience, arguments.document)
        members = await self._repository.members(call.audience, [document.id]) if document.type == ARCHIVE else []
        return s.DocumentResult(
            text=wording.state(document, members), document=await view_of(self._repository, document),
            origin=origin_of([document, *members]),
        )  # fmt: skip

    async def text(self, call: Call, arguments: s.TextRange) -> s.DocumentText:
        start, end = arguments.start, arguments.start + arguments.limit
        document, excerpt = await self._excerpt(call.audience, arguments.document, start, end)
        return s.DocumentText(
            text=excerpt.text, origin=Origin.UNTRUSTED, document_id=document.id, title=document.title,
            type=document.type, length=document.length, start=start,
            pages=[s.PageView.model_validate(page) for page in excerpt.pages],
            tables=[s.TableView.model_validate(table) for table in excerpt.tables],
            sections=[s.SectionView.model_validate(section) for section in excerpt.sections],
        )  # fmt: skip

    async def _excerpt(self, audience: str, named: str, start: int, end: int) -> tuple[Document, Excerpt]:
        """Looked at again when the text was read anew meanwhile."""
        document = await self._searchable(audience, named)
        excerpt = await self._repository.passages.text(document, start, end)
        if excerpt.text or start >= document.length:
            return document, excerpt
        document = await self._searchable(audience, document.id)
        return document, await self._repository.passages.text(document, start, end)

    async def chunks(self, call: Call, arguments: s.ChunkRange) -> s.DocumentChunks:
        document = await self._searchable(call.audience, arguments.document)
        skip = int(arguments.cursor) if arguments.cursor.isdecimal() else 0
        passages = await self._repository.passages.of(document, skip=skip, limit=arguments.limit)
        after = skip + arguments.limit
        return s.DocumentChunks(
            text=f"“{document.title}” is searched in {wording.how_many(document.chunks, 'passage')}.",
            document_id=document.id, title=document.title, total=document.chunks, origin=Origin.UNTRUSTED,
            items=[s.ChunkView(**{**vars(each), "number": each.number + 1}) for each in passages],
            next=str(after) if after < document.chunks else None,
        )  # fmt: skip

    async def _searchable(self, audience: str, named: str) -> Document:
        document = await find_document(self._repository, audience, named)
        if not document.searchable:
            raise CapabilityFailed(wording.state(document))
        return document


def _selected(arguments: s.ListDocuments) -> Selection:
    return Selection(
        words=arguments.query, type=arguments.type, tags=arguments.tag, status=arguments.status,
        archive=arguments.archive, outer=arguments.outer, since=arguments.since, until=arguments.until,
    )  # fmt: skip
