"""What came in an archive: each file becomes a document of its own, which names the archive."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from agent_core.contract import FileInfo, Files, Origin
from agent_core.errors import AgentError, TooLarge
from capabilities.knowledge.reading.document import Member
from capabilities.knowledge.records import Document, document_id
from capabilities.knowledge.taking import Taking
from capabilities.knowledge.wording import WAITING, how_many

ARCHIVE = "zip"  # the type of a document that has members
PIECE = 1 << 20  # bytes
NAMED = 5  # refused files that are named in a notice


@dataclass(frozen=True)
class Unpacking:
    """Brings the files of one archive in; a repeat finds what is there."""

    files: Files
    taking: Taking

    async def take(self, archive: Document, members: list[Member], folder: Path) -> list[str]:
        """What the person should know of it, in sentences."""
        if archive.archive:
            return [f"It is an archive within an archive, so {how_many(len(members), 'file')} in it were not read."]
        known, refused = 0, list[str]()
        for member in members:
            try:
                taken = await self._take(archive, member, folder / member.path)
                known += taken.archive != archive.id
            except AgentError as error:
                refused.append(f"{member.name} ({error.message})")
        return [*_known(known), *_refused(refused, len(members))]

    async def _take(self, archive: Document, member: Member, path: Path) -> Document:
        stored = await self._store(archive, member, path)
        id = document_id(archive.audience, stored.sha256)
        key = f"{archive.key}/{id}"
        return await self.taking.take(
            Document(
                id=id, audience=archive.audience, user_id=archive.user_id, file_id=stored.id, name=stored.name,
                sha256=stored.sha256, title=f"{archive.title} › {member.name}"[:300], size=stored.size, key=key,
                created_at=archive.created_at, tags=archive.tags, archive=archive.id, revision=key,
                origin=Origin.UNTRUSTED, stage=WAITING,
            )
        )  # fmt: skip

    async def _store(self, archive: Document, member: Member, path: Path) -> FileInfo:
        size = (await asyncio.to_thread(path.stat)).st_size
        if not size:
            raise TooLarge("it is empty")
        return await self.files.save(
            _pieces(path), name=member.name, audience=archive.audience, user_id=archive.user_id, limit_bytes=size
        )


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece


def _known(count: int) -> list[str]:
    are = "is" if count == 1 else "are"
    return [f"{how_many(count, 'file')} of it {are} in your documents already."] if count else []


def _refused(refused: list[str], total: int) -> list[str]:
    if not refused:
        return []
    more = f" and {len(refused) - NAMED} more" if len(refused) > NAMED else ""
    return [f"{len(refused)} of {total} files could not be taken in: {'; '.join(refused[:NAMED])}{more}."]
