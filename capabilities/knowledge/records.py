"""A stored document, as the rest of the package sees it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from agent_core.contract import Origin
from capabilities.knowledge.schemas import DocumentView, PageView, Status

REMEMBERED_CHANGES = 12  # of each document: how far repeats are recognised and undo reaches


@dataclass(frozen=True)
class Past:
    """One change by a person: which call made it, and the stored values that it replaced."""

    key: str
    before: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Document:
    """`attempt` grows whenever processing has to start anew; who works on an older attempt has been overtaken.

    `revision` is the key of the change that led to this state; undo puts the earlier one back. `origin` says whether
    the title comes from elsewhere, such as the name of a file; the text always does.
    """

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
    origin: Origin = Origin.TRUSTED
    revision: str = ""
    changes: tuple[Past, ...] = ()
    deleted_at: datetime | None = None
    keep_file: bool = False  # when it is purged, since taking it in was undone and the upload was there before

    def replaced_by(self, key: str) -> Mapping[str, Any] | None:
        """What the change `key` replaced; None when it is not remembered."""
        return next((past.before for past in self.changes if past.key == key), None)

    def before(self, key: str, now: datetime) -> Mapping[str, Any] | None:
        """What undo puts back: only of the last change. Before it was taken in, a document was not there."""
        if self.revision != key:
            return None
        return self.replaced_by(key) or ({"deleted_at": now, "keep_file": True} if key == self.key else None)

    def view(self) -> DocumentView:
        shared = {name: getattr(self, name) for name in DocumentView.model_fields if name not in ("pages", "tags")}
        return DocumentView(**shared, pages=len(self.pages) or None, tags=list(self.tags))


def document_id(audience: str, sha256: str) -> str:
    """The same content of the same people has one id: a second upload, or a repeated call, finds the first."""
    return hashlib.sha256(f"{audience}\n{sha256}".encode()).hexdigest()[:24]


def to_row(document: Document) -> dict[str, Any]:
    row = {**vars(document), "tags": list(document.tags), "pages": [page.model_dump() for page in document.pages]}
    row["changes"] = [vars(past) for past in document.changes]
    row["_id"] = row.pop("id")
    return row


def from_row(row: dict[str, Any]) -> Document:
    fields = {name: row[name] for name in Document.__dataclass_fields__ if name in row}
    document = Document(id=row["_id"], **fields)
    return replace(
        document,
        tags=tuple(document.tags),
        pages=tuple(PageView.model_validate(page) for page in document.pages),
        origin=Origin(document.origin),
        revision=document.revision or document.key,
        changes=tuple(Past(**past) for past in row.get("changes", ())),
        created_at=document.created_at if document.created_at.tzinfo else document.created_at.replace(tzinfo=UTC),
    )
