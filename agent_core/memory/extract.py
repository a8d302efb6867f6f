"""A summary without a model: the sentences that say most, in the order in which they were said."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from agent_core.memory.recall import words_of

SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
TELLING = re.compile(r"\d|\b[A-ZÄÖÜÉ][\w'’-]+")  # numbers and names
SHORTEST, LONGEST = 3, 240  # words; characters of a sentence that is taken
ROOM = 1_600  # characters of a summary
OWN_WORDS = 1.5  # a person's sentence counts for so much more than an answer's


@dataclass(frozen=True)
class Said:
    """One message, or a line of the summary so far."""

    who: str  # "You", "Assistant"; "" for a line that says so itself
    text: str


def extract(before: str, messages: Sequence[Said], room: int = ROOM) -> str:
    """What is said in few words is kept whole; of the rest, what shares its words with much of it, and tells most."""
    lines = [Said("", line.removeprefix("- ")) for line in before.splitlines() if line.strip()]
    sentences = [Said(each.who, part.strip()[:LONGEST]) for each in [*lines, *messages] for part in _parts(each)]
    shared = Counter(word for each in sentences for word in words_of(each.text))
    ranked = sorted(range(len(sentences)), key=lambda at: -_weight(sentences[at], shared))
    taken: list[int] = []
    left = room
    for at in ranked:
        line = _line(sentences[at])
        if len(line) < left and line not in {_line(sentences[each]) for each in taken}:
            taken.append(at)
            left -= len(line) + 1
    return "\n".join(_line(sentences[at]) for at in sorted(taken))


def _parts(said: Said) -> list[str]:
    return [part for part in SENTENCE.split(said.text) if len(part.split()) >= SHORTEST]


def _weight(said: Said, shared: Counter[str]) -> float:
    words = words_of(said.text)
    if not words:
        return 0.0
    central = sum(min(shared[word], 4) - 1 for word in words) / len(words)
    telling = min(len(TELLING.findall(said.text)), 4) / 2
    return (1 + central + telling) * (1.0 if said.who == "Assistant" else OWN_WORDS)


def _line(said: Said) -> str:
    return f"- {said.who}: {said.text}" if said.who else f"- {said.text}"
