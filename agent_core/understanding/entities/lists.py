"""Which words are names: lists inside the package, read when first needed (benchmarks/word_lists.py made them)."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from agent_core.planning.local.bag import bag

# Forenames too, but whoever writes them alone means the place.
FIRST_A_PLACE = bag(
    "Paris Sydney Florence Florencia Valencia Milan Vienna London Orlando Washington Israel Georgia Chad China "
    "India Asia Brooklyn Cuenca Roma América America Africa Kenya Cuba Malta Dakota Carolina Virginia"
)


@cache
def listed(name: str) -> frozenset[str]:
    """The lines of `data/{name}.txt`: forenames, surnames or places."""
    text = resources.files("agent_core.understanding").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split("\n")) - {""}


@cache
def places_by_first_word() -> Mapping[str, tuple[str, ...]]:
    """First word → names of places that begin with it, the longest first."""
    found: dict[str, list[str]] = {}
    for name in listed("places"):
        found.setdefault(name.split(" ")[0], []).append(name)
    return {word: tuple(sorted(names, key=len, reverse=True)) for word, names in found.items()}
