"""A stored document, as the rest of the package sees it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from agent_core.contract import Origin
from capabilities.knowledge.schemas import DocumentView, Members, Status

REMEMBERED_CHANGES = 12  # of each document: how far repeats are recognised and undo reaches
FORMAT = 2  # of what is stored of a document and its indexes; an older one is read anew when the server starts


@dataclass(frozen=True)
class Past:
    """One change by a person: which call made it, and the stored values that it replaced."""

    key: str
    before: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Document:
    """`attempt` grows whenever processing has to start anew; who works on an older attempt has been overtaken.

    `generation` is the attempt whose text and passages may be seen, whatever the status says; 0: none.
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
    stage: str = ""
    pages: int = 0
    chunks: int = 0
    length: int = 0
    notices: tuple[str, ...] = ()
    error: str | None = None
    attempt: int = 1
    tries: int = 0
    generation: int = 0
    leftovers: bool = False  # passages of other generations may still be there
    format: int = FORMAT
    archive: str | None = None
    origin: Origin = Origin.TRUSTED
    revision: str = ""
    changes: tuple[Past, ...] = ()
    deleted_at: datetime | None = None
    purging: bool = False  # it cannot be brought back any more
    keep_file: bool = False  # when it is purged, since taking it in was undone and the upload was there before

    @property
    def searchable(self) -> bool:
        return self.generation > 0

    def replaced_by(self, key: str) -> Mapping[str, Any] | None:
        """What the change `key` replaced; None when it is not remembered."""
        return next((past.before for past in self.changes if past.key == key), None)

    def before(self, key: str, now: datetime) -> Mapping[str, Any] | None:
        """What undo puts back: only of the last change. Before it was taken in, a document was not there."""
        if self.revision != key:
            return None
        return self.replaced_by(key) or ({"deleted_at": now, "keep_file": True} if key == self.key else None)

    def view(self, members: Members | None = None) -> DocumentView:
        return DocumentView.model_validate(
            {**vars(self), "searchable": self.searchable, "pages": self.pages or None, "members": members}
        )


def document_id(audience: str, sha256: str) -> str:
    """The same content of the same people has one id: a second upload, or a repeated call, finds the first."""
    return hashlib.sha256(f"{audience}\n{sha256}".encode()).hexdigest()[:24]


def to_row(document: Document) -> dict[str, Any]:
    row = {**vars(document), "tags": list(document.tags), "notices": list(document.notices)}
    row["changes"] = [vars(past) for past in document.changes]
    row["_id"] = row.pop("id")
    return row


def from_row(row: Mapping[str, Any]) -> Document:
    fields = {name: row[name] for name in Document.__dataclass_fields__ if name in row}
    document = Document(id=row["_id"], **fields)
    return replace(
        document,
        tags=tuple(document.tags),
        pages=document.pages if isinstance(document.pages, int) else 0,  # a row of an earlier release had their spans
        notices=tuple(document.notices),
        origin=Origin(document.origin),
        revision=document.revision or document.key,
        changes=tuple(Past(**past) for past in row.get("changes", ())),
        created_at=_aware(document.created_at),
        deleted_at=_aware(document.deleted_at) if document.deleted_at else None,
    )


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
