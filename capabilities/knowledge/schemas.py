"""What goes into the package's functions and what comes out."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from agent_core.contract import Result

Status = Literal["queued", "reading", "indexing", "ready", "failed"]
NAMED = "id of the document, or a part of its title"
TYPES = "pdf, docx, pptx, xlsx, csv, txt, md, html, eml, epub, json, image, audio or zip"
MOST_AT_ONCE = 500  # documents of one call
Id = Annotated[str, Field(min_length=1, max_length=64)]
Tag = Annotated[str, Field(min_length=1, max_length=100)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=MOST_AT_ONCE, description="ids of documents")]


class KnowledgeSettings(BaseModel):
    """AGENTIC_KNOWLEDGE_<NAME>."""

    chroma_url: str | None = Field(None, description="http address of a Chroma server; not set: embedded")
    read_seconds: float = Field(120, gt=0, description="longest time that reading one file may take")
    read_memory_mb: int = Field(2048, ge=256, description="most memory that reading one file may take")
    keep_deleted_hours: float = Field(24, ge=0, description="how long a deleted document can be brought back")
    most_documents: int = Field(5000, ge=1, description="most documents of one person or group")
    most_megabytes: int = Field(5000, ge=1, description="most bytes of them together, in millions")
    most_passages: int = Field(200_000, ge=1, description="most passages that they are cut into")
    most_unfinished: int = Field(1000, ge=1, description="most documents waiting to be read")


class Members(BaseModel):
    """What became of the files in an archive."""

    total: int = 0
    ready: int = 0
    failed: int = 0
    waiting: int = Field(0, description="not read yet")


class DocumentView(BaseModel):
    id: str
    file_id: str
    title: str
    type: str = Field(description=f"{TYPES}; empty until it has been read")
    size: int = Field(description="bytes")
    status: Status
    progress: float = Field(ge=0, le=1)
    stage: str = Field("", description="how far it is, in words")
    searchable: bool = Field(False, description="what was read last can be found, also while it is read anew")
    pages: int | None = Field(None, description="also slides, sheets, or parts of a message")
    chunks: int = 0
    tags: list[str] = []
    error: str | None = None
    notices: list[str] = Field([], description="what was left out, and why")
    archive: str | None = Field(None, description="id of the archive that it came in")
    members: Members | None = Field(None, description="only of an archive")
    created_at: datetime


class Usage(BaseModel):
    """Of one person or group; `most_…` are the limits."""

    documents: int
    bytes: int
    passages: int
    unfinished: int
    most_documents: int
    most_bytes: int
    most_passages: int
    most_unfinished: int


# -- arguments ---------------------------------------------------------------------------------------------------------


class NewDocument(BaseModel):
    file_id: str = Field(min_length=1, description="id of an uploaded file")
    title: str = Field("", max_length=300, description="the file's name when empty")
    tags: list[Tag] = Field([], max_length=50)


class Question(BaseModel):
    question: str = Field(min_length=1, max_length=4000, description="what the person wants to know, in full")
    document: str = Field("", max_length=300, description=f"{NAMED}; empty: all documents")


class Narrowed(BaseModel):
    """Which documents; all conditions must hold."""

    type: str = Field("", max_length=20, description=TYPES)
    since: AwareDatetime | None = Field(None, description="uploaded at or after this moment")
    until: AwareDatetime | None = Field(None, description="uploaded before this moment")


class Filters(Narrowed):
    document: str = Field("", max_length=300, description=NAMED)
    tag: str = Field("", max_length=100)
    tags: list[Tag] = Field([], max_length=50, description="all of them")


class Search(BaseModel):
    query: str = Field(min_length=1, max_length=4000, description="what to look for")
    num_results: int = Field(5, ge=1, le=50)
    filters: Filters = Filters()


class ListDocuments(Narrowed):
    query: str = Field("", max_length=300, description="a part of the title, or a tag")
    tag: list[Tag] = Field([], max_length=50, description="all of them")
    status: Literal["", "ready", "failed", "unfinished"] = ""
    archive: str = Field("", max_length=64, description="id of an archive: only what came in it")
    outer: bool = Field(False, description="leave out what came in an archive")
    limit: int = Field(50, ge=1, le=200)
    cursor: str = Field("", max_length=200, description="`next` of the page before")


class OneDocument(BaseModel):
    document: str = Field(min_length=1, max_length=300, description=NAMED)


class TextRange(OneDocument):
    start: int = Field(0, ge=0, description="first character")
    limit: int = Field(200_000, ge=1, le=500_000, description="most characters")


class ChunkRange(OneDocument):
    limit: int = Field(50, ge=1, le=500)
    cursor: str = Field("", max_length=20, description="`next` of the part before")


class DocumentChange(OneDocument):
    title: str | None = Field(None, min_length=1, max_length=300)
    tags: list[Tag] | None = Field(None, max_length=50)


class SeveralDocuments(BaseModel):
    documents: Ids


class TagChange(SeveralDocuments):
    add: list[Tag] = Field([], max_length=50)
    remove: list[Tag] = Field([], max_length=50)


class DeletedDocuments(BaseModel):
    limit: int = Field(50, ge=1, le=200)
    cursor: str = Field("", max_length=20, description="`next` of the part before")


class Image(BaseModel):
    file_id: str = Field(min_length=1, max_length=64, description="id of an uploaded image")
    question: str = Field("", max_length=2000, description="about what it shows; for a model that sees")


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
    usage: Usage
    tags: list[str] = Field(default=[], description="all that are in use, sorted")


class DocumentsChanged(Result):
    """One change of several documents, which is taken back as one."""

    items: list[DocumentView] = Field(description="as they are now; members of archives among them")
    total: int
    change: str | None = Field(None, description="key of the call that changed them; null when they were so already")


class DeletedView(DocumentView):
    deleted_at: datetime
    restorable_until: datetime


class DeletedList(Result):
    items: list[DeletedView]
    total: int
    next: str | None = None


class ChunkView(BaseModel):
    """A passage; `start` and `end` are places in the text of the document."""

    number: int = Field(description="from one")
    page: int | None
    section: str | None
    start: int
    end: int
    text: str


class DocumentChunks(Result):
    document_id: str
    title: str
    items: list[ChunkView]
    total: int
    next: str | None = None


class ImageText(Result):
    """`text` is what stands in the picture, and what it shows where a model that sees was asked."""

    file_id: str
    notices: list[str] = Field(default=[])
    caption: str | None = Field(default=None, description="what it shows; null where no model understands pictures")


class Passages(Result):
    """The passages are the citations; `text` says how many there are."""


class AnswerResult(Result):
    supported: bool = Field(description="false when the documents do not hold an answer")


class PageView(BaseModel):
    page: int
    start: int
    end: int
    name: str = Field("", description="of a sheet or a part of a message")


class TableView(BaseModel):
    """Lines `| a | b |`, the first of them the head."""

    start: int
    end: int


class SectionView(BaseModel):
    """Its title is the first line of it, except where the text has none: a recording's are time marks."""

    title: str
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
    tables: list[TableView] = Field(default=[], description="whole tables that touch this part")
    sections: list[SectionView] = Field(default=[], description="that touch this part")
