"""People: those who are known, and names by lists of forenames and surnames, titles and the words around."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from agent_core.planning.local.bag import bag
from agent_core.state import Entity
from agent_core.understanding.cues import Table, load
from agent_core.understanding.entities.found import READ, entity
from agent_core.understanding.entities.lists import FIRST_A_PLACE, listed
from agent_core.understanding.entities.words import Word

# Behind these comes a person, or an office, but no tool or thing.
CALLING = bag(
    "call phone ring tell ask email meet invite thank remind text message pay owe llama dile pregunta avisa invita "
    "escribe appelle préviens invite remercie ruf rufe frag frage triff informiere"
)
LONGEST = 4  # words of a name
KNOWN = 500  # names that are looked for


def people(text: str, words: Sequence[Word], language: str, known: Sequence[str]) -> Iterator[Entity]:
    """The value is the name as written, or as it is known."""
    yield from _known(text[:READ], text, known)
    namer = Namer(words, load(language).table)
    at = 0
    while at < len(words):
        after = namer.name_at(at)
        if after > at:
            yield entity("person", text, words[at].start, words[after - 1].end)
        at = max(after, at + 1)


def _known(said: str, text: str, known: Sequence[str]) -> Iterator[Entity]:
    names = {name.casefold(): name for name in known[:KNOWN] if len(name) > 1}
    if names:
        ranked = sorted(names, key=len, reverse=True)
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, ranked))})(?!\w)"
        for match in re.finditer(pattern, said, re.IGNORECASE):
            yield entity("person", text, match.start(), match.end(), names.get(match[0].casefold()))


@dataclass(frozen=True)
class Namer:
    words: Sequence[Word]
    table: Table

    def name_at(self, at: int) -> int:
        """The index behind a name that begins at this word; `at` when none does."""
        word = self.words[at]
        if self._is_title(at):
            behind = at + 1
            return self._rest(behind + 2 if self._is_title(behind) else behind + 1)
        if self._is_forename(at):
            return self._rest(at + 1)
        if word.capital and not word.opens and self._is_called(word):
            return self._rest(at + 1)
        return at

    def _is_title(self, at: int) -> bool:
        """A title with a name or another title behind it."""
        titled = _titled(self.table).fullmatch(self.words[at].text)
        return bool(titled) and self._follows(at) and len(self.words[at + 1].text) > 1

    def _follows(self, at: int) -> bool:
        """Whether the next word belongs to the same name by its place: one space between, or the point of a title."""
        if at + 1 >= len(self.words):
            return False
        return self.words[at + 1].start - self.words[at].end <= 2 and self.words[at + 1].capital

    def _is_forename(self, at: int) -> bool:
        word = self.words[at]
        name = _forename(word.text if word.capital else word.text.capitalize())
        if name is None or word.low in self.table.common or (word.opens and word.low in self.table.acts):
            return False
        sure = word.low not in self.table.doubtful and name not in FIRST_A_PLACE
        if not word.capital:
            return sure and word.before in CALLING and len(word.text) > 2
        if name in listed("places") and self._as_place(word, sure):
            return self._has_surname(at)
        return sure or self._is_meant(at)

    def _as_place(self, word: Word, sure: bool) -> bool:
        """Paris, Sofia, Carmen: names of both. A word for places in front decides; "to" and "de" only for the "
        "doubtful."""
        places, persons = _cues(self.table)
        return word.before in places and (not sure or word.before not in persons)

    def _is_meant(self, at: int) -> bool:
        """Whether the words around make a name of a word that may be something else: Will, Rosa, Mark."""
        word = self.words[at]
        if self._has_surname(at):
            return True
        behind = self.words[at + 1].low if at + 1 < len(self.words) else ""
        does = behind in _does(self.table)
        if self.table.nouns_are_capitalised:
            return does and word.before in CALLING
        return not word.opens and (word.before in CALLING or (does and word.before in _cues(self.table)[1]))

    def _has_surname(self, at: int) -> bool:
        return self._follows(at) and self.words[at + 1].text in listed("surnames") and not self.words[at + 1].apart

    def _is_called(self, word: Word) -> bool:
        """An unlisted name behind "call": in German, where every noun has a capital, only listed surnames."""
        if word.before not in CALLING or word.low in self.table.common or word.text in listed("places"):
            return False
        if self.table.nouns_are_capitalised:
            return word.text in listed("surnames")
        return len(word.text) > 2 and not word.text.isupper() and word.low not in _ORDINARY

    def _rest(self, at: int) -> int:
        """The index behind the further words of a name."""
        begun = at
        while at < len(self.words) and at - begun < LONGEST - 1:
            word = self.words[at]
            if word.apart or word.start - self.words[at - 1].end != 1:
                break
            if word.capital and self._goes_on(word):
                at += 1
            elif word.low in _links(self.table) and at + 1 < len(self.words) and self._is_linked(at + 1):
                at += 2
            else:
                break
        return at

    def _goes_on(self, word: Word) -> bool:
        if word.text in listed("surnames") or word.text in listed("forenames"):
            return word.low not in self.table.common
        return not self.table.nouns_are_capitalised and word.low not in self.table.common and len(word.text) > 1

    def _is_linked(self, at: int) -> bool:
        """ "van Dyck", but not "Ana de Madrid"."""
        return self.words[at].text in listed("surnames") and self.words[at].text not in listed("places")


_ORDINARY = bag("god support siri alexa google microsoft amazon customer service sales monday tuesday wednesday")


def _forename(text: str) -> str | None:
    names = listed("forenames")
    if text in names:
        return text
    first = text.partition("-")[0]
    return first if first != text and first in names else None


@cache
def _pattern(titles: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(rf"(?:{titles})", flags)


def _titled(table: Table) -> re.Pattern[str]:
    return _pattern(table.titles, re.IGNORECASE if table.titles_are_small else re.NOFLAG)


@cache
def _split(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


def _cues(table: Table) -> tuple[frozenset[str], frozenset[str]]:
    """Words in front of places, and of people."""
    return _split(table.to_place), _split(table.to_person)


def _does(table: Table) -> frozenset[str]:
    return _split(table.does)


def _links(table: Table) -> frozenset[str]:
    return _split(table.link_words)
