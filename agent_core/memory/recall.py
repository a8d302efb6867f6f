"""Which facts bear on a text: by meaning, with the host's embedder, and by words."""

import hashlib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent_core.contract import Embedder
from agent_core.memory.facts import Fact, Facts
from agent_core.planning.local.bag import bag

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PROBE = "What the vector of this sentence is tells one embedding model from another."
BY_WORDS = 0.4  # what the words count for, beside the meaning
NEAR = 0.32  # least score of a fact that bears on a text
SURE = 0.62  # score of one that answers a question by itself
SHOWN = 8  # given to a model at most
SAME = 5  # letters in which forms of one word agree
WORD = re.compile(r"\w+")
EMPTY = bag(
    "a an the i me my mine we us our you your he she it they them his her its their this that these those is are was "
    "were be been am do does did have has had can could will would shall should may what which who whom whose when "
    "where why how of to in on at by for from with about as and or not no any some s t d ll re ve m know remember tell "
    "told say said please thing things called name"
)


@dataclass(frozen=True)
class Recalled:
    """A fact and how much it bears on what was asked, 0 to 1."""

    fact: Fact
    score: float


class Recall:
    def __init__(self, facts: Facts, embedder: Embedder) -> None:
        self._facts = facts
        self._embedder = embedder
        self._model = ""

    async def about(self, audience: str, text: str, *, limit: int = SHOWN, least: float = NEAR) -> list[Recalled]:
        """The facts of this audience, and of no other, that bear on the text; the likeliest first.

        Who has none costs one query: nothing is embedded then.
        """
        rows = await self._facts.rows(audience)
        if not rows or not text.strip():
            return []
        near = await self._nearness(audience, rows, text)
        words = by_words([row["text"] for row in rows], text)
        scores = [(1 - BY_WORDS) * max(0.0, one) + BY_WORDS * two for one, two in zip(near, words, strict=True)]
        best = sorted(zip(scores, rows, strict=True), key=lambda each: -each[0])[:limit]
        return [Recalled(Fact.model_validate(row), round(score, 3)) for score, row in best if score >= least]

    async def _nearness(self, audience: str, rows: Sequence[dict[str, Any]], text: str) -> Sequence[float]:
        import numpy as np

        [asked] = await self._embedder.embed([text[:1_000]])
        vectors = await self._vectors(audience, rows)
        return [float(each) for each in np.stack(vectors) @ np.asarray(asked, np.float32)]

    async def _vectors(self, audience: str, rows: Sequence[dict[str, Any]]) -> "list[NDArray[np.float32]]":
        """Made at the first look at a fact, so that remembering waits for nothing, and anew for another model."""
        import numpy as np

        model = await self._fingerprint()
        missing = [row for row in rows if row.get("model") != model]
        made = await self._embedder.embed([row["text"] for row in missing]) if missing else []
        for row, vector in zip(missing, made, strict=True):
            row["vector"] = np.asarray(vector, np.float32).tobytes()
        if missing:
            fresh = [(row["_id"], row["text"], row["vector"]) for row in missing]
            await self._facts.keep_vectors(audience, fresh, model)
        return [np.frombuffer(row["vector"], np.float32) for row in rows]

    async def _fingerprint(self) -> str:
        if not self._model:
            [vector] = await self._embedder.embed([PROBE])
            shown = ",".join(f"{value:.3f}" for value in vector[:8])
            self._model = hashlib.sha256(f"{len(vector)}:{shown}".encode()).hexdigest()[:16]
        return self._model


def by_words(texts: Sequence[str], asked: str) -> list[float]:
    """The share of the asked words that each text has; a word that stands in few of them counts for more."""
    wanted = words_of(asked)
    if not wanted:
        return [0.0] * len(texts)
    held = [words_of(text) for text in texts]
    spread = Counter(word for word in wanted for words in held if _has(words, word))
    weights = {word: math.log(1 + (len(texts) + 1) / (spread[word] + 0.5)) for word in wanted}
    whole = sum(weights.values())
    return [sum(weights[word] for word in wanted if _has(words, word)) / whole for words in held]


def words_of(text: str) -> set[str]:
    """The words that carry meaning, without accents."""
    bare = unicodedata.normalize("NFD", text.casefold())
    found = WORD.findall("".join(each for each in bare if not unicodedata.combining(each)))
    return {word for word in found if word not in EMPTY}


def _has(words: set[str], word: str) -> bool:
    return word in words or (len(word) >= SAME and any(each[:SAME] == word[:SAME] for each in words))
