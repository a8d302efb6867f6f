"""A stored document, as the rest of the package sees it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from capabilities.knowledge.schemas import DocumentView, PageView, Status


@dataclass(frozen=True)
class Change:
    """The last change by a person: which call made it, and what was there before."""

    key: str
    title: str
    tags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """`attempt` grows whenever processing has to start anew; who works on an older attempt has been overtaken."""

    id: str
    audience: str
    user_id: str  # who uploaded it, and hears how far it is
    file_id: str
    name: str  # of the file
    sha256: str
    title: str
    size: int
    key: str  # of the call that created it
    created_at: datetime
    tags: tuple[str, ...] = ()
    type: str = ""
    status: Status = "queued"
    progress: float = 0.0
    pages: tuple[PageView, ...] = ()
    chunks: int = 0
    length: int = 0
    error: str | None = None
    attempt: int = 1
    tries: int = 0
    change: Change | None = None
    deleted_at: datetime | None = None
    deleted_key: str | None = None  # of the call that deleted it

    def view(self) -> DocumentView:
        shared = {name: getattr(self, name) for name in DocumentView.model_fields if name not in ("pages", "tags")}
        return DocumentView(**shared, pages=len(self.pages) or None, tags=list(self.tags))


def document_id(audience: str, sha256: str) -> str:
    """The same content of the same people has one id: a second upload, or a repeated call, finds the first."""
    return hashlib.sha256(f"{audience}\n{sha256}".encode()).hexdigest()[:24]


def to_row(document: Document) -> dict[str, Any]:
    row = {**vars(document), "tags": list(document.tags), "pages": [page.model_dump() for page in document.pages]}
    row["_id"] = row.pop("id")
    return row


def from_row(row: dict[str, Any]) -> Document:
    fields = {name: row[name] for name in Document.__dataclass_fields__ if name in row}
    document = Document(id=row["_id"], **fields)
    return replace(
        document,
        tags=tuple(document.tags),
        pages=tuple(PageView.model_validate(page) for page in document.pages),
        change=Change(**row["change"]) if row.get("change") else None,
        created_at=document.created_at if document.created_at.tzinfo else document.created_at.replace(tzinfo=UTC),
    )
