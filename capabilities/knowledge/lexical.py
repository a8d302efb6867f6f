"""Full-text index: SQLite FTS5 with stemming, one file per audience, so that no query can reach another's words."""

import asyncio
import json
import re
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from capabilities.knowledge.passages import Passage
from capabilities.knowledge.words import content_words

OPEN_FILES = 32
WEIGHTS = (0.0, 1.0, 0.7, 1.0)  # of the columns below: id, title, section, body
T = TypeVar("T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS places (row INTEGER PRIMARY KEY, document TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS places_document ON places (document);
CREATE VIRTUAL TABLE IF NOT EXISTS passages
    USING fts5 (id UNINDEXED, title, section, body, tokenize = 'porter unicode61');
"""


class Lexical:
    """All work runs in one thread of its own; connections stay open for the audiences used last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="lexical")
        self._open: OrderedDict[str, sqlite3.Connection] = OrderedDict()

    async def add(self, audience: str, title: str, passages: Sequence[Passage]) -> None:
        await self._run(audience, lambda connection: _add(connection, title, passages))

    async def rename(self, audience: str, document_id: str, title: str) -> None:
        await self._run(audience, lambda connection: _rename(connection, document_id, title))

    async def remove(self, audience: str, document_id: str, keep: int | None = None) -> None:
        """All generations of a document, or all but one."""
        await self._run(audience, lambda connection: _remove(connection, document_id, keep))

    async def query(
        self, audience: str, text: str, *, limit: int, documents: Collection[str] | None = None
    ) -> dict[str, float]:
        """Passage ids with their BM25 score, higher is better, best first."""
        return await self._run(audience, lambda connection: _query(connection, text, limit, documents))

    async def frequencies(self, audience: str, words: Collection[str]) -> tuple[dict[str, int], int]:
        """In how many passages each word stands, in any of its forms, and how many passages there are."""
        return await self._run(audience, lambda connection: _frequencies(connection, words))

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close_all)
        self._thread.shutdown()

    async def _run(self, audience: str, work: Callable[[sqlite3.Connection], T]) -> T:
        def job() -> T:
            connection = self._connection(sha256(audience.encode()).hexdigest()[:32])
            with connection:  # one transaction
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._thread, job)

    def _connection(self, name: str) -> sqlite3.Connection:
        if name not in self._open:
            if len(self._open) >= OPEN_FILES:
                self._open.popitem(last=False)[1].close()
            self._folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._folder / f"{name}.db")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
            self._open[name] = connection
        self._open.move_to_end(name)
        return self._open[name]

    def _close_all(self) -> None:
        while self._open:
            self._open.popitem()[1].close()


def _add(connection: sqlite3.Connection, title: str, passages: Sequence[Passage]) -> None:
    for passage in passages:
        row = connection.execute("INSERT INTO places (document) VALUES (?)", (passage.document_id,)).lastrowid
        connection.execute(
            "INSERT INTO passages (rowid, id, title, section, body) VALUES (?, ?, ?, ?, ?)",
            (row, passage.id, title, passage.section or "", passage.text),
        )


_ROWS = "(SELECT row FROM places WHERE document = ?)"


def _rename(connection: sqlite3.Connection, document_id: str, title: str) -> None:
    connection.execute(f"UPDATE passages SET title = ? WHERE rowid IN {_ROWS}", (title, document_id))  # noqa: S608


def _remove(connection: sqlite3.Connection, document_id: str, keep: int | None) -> None:
    kept = f"{document_id}:{keep}:*" if keep is not None else ""
    found = f"SELECT rowid FROM passages WHERE rowid IN {_ROWS} AND id NOT GLOB ?"  # noqa: S608
    rows = connection.execute(found, (document_id, kept)).fetchall()
    connection.executemany("DELETE FROM passages WHERE rowid = ?", rows)
    connection.executemany("DELETE FROM places WHERE row = ?", rows)


_RANK = f"bm25(passages, {', '.join(map(str, WEIGHTS))})"
_BEST = f"""
SELECT id, -{_RANK} FROM passages WHERE passages MATCH :match AND (:only IS NULL OR rowid IN
    (SELECT row FROM places WHERE document IN (SELECT value FROM json_each(:only))))
ORDER BY {_RANK} LIMIT :limit
"""  # noqa: S608  # constants of ours


def _query(
    connection: sqlite3.Connection, text: str, limit: int, documents: Collection[str] | None
) -> dict[str, float]:
    words = content_words(text) or re.findall(r"\w+", text)
    if not words:
        return {}
    match = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
    only = None if documents is None else json.dumps(list(documents))
    return dict(connection.execute(_BEST, {"match": match, "only": only, "limit": limit}).fetchall())


def _frequencies(connection: sqlite3.Connection, words: Collection[str]) -> tuple[dict[str, int], int]:
    count = "SELECT count(*) FROM passages WHERE passages MATCH ?"
    found = {word: connection.execute(count, (f'"{word}"',)).fetchone()[0] for word in words}
    return found, connection.execute("SELECT count(*) FROM places").fetchone()[0]
