"""The signs by which a language's messages are told apart, as data: one table for each language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

LANGUAGES = ("en", "de", "es", "fr")  # the tables there are
NEVER = r"(?!)"


@dataclass(frozen=True, kw_only=True)
class Table:
    """Patterns are matched without regard to case; `’` is read as `'`. Those marked ^ from the beginning only."""

    common: frozenset[str]  # its commonest words
    spelling: str  # letters and endings that the others do not write
    polite: str  # ^ what may stand before a request and says nothing
    acts: frozenset[str]  # imperatives
    acting: str  # ^ other forms of a request, "could you"
    asking: str  # ^ how a question begins
    asked: str = NEVER  # what makes a question anywhere, such as a verb before its subject
    small_talk: Sequence[str]  # ^ a whole message
    problem: str  # something does not work
    feedback: str  # ^ praise, blame or a wish about the assistant
    judged: str  # the same anywhere
    telling: str  # how a sentence begins that tells something
    titles: str  # before a person's name
    titles_are_small: bool = False  # written without a capital
    to_person: str  # words before one
    does: str  # words behind one
    to_place: str  # words before a place
    addresses: str = NEVER  # streets with their numbers
    link_words: str = "de|del|de la|van|von|di|da|le|la"  # inside a person's name
    nouns_are_capitalised: bool = False
    doubtful: frozenset[str] = field(default_factory=frozenset)  # names that are words too


@dataclass(frozen=True)
class Cues:
    """A table, compiled."""

    table: Table
    spelling: re.Pattern[str]
    polite: re.Pattern[str]
    acting: re.Pattern[str]
    asking: re.Pattern[str]
    asked: re.Pattern[str]
    small_talk: re.Pattern[str]
    problem: re.Pattern[str]
    feedback: re.Pattern[str]
    judged: re.Pattern[str]
    telling: re.Pattern[str]


@cache
def load(code: str) -> Cues:
    """The compiled table; English for a language that has none."""
    if code not in LANGUAGES:
        return load("en")
    table: Table = import_module(f"agent_core.understanding.tables.{code}").TABLE
    talk = "|".join(table.small_talk)
    return Cues(
        table,
        spelling=_compiled(table.spelling),
        polite=_compiled(rf"(?:(?:{table.polite})\b[\s,!.:]*)+"),
        acting=_compiled(rf"(?:{table.acting})(?!\w)"),
        asking=_compiled(rf"(?:{table.asking})(?!\w)"),
        asked=_compiled(table.asked),
        small_talk=_compiled(rf"(?:(?:{talk})[\s,]*){{1,4}}"),
        problem=_compiled(table.problem),
        feedback=_compiled(rf"(?:{table.feedback})(?!\w)"),
        judged=_compiled(table.judged),
        telling=_compiled(rf"(?:{table.telling})(?!\w)"),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
