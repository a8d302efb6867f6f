"""How much one person or group may keep. What is over a limit is refused with what to do about it."""

from dataclasses import dataclass

from agent_core.errors import TooLarge
from capabilities.knowledge.records import Document
from capabilities.knowledge.repository import Repository, Sums
from capabilities.knowledge.schemas import KnowledgeSettings, Usage

_ADVICE = "Delete some documents, or have AGENTIC_KNOWLEDGE_{} raised by whoever runs this server."


@dataclass(frozen=True)
class Quota:
    repository: Repository
    settings: KnowledgeSettings

    @property
    def most_bytes(self) -> int:
        return self.settings.most_megabytes * 1_000_000

    async def usage(self, audience: str) -> Usage:
        sums, most = await self.repository.sums(audience), self.settings
        return Usage(
            **vars(sums), most_documents=most.most_documents, most_bytes=self.most_bytes,
            most_passages=most.most_passages, most_unfinished=most.most_unfinished,
        )  # fmt: skip

    async def admit(self, audience: str, size: int) -> None:
        """One more document of `size` bytes. Raises TooLarge."""
        sums = await self.repository.sums(audience)
        if reason := self._hindrance(sums, size):
            raise TooLarge(reason)

    def _hindrance(self, sums: Sums, size: int) -> str | None:
        most = self.settings
        if sums.documents >= most.most_documents:
            return f"You have {sums.documents:,} documents, and no more fit. {_ADVICE.format('MOST_DOCUMENTS')}"
        if sums.bytes + size > self.most_bytes:
            left = max(0, self.most_bytes - sums.bytes) / 1_000_000
            return (
                f"Your documents have {left:,.1f} MB left, too little for this one. {_ADVICE.format('MOST_MEGABYTES')}"
            )
        if sums.unfinished >= most.most_unfinished:
            return (
                f"{sums.unfinished:,} of your documents are still waiting to be read: add this one when some are done."
            )
        return None

    async def admit_passages(self, document: Document, count: int) -> None:
        """In place of those that it has. Raises TooLarge."""
        others = (await self.repository.sums(document.audience)).passages - document.chunks
        room = max(0, self.settings.most_passages - others)
        if count > room:
            raise TooLarge(
                f"It has {count:,} passages, and your documents have room for {room:,} more. "
                f"{_ADVICE.format('MOST_PASSAGES')}"
            )
