"""Where something was said: messages that hold all the words of a query, the newest first."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import DESCENDING

from agent_core.contract import Documents

AROUND = 60  # characters shown on each side of a hit
MOST_WORDS = 12
SMALL = frozenset({"the", "a", "an", "my", "our", "your", "about", "of", "to", "in", "on", "and"})
NEEDED = {"conversation_id": 1, "text": 1, "answer.text": 1, "accepted_at": 1}


@dataclass(frozen=True)
class Hit:
    """`by_assistant`: it stands in an answer, which may quote anybody."""

    run_id: str
    conversation_id: str
    at: datetime
    snippet: str
    by_assistant: bool


class Search:
    def __init__(self, runs: Documents) -> None:
        self._runs = runs

    async def hits(self, whose: Mapping[str, str], query: str) -> AsyncIterator[Hit]:
        """`whose` names the person or the audience. An `$or` in the first stage would read everybody's."""
        words = words_of(query)
        if not words:
            return
        theirs = {**whose, "superseded": {"$ne": True}}
        said = {"$and": [{"$or": [{"text": each}, {"answer.text": each}]} for each in map(pattern, words)]}
        stages: list[dict[str, Any]] = [
            {"$match": theirs},
            {"$match": said},
            {"$sort": {"_id": DESCENDING}},
            {"$project": NEEDED},
        ]
        async with await self._runs.aggregate(stages) as runs:
            async for run in runs:
                yield _hit(run, query.strip(), words)

    async def newest(self, whose: Mapping[str, str], query: str, limit: int) -> list[Hit]:
        found: list[Hit] = []
        async for hit in self.hits(whose, query):
            found.append(hit)
            if len(found) == limit:
                break
        return found


def words_of(query: str) -> list[str]:
    """Without small words, which stand anywhere, as long as others are left."""
    words = query.split()[:MOST_WORDS]
    return [word for word in words if word.casefold() not in SMALL] or words


def pattern(word: str) -> dict[str, str]:
    """The text itself, in any letter case; never a pattern of the person's."""
    return {"$regex": re.escape(word), "$options": "i"}


def _hit(run: Mapping[str, Any], query: str, words: Sequence[str]) -> Hit:
    """Shown is the place of the whole query where it stands so, else that of its longest word."""
    texts = [run["text"], (run.get("answer") or {}).get("text", "")]
    looked_for = [query, *sorted(words, key=len, reverse=True)]
    places = [(number, at, each) for each in looked_for for number, text in enumerate(texts)
              if (at := text.lower().find(each.lower())) >= 0]  # fmt: skip
    number, at, shown = places[0] if places else (0, 0, "")
    return Hit(
        run_id=run["_id"], conversation_id=run["conversation_id"], at=run["accepted_at"],
        snippet=_around(texts[number], at, len(shown)), by_assistant=number == 1,
    )  # fmt: skip


def _around(text: str, at: int, length: int) -> str:
    start = max(0, at - AROUND)
    return ("…" if start else "") + " ".join(text[start : start + 2 * AROUND + length].split())
