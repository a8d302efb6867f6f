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
KEPT = 7  # sets of capabilities, beside the one that is asked for
OUTSIDE = tuple(phrase.strip() for phrase in PHRASES.split(";"))


@dataclass(frozen=True)
class Nearness:
    """Cosines: to each capability's nearest example, by name, and to the nearest thing outside."""

    by_name: dict[str, float]
    outside: float

    @property
    def inside(self) -> float:
        return max(self.by_name.values(), default=0.0)


@dataclass(frozen=True)
class Examples:
    """The examples of a catalogue as vectors, a row each, with the name of whose they are; "" for what is outside."""

    of: Catalogue
    names: Sequence[str]
    matrix: "NDArray[np.float32]"


@dataclass
class Meaning:
    """Compares meanings with an embedder. An example is embedded once, whichever sets of capabilities hold it."""

    embedder: Embedder
    _vectors: dict[str, "NDArray[np.float32]"] = field(default_factory=dict)
    _kept: list[Examples] = field(default_factory=list)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def compare(self, texts: Sequence[str], catalogue: Catalogue) -> list[Nearness]:
        """One for each text, in order."""
        import numpy as np

        examples = await self._examples(catalogue)
        if not texts:
            return []
        vectors = np.asarray(await self.embedder.embed(list(texts)), dtype=np.float32)
        return [_nearness(examples.names, row) for row in vectors @ examples.matrix.T]

    async def _examples(self, catalogue: Catalogue) -> Examples:
        async with self._lock:
            found = next((each for each in self._kept if each.of is catalogue), None)
            if found is None:
                found = await self._embedded(catalogue)
                self._kept = [*self._kept[-KEPT:], found]
            return found

    async def _embedded(self, catalogue: Catalogue) -> Examples:
        import numpy as np

        told = [(entry.name, each.plain) for entry in catalogue.entries for each in entry.templates]
        told += [("", phrase) for phrase in OUTSIDE]
        fresh = list(dict.fromkeys(plain for _, plain in told if plain not in self._vectors))
        if fresh:
            vectors = np.asarray(await self.embedder.embed(fresh), dtype=np.float32)
            self._vectors |= dict(zip(fresh, vectors, strict=True))
        matrix = np.stack([self._vectors[plain] for _, plain in told])
        return Examples(catalogue, [name for name, _ in told], matrix)


def _nearness(names: Sequence[str], row: "NDArray[np.float32]") -> Nearness:
    best: dict[str, float] = {}
    for name, value in zip(names, row.tolist(), strict=True):
        best[name] = max(value, best.get(name, -1.0))
    return Nearness(best, best.pop("", 0.0))
