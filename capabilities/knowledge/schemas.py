"""What goes into the package's functions and what comes out."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from agent_core.contract import Result

Status = Literal["queued", "reading", "indexing", "ready", "failed"]
NAMED = "id of the document, or a part of its title"


class KnowledgeSettings(BaseModel):
    """AGENTIC_KNOWLEDGE_<NAME>."""

    chroma_url: str | None = Field(None, description="http address of a Chroma server; not set: embedded")
    read_seconds: float = Field(120, gt=0, description="longest time that reading one file may take")
    read_memory_mb: int = Field(2048, ge=256, description="most memory that reading one file may take")
    keep_deleted_hours: float = Field(24, ge=0, description="how long a deleted document can be brought back")


class DocumentView(BaseModel):
    id: str
    file_id: str
    title: str
    type: str = Field(description="pdf, docx, txt, md, html or csv; empty until it has been read")
    size: int = Field(description="bytes")
    status: Status
    progress: float = Field(ge=0, le=1)
    pages: int | None = None
    chunks: int = 0
    tags: list[str] = []
    error: str | None = None
    created_at: datetime


# -- arguments ---------------------------------------------------------------------------------------------------------


class NewDocument(BaseModel):
    file_id: str = Field(min_length=1, description="id of an uploaded file")
    title: str = Field("", max_length=300, description="the file's name when empty")
    tags: list[str] = Field([], max_length=50)


class Question(BaseModel):
    question: str = Field(min_length=1, max_length=4000, description="what the person wants to know, in full")
    document: str = Field("", max_length=300, description=f"{NAMED}; empty: all documents")


class Filters(BaseModel):
    document: str = Field("", max_length=300, description=NAMED)
    type: str = Field("", max_length=20, description="pdf, docx, txt, md, html or csv")
    tag: str = Field("", max_length=100)


class Search(BaseModel):
    query: str = Field(min_length=1, max_length=4000, description="what to look for")
    num_results: int = Field(5, ge=1, le=50)
    filters: Filters = Filters()


class ListDocuments(BaseModel):
    query: str = Field("", max_length=300, description="a part of the title, or a tag")
    limit: int = Field(50, ge=1, le=200)
    cursor: str = Field("", max_length=200, description="`next` of the page before")


class OneDocument(BaseModel):
    document: str = Field(min_length=1, max_length=300, description=NAMED)


class TextRange(OneDocument):
    start: int = Field(0, ge=0, description="first character")
    limit: int = Field(200_000, ge=1, le=500_000, description="most characters")


class DocumentChange(OneDocument):
    title: str | None = Field(None, min_length=1, max_length=300)
    tags: list[str] | None = Field(None, max_length=50)


# -- results -----------------------------------------------------------------------------------------------------------


class DocumentResult(Result):
    document: DocumentView
    created: bool = Field(False, description="false when the same content was there already")
    change: str | None = Field(None, description="key of the call that changed it; null when it was so already")


class DocumentChanged(DocumentResult):
    old_title: str
    old_tags: list[str]


class DocumentList(Result):
    items: list[DocumentView]
    total: int
    next: str | None = None


class Passages(Result):
    """The passages are the citations; `text` says how many there are."""


class AnswerResult(Result):
    supported: bool = Field(description="false when the documents do not hold an answer")


class PageView(BaseModel):
    page: int
    start: int
    end: int


class DocumentText(Result):
    """`text` is the part of the document from `start` on."""

    document_id: str
    title: str
    type: str
    length: int = Field(description="characters of the whole text")
    start: int
    pages: list[PageView] = Field(default=[])
