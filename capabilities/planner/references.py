"""Which object a person means by some words: exact title, then part of it, then its words, then a slip of the pen."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from capabilities.planner.records import R

SIMILAR = 0.75  # share of equal letters from which a title counts as misspelt
FILLERS = frozenset(
    (
        *("a", "an", "the", "my", "our", "this", "that", "one", "me", "i", "please", "called", "named", "titled"),
        *("to", "for", "of", "about", "on", "in", "at", "with"),
        *("task", "todo", "reminder", "note", "event", "meeting", "appointment"),
    )
)
Match = Callable[[str, str], bool]


def matches(text: str, records: Sequence[R]) -> list[R]:
    """The records that the strictest way of matching finds anything by."""
    wanted = plain(text)
    for match in (_equal, _part, _words, _similar):
        if found := [record for record in records if match(wanted, plain(record.title))]:
            return found
    return []


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _equal(wanted: str, title: str) -> bool:
    return wanted == title or _telling(wanted) == _telling(title)


def _part(wanted: str, title: str) -> bool:
    return bool(wanted) and f" {wanted}" in f" {title}"


def _words(wanted: str, title: str) -> bool:
    """Every telling word begins a word of the title."""
    telling = _telling(wanted)
    return bool(telling) and all(any(word.startswith(part) for word in title.split()) for part in telling)


def _similar(wanted: str, title: str) -> bool:
    first, second = " ".join(_telling(wanted)), " ".join(_telling(title))
    return bool(first) and SequenceMatcher(None, first, second).ratio() >= SIMILAR


def _telling(text: str) -> list[str]:
    words = text.split()
    return [word for word in words if word not in FILLERS] or words
