"""Plain values of the contract, such as a passage that proves something, and the ports of embedding and measuring."""

from collections.abc import Callable, Mapping, Sequence
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


Figures = Mapping[str, Mapping[str, float]]


class Embedder(Protocol):
    """Turns texts into unit vectors of `dimensions` floats; runs off the event loop."""

    @property
    def dimensions(self) -> int: ...
    async def embed(self, texts: Sequence[str]) -> list[list[float]]: ...


@runtime_checkable
class Measured(Protocol):
    """A package that measures its search on a labelled set: figures by name, by ranking. `folder` may be filled."""

    async def measure(self, data: Path, embedder: Embedder, folder: Path, report: Callable[[str], None]) -> Figures: ...
