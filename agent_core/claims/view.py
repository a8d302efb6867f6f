"""What the grammars ask about a sentence: what stands before a verb, whose clause it is, what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agent_core.claims.language import Language
from agent_core.claims.words import EMOJI, QUOTED, Words

Mode = Literal["did", "doing", "will", "been", "state", "bare"]
"""How an act is claimed: I did, I am doing, I will; it has been, it is now; "Sent!"."""
Mood = Literal["me", "other", "no", "none"]

REACH = 24  # words looked at on either side: no sentence costs more than its length
BREAKS = frozenset({".", "!", "?", "…", EMOJI, "-", "–", "—", "|", "&", "+", "/"})


@dataclass(frozen=True)
class View:
    """A sentence in the eyes of one language."""

    said: Words
    language: Language
    row: bool = False  # of a table
    item: bool = False  # of a list

    def is_(self, name: str, at: int) -> bool:
        return self.said.words[at] in self.language.sets[name]

    def start(self, at: int) -> int:
        """Where the clause of the word begins; no further back than REACH."""
        return max(self.said.span(self.said.clause[at])[0], at - REACH)

    def end(self, at: int) -> int:
        return min(self.said.span(self.said.clause[at])[1], at + 1 + REACH)

    def before(self, at: int) -> Sequence[str]:
        return self.said.words[self.start(at) : at]

    def after(self, at: int) -> Sequence[str]:
        return self.said.words[at + 1 : self.end(at)]

    def any(self, name: str, words: Sequence[str]) -> bool:
        return not self.language.sets[name].isdisjoint(words)

    def back(self, at: int, *names: str) -> int:
        """The nearest word before `at` in its clause that is in none of these sets; start - 1 when there is none."""
        start = self.start(at)
        sets = [self.language.sets[name] for name in names]
        at -= 1
        while at >= start and (any(self.said.words[at] in each for each in sets) or _is_adverb(self, at)):
            at -= 1
        return at

    def first(self, at: int) -> bool:
        """Whether the clause is one that may claim without a subject: "Sent!", "Okay, sent"."""
        number = self.said.clause[at]
        opened = self.said.opened[number]
        if opened in "([" and opened:
            return False
        previous = self.previous(number)
        if previous is None or opened in BREAKS:
            return not self.row
        mood = self.mood(previous)
        return mood == "none" or (opened == ":" and mood == "me")

    def previous(self, number: int) -> int | None:
        """The clause before, if it has words."""
        for each in range(number - 1, max(-1, number - 4), -1):
            start, end = self.said.span(each)
            if end > start:
                return each
        return None

    def mood(self, number: int) -> Mood:
        """Whose clause it is, for a clause behind it that has no subject."""
        start, end = self.said.span(number)
        words = self.said.words[start : min(end, start + REACH)]
        if self.any("no", words) or self.any("maybe", words):
            return "no"
        if self.any("when", words[:2]):
            return "other"
        lead = self.language.sets["lead"] | self.language.sets["before"]
        me = self.language.sets["me"]
        for word in words:
            if word in me:
                return "me"
            if word not in lead:
                return "other"
        return "none"

    def thing(self, at: int) -> str:
        return self.language.thing(self.said.words[at])

    def subject(self, start: int, end: int, *, bare: bool = True) -> str | None:
        """What the words stand for when they are a subject of ours: a thing's kind, "it", or None for anything else.

        Words that introduce it are skipped; an article or our noun must begin it, the noun alone only where `bare`:
        "Messages are sent" says what happens in general.
        """
        words = self.said.words
        begin, end = max(start, end - REACH), end
        while begin < end and self._leads(begin, end):
            begin += 1
        if begin >= end:
            return None
        if end - begin == 1 and (self.is_("it", begin) or words[begin] == QUOTED):
            return "it"
        if (
            self.any("no", words[begin:end])
            or self.any("maybe", words[begin:end])
            or self.any("when", words[begin:end])
        ):
            return None
        found = next((self.thing(at) for at in range(begin, end) if self.thing(at)), "")
        if not found or not (self.is_("the", begin) or self.thing(begin) or self._named(begin)):
            return None
        nouns = [words[at] for at in range(begin, end) if self.thing(at)]
        alone = not self.any("the", words[begin:end]) and nouns[0].endswith(("s", "n"))
        return None if alone and not bare else found

    def _leads(self, at: int, end: int) -> bool:
        if end - at == 1 and self.is_("it", at):
            return False
        return (self.is_("lead", at) or _is_adverb(self, at)) and not self.thing(at)

    def _named(self, at: int) -> bool:
        return self.said.proper[at] or self.said.words[at] == QUOTED or self.said.words[at][0].isdigit()


def _is_adverb(view: View, at: int) -> bool:
    word = view.said.words[at]
    ending = {"en": "ly", "es": "mente", "fr": "ment"}.get(view.language.code)
    return bool(ending) and len(word) > 5 and word.endswith(str(ending))
