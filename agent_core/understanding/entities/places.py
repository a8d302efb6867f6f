"""Places: cities, countries and regions by a list and the words in front, and streets with a number."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from agent_core.planning.local.bag import bag
from agent_core.state import Entity
from agent_core.understanding.cues import LANGUAGES, Table, load
from agent_core.understanding.entities.found import READ, entity
from agent_core.understanding.entities.lists import FIRST_A_PLACE, listed, places_by_first_word
from agent_core.understanding.entities.words import Word

ARTICLES = bag("the die der den das dem el la los las le les l'")
WHERE = bag("in nach en à near around hacia vers desde depuis from aus")  # what even an uncapitalised name may follow


def places(text: str, words: Sequence[Word], language: str) -> Iterator[Entity]:
    """The value is the name as written."""
    table = load(language).table
    if any(character.isdigit() for character in text[:READ]):
        for match in _streets().finditer(text[:READ]):
            yield entity("place", text, match.start(), match.end())
    for at, word in enumerate(words):
        said = _name_at(text, word)
        if said and _is_meant(said, words, at, table):
            yield entity("place", text, word.start, word.start + len(said))


def _name_at(text: str, word: Word) -> str | None:
    """The longest listed name that the text has here; of one word, also in lower case behind "in"."""
    if not word.capital:
        name = word.text.capitalize()
        return word.text if word.before in WHERE and len(name) > 4 and name in listed("places") else None
    for name in places_by_first_word().get(word.text, ()):
        end = word.start + len(name)
        if text.startswith(name, word.start) and not text[end : end + 1].isalnum():
            return name
    return None


def _is_meant(said: str, words: Sequence[Word], at: int, table: Table) -> bool:
    word = words[at]
    low = said.lower()
    if low in table.common:
        return False
    if not word.capital:
        return low not in table.doubtful
    before = _split(table.to_place)
    led = word.before in before or (
        word.before in ARTICLES and at > 1 and words[at - 1].low in ARTICLES and words[at - 1].before in before
    )
    if led:
        return True
    a_name = said not in FIRST_A_PLACE and (said in listed("forenames") or said in listed("surnames"))
    if low in table.doubtful or a_name or len(said) < 3:
        return False
    return not (word.opens and (low in table.acts or not at + 1 < len(words)))


@cache
def _split(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


@cache
def _streets() -> re.Pattern[str]:
    """In all languages: an address is written as it is there."""
    return re.compile("|".join(load(code).table.addresses for code in LANGUAGES))
