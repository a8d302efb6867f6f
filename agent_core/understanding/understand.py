"""Everything that is told about a message, in one look. Depends on nothing but its arguments."""

from collections.abc import Sequence
from datetime import datetime

from agent_core.state import Entity
from agent_core.understanding.entities.amounts import amounts
from agent_core.understanding.entities.dates import dates
from agent_core.understanding.entities.found import READ, without_overlaps
from agent_core.understanding.entities.links import emails, links
from agent_core.understanding.entities.people import people
from agent_core.understanding.entities.phones import phones
from agent_core.understanding.entities.places import places
from agent_core.understanding.entities.words import words_of
from agent_core.understanding.label import label_of
from agent_core.understanding.language import language_of
from agent_core.understanding.meaning import Meaning


def understand(text: str, now: datetime, language_hint: str | None = None, known_people: Sequence[str] = ()) -> Meaning:
    """`now` is aware, in the person's zone: dates are resolved there, and it tells whose phone numbers are local.

    `language_hint` is the person's own language, `known_people` are names to find wherever they stand.
    """
    language = language_of(text, language_hint)
    return Meaning(
        label=label_of(text, language),
        language=language,
        entities=entities_of(text, now, language, known_people),
    )


def entities_of(text: str, now: datetime, language: str, known_people: Sequence[str] = ()) -> list[Entity]:
    """Without overlaps, in the order of the text."""
    words = list(words_of(text[:READ]))
    return without_overlaps(
        [
            *links(text), *emails(text), *phones(text, now, language), *dates(text, now, language),
            *amounts(text, language), *people(text, words, language, known_people), *places(text, words, language),
        ]
    )  # fmt: skip
