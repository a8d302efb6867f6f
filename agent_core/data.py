"""Plain values of the contract, such as a passage that proves something; ports of files, embedding and measuring."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

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


class Files(Protocol):
    """The bytes people uploaded. Raises NotFound for a file that is not of this audience."""

    async def save(
        self, stream: AsyncIterator[bytes], *, name: str, audience: str, user_id: str, limit_bytes: int
    ) -> FileInfo: ...  # TooLarge over the limit; the same bytes of one audience are one file
    async def path(self, file_id: str, *, audience: str) -> Path: ...
    async def info(self, file_id: str, *, audience: str) -> FileInfo: ...
    async def delete(self, file_id: str, *, audience: str) -> None: ...


Figures = Mapping[str, Mapping[str, float]]


class Embedder(Protocol):
    """Turns texts into unit vectors of `dimensions` floats; runs off the event loop."""

    @property
    def dimensions(self) -> int: ...
    async def embed(self, texts: Sequence[str]) -> list[list[float]]: ...


class Eyes(Protocol):
    """A model that understands pictures; `open` says whether there is one."""

    @property
    def open(self) -> bool: ...
    async def describe(self, jpeg: bytes, asked: str, *, user_id: str, zone: str) -> str:
        """Raises ModelUnavailable and BudgetExceeded. What it says of a stranger's picture is untrusted."""
        ...


@runtime_checkable
class Measured(Protocol):
    """A package that measures its search on a labelled set: figures by name, by ranking. `folder` may be filled."""

    async def measure(self, data: Path, embedder: Embedder, folder: Path, report: Callable[[str], None]) -> Figures: ...
