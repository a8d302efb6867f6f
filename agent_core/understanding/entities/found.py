"""A candidate, and which of those that overlap is kept."""

from collections.abc import Iterable, Sequence
from typing import Literal

from agent_core.state import Entity

Kind = Literal["person", "date", "place", "amount", "link", "email", "phone"]
ORDER: Sequence[Kind] = ("link", "email", "phone", "amount", "date", "person", "place")  # the more certain first
READ = 3_000  # characters in which names and numbers are looked for; links and addresses are found in all of a text
MOST = 200  # entities of a message


def entity(kind: Kind, text: str, start: int, end: int, value: str | None = None) -> Entity:
    """`value` is the text itself where nothing else is said."""
    said = text[start:end]
    return Entity(kind=kind, text=said, start=start, end=end, value=said if value is None else value)


def without_overlaps(found: Iterable[Entity]) -> list[Entity]:
    """In the order of the text."""
    ranked = sorted(found, key=lambda one: (ORDER.index(one["kind"]), one["start"] - one["end"], one["start"]))
    kept: list[Entity] = []
    taken: set[int] = set()
    for one in ranked:
        places = range(one["start"], one["end"])
        if len(kept) < MOST and taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return sorted(kept, key=lambda each: each["start"])
