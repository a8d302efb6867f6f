"""Plain values of the contract: a passage that proves something, and a file."""

from pydantic import BaseModel, Field


class Citation(BaseModel):
    """A passage: characters `start` to `end` (exclusive) of the extracted text of a document."""

    document_id: str
    title: str
    page: int | None = Field(default=None, description="1-based, where the document has pages")
    section: str | None = None
    start: int
    end: int
    quote: str
    score: float = 0.0


class FileInfo(BaseModel):
    id: str
    name: str
    size: int = Field(description="bytes")
    sha256: str
