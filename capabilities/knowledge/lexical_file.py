"""The words of one audience's passages, in one SQLite file."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from capabilities.knowledge import postings
from capabilities.knowledge.passages import Passage
from capabilities.knowledge.postings import Postings
from capabilities.knowledge.tongues import DEFAULT, STOP_WORDS, language_of
from capabilities.knowledge.variants import Wanted, acronyms, wanted
from capabilities.knowledge.words import content_words, stem, terms

VERSION = 2  # of the schema and of what the words are made to; an older file is begun anew
TITLE, SECTION = 1.0, 0.7  # what a word there counts for, beside 1 in the text

_SCHEMA = f"""{postings.SCHEMA}
CREATE TABLE IF NOT EXISTS acronyms (document TEXT, short TEXT, long TEXT, UNIQUE (short, long, document));
CREATE INDEX IF NOT EXISTS acronyms_long ON acronyms (long);
CREATE INDEX IF NOT EXISTS acronyms_document ON acronyms (document);
"""
_KIND = itemgetter(0, 1, 2)
_OLD = ("passages", "places", "acronyms", "postings", "segments", "stems")


@dataclass(frozen=True)
class Found:
    """Passage ids with their BM25 score, higher is better, best first; and what was looked for."""

    scores: dict[str, float]
    wanted: Wanted


class File:
    """The index of one audience; used by one thread."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        if self.connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            for table in _OLD:
                self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        self.connection.executescript(_SCHEMA)
        self.connection.execute(f"PRAGMA user_version = {VERSION}")
        self.postings = Postings(self.connection)

    def add(self, title: str, passages: Sequence[Passage]) -> None:
        spoken = [(each.document_id, each.generation, language_of(each.text), each) for each in passages]
        for (document, generation, language), group in groupby(sorted(spoken, key=_KIND), key=_KIND):
            members = [passage for *_, passage in group]
            bags = {passage.id: _bag(passage, language) for passage in members}
            self.postings.add(document, generation, language, bags, _weighted(title, language, TITLE))
        self._learn(passages)

    def rename(self, document: str, title: str) -> None:
        """In the language of each passage, as the title's own is too short to tell."""
        bags = {each: _weighted(title, each, TITLE) for each in self.postings.languages(document)}
        self.postings.entitle(document, bags)

    def remove(self, document: str, keep: int | None) -> None:
        self.postings.remove(document, keep)
        if keep is None:  # what another generation introduced is introduced still, or taken for a document's own words
            self.connection.execute("DELETE FROM acronyms WHERE document = ?", (document,))

    def sweep(self) -> None:
        """Leave nothing of what was removed in the log of changes; outside of a transaction."""
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def query(self, text: str, limit: int, documents: Collection[str] | None) -> Found:
        asked = wanted(text, StoredWords(self.connection, self.postings))
        return Found(self.postings.best(asked.lookups, limit, documents), asked)

    def frequencies(self, words: Collection[str]) -> tuple[dict[str, int], int]:
        stored = StoredWords(self.connection, self.postings)
        languages = stored.languages or [DEFAULT]
        found = {word: max(stored.count(stem(word, language)) for language in languages) for word in words}
        return found, self.postings.rows().live

    def _learn(self, passages: Sequence[Passage]) -> None:
        kept = "INSERT OR IGNORE INTO acronyms (document, short, long) VALUES (?, ?, ?)"
        for passage in passages:
            for short, long in acronyms(passage.text):
                self.connection.execute(kept, (passage.document_id, short, " ".join(content_words(long, DEFAULT))))


def _bag(passage: Passage, language: str) -> Counter[str]:
    """A table's later passages are found by its head too."""
    bag = _weighted(f"{passage.header}\n{passage.text}", language, 1.0)
    return bag + _weighted(passage.section or "", language, SECTION)


def _weighted(text: str, language: str, weight: float) -> Counter[str]:
    bag = Counter[str]()
    for each in terms(text, language):
        bag[each] += weight  # type: ignore[assignment]  # a share of a count
    return bag


class StoredWords:
    """Implements `variants.Vocabulary`."""

    def __init__(self, connection: sqlite3.Connection, postings: Postings) -> None:
        self._connection = connection
        self._postings = postings
        there = "SELECT EXISTS (SELECT 1 FROM segments WHERE language = ?)"
        self.languages = [each for each in STOP_WORDS if connection.execute(there, (each,)).fetchone()[0]]
        self._counts: dict[str, int] = {}

    def count(self, stem: str) -> int:
        if stem not in self._counts:
            self._counts[stem] = self._postings.count(stem)
        return self._counts[stem]

    def near(self, stem: str, lengths: range) -> Iterator[str]:
        """That begin with the same letter, or with the second one where the first two were swapped."""
        between = "SELECT DISTINCT stem FROM postings WHERE stem >= ? AND stem < ? AND length(stem) BETWEEN ? AND ?"
        for first in dict.fromkeys(stem[:2]):
            limits = (first, chr(ord(first) + 1), lengths.start, lengths.stop - 1)
            yield from (row[0] for row in self._connection.execute(between, limits))

    def long_forms(self, acronym: str) -> list[str]:
        """The ways in which the documents write it out, commonest first."""
        found = "SELECT long FROM acronyms WHERE short = ? GROUP BY long ORDER BY count(*) DESC, long LIMIT 3"
        return [row[0] for row in self._connection.execute(found, (acronym,))]

    def short_forms(self, words: Sequence[str]) -> list[str]:
        """Acronyms all of whose words are among these."""
        spoken = {" ".join(words[at : at + length]) for length in range(2, 7) for at in range(len(words) - length + 1)}
        marks = ", ".join("?" * len(spoken))
        found = self._connection.execute(f"SELECT DISTINCT short FROM acronyms WHERE long IN ({marks})", [*spoken])  # noqa: S608
        return [row[0] for row in found]
