"""In which passages a stem stands and how often, kept in SQLite and scored with BM25 by numpy.

FTS5 computes its score row by row, for every row that holds any of the words. Here a stem is a few byte strings that
become arrays, over which numpy sums (docs/knowledge.md has what was measured, and ADR 0010 why).
"""

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from capabilities.knowledge.variants import Lookup

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Bag = Mapping[str, float]  # stems with their weighted counts
K1, B = 1.2, 0.75  # how soon a repeated word stops to count, and how much long passages are held back
UNIT = 10  # stored counts are tenths: a word of a heading counts less than one of the text
MOST = 255 / UNIT
BLOCK = 4096  # rows whose places of one stem are stored together
TEXT, TITLE = 0, 1  # where a stem stands; titles change by themselves
SCHEMA = """
CREATE TABLE IF NOT EXISTS segments (id INTEGER PRIMARY KEY, document TEXT NOT NULL, generation INTEGER NOT NULL,
    language TEXT NOT NULL, first INTEGER NOT NULL,
    ids TEXT NOT NULL, lengths BLOB NOT NULL, stems TEXT NOT NULL, title TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS segments_document ON segments (document);
CREATE INDEX IF NOT EXISTS segments_language ON segments (language);
CREATE TABLE IF NOT EXISTS postings (stem TEXT, field INTEGER, block INTEGER, rows BLOB NOT NULL, counts BLOB NOT NULL,
    PRIMARY KEY (stem, field, block)) WITHOUT ROWID;
"""
_APPEND = """
INSERT INTO postings (stem, field, block, rows, counts) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (stem, field, block) DO UPDATE
SET rows = CAST(rows || excluded.rows AS BLOB), counts = CAST(counts || excluded.counts AS BLOB)
"""


Places = tuple["NDArray[np.intp]", "NDArray[np.float64]"]  # rows, each once, and the weighted counts there


@dataclass(frozen=True)
class Rows:
    """Where the passages of an audience stand in the arrays."""

    segments: Sequence[tuple[int, str]]  # id and document of each
    firsts: "NDArray[np.int64]"  # first row of each
    lengths: "Floats"  # words of each row, 0 where nothing is any more
    live: int
    average: float


