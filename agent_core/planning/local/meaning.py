"""How near a clause is in meaning to what capabilities say they do, and to what assistants are asked in vain.

The second list stands for everything outside: a clause nearer to it than to any example is not acted upon. A package
that does one of these things declares examples that are nearer still.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_core.contract import Embedder
from agent_core.planning.local.catalogue import Catalogue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PHRASES = (
    "book a flight; order a pizza; play some music; turn off the lights; transfer money to my account; call a "
    "taxi; translate this into Spanish; send an email; write a poem; tell me a joke; buy some shares; navigate to "
    "the airport; post this on social media; send a text message; flip a coin; set the thermostat; download the "
    "app; convert miles to kilometers; lock the door; change my password; reserve a table at a restaurant; draw a "
    "picture; unsubscribe from the newsletter; start the car; pay my bill; track my package; fix my code; turn up "
    "the volume; cancel my subscription; cancel my order; cancel my hotel reservation; cancel my credit card; "
    "stop the music; delete my account; delete my photos; delete the app; move money to savings; move the car; "
    "what is the weather like; what is my account balance; find a restaurant near me; find my phone; find cheap "
    "flights; show me the news; show me the traffic; what is the exchange rate; skip this song; next song; call "
    "my mother on the phone; take a picture; turn on the television; make dinner; make a payment; report a lost "
    "card; raise my credit limit; rent a car; book a hotel room; schedule a car repair; add money to my card; add "
    "this song to my playlist; how do I cook rice"
)
OUTSIDE = tuple(phrase.strip() for phrase in PHRASES.split(";"))


@dataclass(frozen=True)
class Nearness:
    """Cosines: to each capability's nearest example, by name, and to the nearest thing outside."""

    by_name: dict[str, float]
    outside: float

    @property
    def inside(self) -> float:
        return max(self.by_name.values(), default=0.0)


@dataclass
class Meaning:
    """Compares meanings with an embedder. The examples are embedded once for each set of capabilities."""

    embedder: Embedder
    _names: list[str] = field(default_factory=list)
    _matrix: "NDArray[np.float32] | None" = None
    _of: Catalogue | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def compare(self, texts: Sequence[str], catalogue: Catalogue) -> list[Nearness]:
        """One for each text, in order."""
        import numpy as np

        matrix = await self._examples(catalogue)
        if not texts or matrix is None:
            return [Nearness({}, 0.0) for _ in texts]
        vectors = np.asarray(await self.embedder.embed(list(texts)), dtype=np.float32)
        return [self._nearness(row) for row in vectors @ matrix.T]

    async def _examples(self, catalogue: Catalogue) -> "NDArray[np.float32]":
        import numpy as np

        async with self._lock:
            if self._matrix is None or self._of is not catalogue:
                told = [(entry.name, each.plain) for entry in catalogue.entries for each in entry.templates]
                self._names = [*(name for name, _ in told), *("" for _ in OUTSIDE)]
                vectors = await self.embedder.embed([*(plain for _, plain in told), *OUTSIDE])
                self._matrix, self._of = np.asarray(vectors, dtype=np.float32), catalogue
            return self._matrix

    def _nearness(self, row: "NDArray[np.float32]") -> Nearness:
        best: dict[str, float] = {}
        for name, value in zip(self._names, row.tolist(), strict=True):
            best[name] = max(value, best.get(name, -1.0))
        return Nearness(best, best.pop("", 0.0))
