"""Vector index: Chroma, one collection per audience and vector size, embedded or behind an address."""

import asyncio
import sqlite3
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from agent_core.errors import Unavailable
from capabilities.knowledge.passages import Passage

if TYPE_CHECKING:
    from chromadb import Collection as Vault
    from chromadb.api import ClientAPI

T = TypeVar("T")
AT_ONCE = 1_000  # vectors written at a time


class Vectors:
    """Chroma is loaded and opened on first use. All work runs in one thread of its own."""

    def __init__(self, folder: Path, url: str | None, dimensions: Callable[[], int]) -> None:
        self._folder = folder
        self._url = url
        self._dimensions = dimensions
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="vectors")
        self._blanked: dict[Path, int] = {}
        self._vaults: dict[str, Vault] = {}

    async def add(self, audience: str, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        ids = [passage.id for passage in passages]
        marks: Any = [{"document": passage.document_id, "generation": passage.generation} for passage in passages]
        await self._change(lambda: self._vault(audience).upsert(ids=ids, embeddings=list(vectors), metadatas=marks))

    async def get(self, audience: str, ids: Sequence[str]) -> dict[str, list[float]]:
        """The stored vectors of these passages; those that are not there are left out."""
        return await self._run(lambda: self._get(audience, ids))

    async def remove(self, audience: str, document_id: str, keep: int | None = None) -> None:
        """All generations of a document, or all but one."""
        where = {"document": document_id}
        if keep is not None:
            where = {"$and": [where, {"generation": {"$ne": keep}}]}  # type: ignore[dict-item]
        await self._change(lambda: self._vault(audience).delete(where=where))  # type: ignore[arg-type]

    async def forget(self, audience: str) -> None:
        """Drop all that is theirs, and the places in files where it stood: a removal only marks it as gone."""
        if self._url is not None or self._folder.exists():
            await self._run(lambda: self._forget(audience))

    async def rewrite(self, audience: str) -> None:
        """Leave nothing in the files of what was removed of theirs."""
        await self._run(lambda: self._rewrite(audience))

    async def query(
        self,
        audience: str,
        vector: Sequence[float],
        *,
        limit: int,
        documents: Collection[str] | None = None,
        also: Collection[str] = (),
    ) -> dict[str, float]:
        """Passage ids with their cosine similarity: the nearest ones, and those in `also`."""
        if documents is not None and not documents:
            return {}  # Chroma refuses an empty list
        return await self._run(lambda: self._query(audience, vector, limit, documents, also))

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _get(self, audience: str, ids: Sequence[str]) -> dict[str, list[float]]:
        found = self._vault(audience).get(ids=list(ids), include=["embeddings"])
        stored = found["embeddings"]
        return (
            {}
            if stored is None
            else {id: list(map(float, each)) for id, each in zip(found["ids"], stored, strict=True)}
        )

    def _query(
        self,
        audience: str,
        vector: Sequence[float],
        limit: int,
        documents: Collection[str] | None,
        also: Collection[str],
    ) -> dict[str, float]:
        import numpy as np

        vault = self._vault(audience)
        where = None if documents is None else {"document": {"$in": list(documents)}}
        found = vault.query(query_embeddings=[list(vector)], n_results=limit, where=where, include=["distances"])  # type: ignore[arg-type]
        nearest = dict(
            zip(found["ids"][0], (1 - distance for distance in (found["distances"] or [[]])[0]), strict=True)
        )
        if others := [each for each in also if each not in nearest]:
            stored = vault.get(ids=others, include=["embeddings"])
            similarities = np.asarray(stored["embeddings"]) @ np.asarray(vector) if stored["ids"] else []
            nearest.update(zip(stored["ids"], map(float, similarities), strict=True))
        return nearest

    async def _change(self, work: Callable[[], object]) -> None:
        def changed() -> None:
            work()
            self._blank()

        await self._run(changed)

    async def _run(self, work: Callable[[], T]) -> T:
        from_chroma = asyncio.get_running_loop().run_in_executor(self._thread, work)
        try:
            return await from_chroma
        except (OSError, ValueError, RuntimeError) as error:
            raise Unavailable(f"The vector index does not answer: {error}") from error

    def _vault(self, audience: str) -> "Vault":
        name = _named(audience, self._dimensions())
        if name not in self._vaults:
            cosine = {"hnsw": {"space": "cosine"}}
            self._vaults[name] = self._client.get_or_create_collection(
                name,
                embedding_function=None,
                configuration=cosine,  # type: ignore[arg-type]
            )
        return self._vaults[name]

    @cached_property
    def _client(self) -> "ClientAPI":
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        if self._url is None:
            self._blank()
            return chromadb.PersistentClient(str(self._folder), settings=quiet)
        address = urlsplit(self._url)
        secure = address.scheme == "https"
        port = address.port or (443 if secure else 80)
        return chromadb.HttpClient(address.hostname or "localhost", port, ssl=secure, settings=quiet)

    def _forget(self, audience: str) -> None:
        begin = _named(audience, None)
        for each in [each.name for each in self._client.list_collections() if each.name.startswith(begin)]:
            self._client.delete_collection(each)
            self._vaults.pop(each, None)
        self._scrub()

    def _rewrite(self, audience: str) -> None:
        held = self._vault(audience).get(include=["embeddings", "metadatas"])
        self._forget(audience)
        for start in range(0, len(held["ids"]), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            self._vault(audience).upsert(
                ids=held["ids"][part], embeddings=held["embeddings"][part],  # type: ignore[index]
                metadatas=held["metadatas"][part],  # type: ignore[index]
            )  # fmt: skip

    def _scrub(self) -> None:
        """Chroma leaves the folder of a dropped collection, and its rows on free pages of its database. A Chroma behind
        an address is its operator's.
        """
        if self._url is not None:
            return
        with closing(sqlite3.connect(self._folder / "chroma.sqlite3", isolation_level=None)) as database:
            kept = {row[0] for row in database.execute("SELECT id FROM segments")}
            database.execute("PRAGMA secure_delete = ON")
            database.execute("VACUUM")
        for path in self._folder.iterdir():
            if path.is_dir() and path.name not in kept:
                rmtree(path)

    def _close(self) -> None:
        if "_client" in self.__dict__:
            self._client.close()  # type: ignore[attr-defined]
            self._blank()

    def _blank(self) -> None:
        """Chroma writes a file of lengths that it never fills or uses: it holds whatever the memory of this process
        held before, such as pieces of documents that are gone (chromadb 1.5; tests/…/test_vectors.py shows it).
        """
        for path in self._folder.glob("*/length.bin"):
            written = path.stat()
            if self._blanked.get(path) != written.st_mtime_ns:
                with path.open("r+b") as file:
                    file.write(bytes(written.st_size))
                self._blanked[path] = path.stat().st_mtime_ns


def _named(audience: str, dimensions: int | None) -> str:
    """The beginning that all of an audience's have in common, when no size is given."""
    return f"t-{sha256(audience.encode()).hexdigest()[:40]}-{'' if dimensions is None else dimensions}"