class Postings:
    """Of one audience; used by one thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: Rows | None = None

    def add(self, document: str, generation: int, language: str, bags: Mapping[str, Bag], title: Bag) -> None:
        """`bags` has the weighted count of each stem, for each passage's id."""
        found = self._connection.execute("SELECT coalesce(max(first + json_array_length(ids)), 0) FROM segments")
        first = found.fetchone()[0]
        stems = self._put(TEXT, first, list(bags.values()))
        named = self._put(TITLE, first, [title] * len(bags))
        sizes = [min(max(round(sum(bag.values())), 1), 65_535) for bag in bags.values()]
        lengths = np.array(sizes, np.uint16).tobytes()
        self._connection.execute(
            "INSERT INTO segments (document, generation, language, first, ids, lengths, stems, title) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (document, generation, language, first, json.dumps(list(bags)), lengths, " ".join(stems), " ".join(named)),
        )
        self._rows = None

    def entitle(self, document: str, bags: Mapping[str, Bag]) -> None:
        """Set the title's stems, for each language of the document's passages."""
        found = "SELECT id, language, first, json_array_length(ids), title FROM segments WHERE document = ?"
        for segment, language, first, size, title in self._connection.execute(found, (document,)).fetchall():
            self._take(TITLE, first, size, title.split())
            named = self._put(TITLE, first, [bags[language]] * size)
            self._connection.execute("UPDATE segments SET title = ? WHERE id = ?", (" ".join(named), segment))

    def remove(self, document: str, keep: int | None = None) -> None:
        """All generations, or all but one."""
        found = self._connection.execute(
            "SELECT id, first, json_array_length(ids), stems, title FROM segments "
            "WHERE document = ? AND generation IS NOT ?",
            (document, keep),
        )
        for segment, first, size, stems, title in found.fetchall():
            self._take(TEXT, first, size, stems.split())
            self._take(TITLE, first, size, title.split())
            self._connection.execute("DELETE FROM segments WHERE id = ?", (segment,))
        self._rows = None

    def languages(self, document: str) -> list[str]:
        found = "SELECT DISTINCT language FROM segments WHERE document = ?"
        return [row[0] for row in self._connection.execute(found, (document,))]

    def count(self, stem: str) -> int:
        """In how many passages it stands."""
        sizes = "SELECT sum(length(counts)) FROM postings WHERE stem = ? GROUP BY field"
        return max((row[0] for row in self._connection.execute(sizes, (stem,))), default=0)

    def best(self, lookups: Iterable[Lookup], limit: int, documents: Collection[str] | None = None) -> dict[str, float]:
        """Passage ids with their score, best first."""
        rows = self.rows()
        scores = np.zeros(len(rows.lengths), np.float32)
        holding_back = K1 * (1 - B + B * rows.lengths / max(rows.average, 1.0))
        for lookup in lookups:
            self._count(lookup, rows, holding_back, scores)
        if documents is not None:
            scores *= _of_documents(rows, documents)
        top = _top(scores, limit)
        ids = self._ids(rows, top)
        return {ids[row]: float(scores[row]) for row in top if row in ids}

    def rows(self) -> Rows:
        self._rows = self._rows or self._read_rows()
        return self._rows

    def _count(self, lookup: Lookup, rows: Rows, holding_back: "Floats", scores: "Floats") -> None:
        places = [self._places(stem) for stem in lookup.stems]
        at, counts = reduce(_both, places) if lookup.every else _any(places)
        if not len(at):
            return
        rarity = math.log(1 + (rows.live - len(at) + 0.5) / (len(at) + 0.5))
        scores[at] += lookup.weight * rarity * counts * (K1 + 1) / (counts + holding_back[at])

    def _places(self, stem: str) -> Places:
        found = self._connection.execute("SELECT block, rows, counts FROM postings WHERE stem = ?", (stem,)).fetchall()
        each = [
            (np.frombuffer(rows, np.uint16).astype(np.intp) + block * BLOCK, np.frombuffer(counts, np.uint8) / UNIT)
            for block, rows, counts in found
        ]
        return _any(each)

    def _read_rows(self) -> Rows:
        found = self._connection.execute("SELECT id, document, first, lengths FROM segments ORDER BY first").fetchall()
        last = found[-1][2] + len(found[-1][3]) // 2 if found else 0
        lengths = np.zeros(last, np.float32)
        for _, _, first, stored in found:
            read = np.frombuffer(stored, np.uint16)
            lengths[first : first + len(read)] = read
        live = int(np.count_nonzero(lengths))
        firsts = np.array([first for _, _, first, _ in found], np.int64)
        return Rows([row[:2] for row in found], firsts, lengths, live, float(lengths.sum()) / max(live, 1))

    def _ids(self, rows: Rows, wanted: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        places = sorted(zip((np.searchsorted(rows.firsts, wanted, "right") - 1).tolist(), wanted, strict=True))
        for at, group in groupby(places, key=itemgetter(0)):
            stored = self._connection.execute("SELECT ids FROM segments WHERE id = ?", (rows.segments[at][0],))
            ids = json.loads(stored.fetchone()[0])
            found |= {row: ids[row - int(rows.firsts[at])] for _, row in group}
        return found

    def _put(self, field: int, first: int, bags: Sequence[Bag]) -> list[str]:
        """Returns the stems, each once."""
        gathered: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
        for row, bag in enumerate(bags, first):
            for stem, count in bag.items():
                rows, counts = gathered.setdefault((stem, row // BLOCK), ([], []))
                rows.append(row % BLOCK)
                counts.append(round(min(count, MOST) * UNIT))
        self._connection.executemany(
            _APPEND,
            [(stem, field, block, np.array(rows, np.uint16).tobytes(), bytes(counts))
             for (stem, block), (rows, counts) in gathered.items()],
        )  # fmt: skip
        return list(dict.fromkeys(stem for stem, _ in gathered))

    def _take(self, field: int, first: int, size: int, stems: Iterable[str]) -> None:
        """Rows from `first` on are to hold these stems no more."""
        blocks = range(first // BLOCK, (first + size - 1) // BLOCK + 1)
        for key in ((stem, field, block) for stem in stems for block in blocks):
            at = "WHERE stem = ? AND field = ? AND block = ?"
            found = self._connection.execute(f"SELECT rows, counts FROM postings {at}", key).fetchone()  # noqa: S608
            if found is None:
                continue
            rows, counts = np.frombuffer(found[0], np.uint16), np.frombuffer(found[1], np.uint8)
            row = rows.astype(np.intp) + key[2] * BLOCK
            kept = (row < first) | (row >= first + size)
            self._connection.execute(f"DELETE FROM postings {at}", key)  # noqa: S608
            if kept.any():
                self._connection.execute(_APPEND, (*key, rows[kept].tobytes(), counts[kept].tobytes()))


def _any(places: Sequence[Places]) -> Places:
    """The rows of any, each once; what is counted there is added up."""
    if not places:
        return np.zeros(0, np.intp), np.zeros(0)
    rows, counts = (np.concatenate(parts) for parts in zip(*places, strict=True))
    if (rows[1:] > rows[:-1]).all():  # mostly, as rows are handed out in order
        return rows, counts
    each, place = np.unique(rows, return_inverse=True)
    return each, np.bincount(place, counts).astype(np.float64)


def _both(one: Places, other: Places) -> Places:
    """The rows that both have, with the smaller count."""
    rows, first, second = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    return rows, np.minimum(one[1][first], other[1][second])


def _of_documents(rows: Rows, documents: Collection[str]) -> "NDArray[np.bool_]":
    allowed, mask = set(documents), np.zeros(len(rows.lengths), np.bool_)
    ends = [*rows.firsts[1:].tolist(), len(mask)] if rows.segments else []
    for (_, document), first, end in zip(rows.segments, rows.firsts.tolist(), ends, strict=True):
        mask[first:end] = document in allowed
    return mask


def _top(scores: "Floats", limit: int) -> list[int]:
    """Rows with a score, best first."""
    at = np.flatnonzero(scores)  # partitioning all those zeros takes ten times as long
    if not len(at):
        return []
    some = min(limit, len(at))
    top = at[np.argpartition(scores[at], -some)[-some:]]
    return [int(row) for row in top[np.argsort(-scores[top], kind="stable")]]
