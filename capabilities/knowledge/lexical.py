"""Full-text index: one SQLite file per audience, so that no query can reach another's words."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from capabilities.knowledge.lexical_file import File, Found  # with numpy: not for two threads to import at once
from capabilities.knowledge.passages import Passage

OPEN_FILES = 32
T = TypeVar("T")


class Lexical:
    """All work runs in one thread of its own; connections stay open for the audiences used last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="lexical")
        self._open: OrderedDict[str, File] = OrderedDict()

    async def add(self, audience: str, title: str, passages: Sequence[Passage]) -> None:
        await self._run(audience, lambda file: file.add(title, passages))

    async def rename(self, audience: str, document_id: str, title: str) -> None:
        await self._run(audience, lambda file: file.rename(document_id, title))

    async def remove(self, audience: str, document_id: str, keep: int | None = None) -> None:
        """All generations of a document, or all but one."""
        await self._run(audience, lambda file: file.remove(document_id, keep))
        await self._run(audience, lambda file: file.sweep())

    async def forget(self, audience: str) -> None:
        """Remove the file itself."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._forget, _named(audience))

    def _forget(self, name: str) -> None:
        if file := self._open.pop(name, None):
            file.connection.close()
        for suffix in ("", "-wal", "-shm"):
            (self._folder / f"{name}.db{suffix}").unlink(missing_ok=True)

    async def query(
        self, audience: str, text: str, *, limit: int, documents: Collection[str] | None = None
    ) -> dict[str, float]:
        return (await self.look(audience, text, limit=limit, documents=documents)).scores

    async def look(self, audience: str, text: str, *, limit: int, documents: Collection[str] | None = None) -> Found:
        return await self._run(audience, lambda file: file.query(text, limit, documents))

    async def frequencies(self, audience: str, words: Collection[str]) -> tuple[dict[str, int], int]:
        """In how many passages each word stands, in any of its forms, and how many passages there are."""
        return await self._run(audience, lambda file: file.frequencies(words))

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close_all)
        self._thread.shutdown()

    async def _run(self, audience: str, work: Callable[[File], T]) -> T:
        def job() -> T:
            file = self._file(_named(audience))
            with file.connection:  # one transaction
                return work(file)

        return await asyncio.get_running_loop().run_in_executor(self._thread, job)

    def _file(self, name: str) -> File:
        if name not in self._open:
            if len(self._open) >= OPEN_FILES:
                self._open.popitem(last=False)[1].connection.close()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._open[name] = File(self._folder / f"{name}.db")
        self._open.move_to_end(name)
        return self._open[name]

    def _close_all(self) -> None:
        while self._open:
            self._open.popitem()[1].connection.close()


def _named(audience: str) -> str:
    return sha256(audience.encode()).hexdigest()[:32]
