"""Whether a passage says what a sentence says of it: reasons first, then how many of its words are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agent_core.claims.cited.facts import Clause, Facts, Name
from agent_core.claims.cited.numbers import Quantity, same
from agent_core.claims.cited.tables import LIMITS, LOOSE_NAMES, SAME_NAMES
from agent_core.claims.cited.tokens import folded

Why = Literal["", "number", "name", "negated", "swapped", "words"]

ENOUGH = 0.36  # share of the sentence's words that its passage must have
ALIKE = 0.6  # share from which a "not" on one side only is a contradiction
FEW = 3  # words below which a share says nothing
_SPELT = 6  # letters of a name that may be spelt with one letter changed, as in scanned text
_LONG = 5  # letters of a word that counts half as much again
_NAME_ENDINGS = frozenset(
    [
        "",
        "s",
        "es",
        "ish",
        "an",
        "ans",
        "ian",
        "ians",
        "ese",
        "ist",
        "ists",
        "ism",
        "ic",
        "y",
        "ia",
        "n",
        "ns",
        "en",
        "e",
    ]
)
_ROMAN = {2.0: "ii", 3.0: "iii", 4.0: "iv", 5.0: "v", 6.0: "vi", 7.0: "vii", 8.0: "viii", 9.0: "ix", 10.0: "x"}


@dataclass(frozen=True, slots=True)
class People:
    """Who is called the same in every language; all in lower case."""

    forenames: frozenset[str]
    surnames: frozenset[str]

    def holds(self, name: Name) -> bool:
        return name.before in self.forenames and folded(name.text) in self.surnames


@dataclass(frozen=True, slots=True)
class Verdict:
    """`missing`: what of the sentence its passage does not have, or has the other way round; `share`: 0 to 1."""

    why: Why
    missing: tuple[str, ...]
    share: float
    compared: bool = True  # the words too, since both are in one language

    @property
    def supported(self) -> bool:
        return not self.why


def weigh(said: Facts, passage: Facts, known: Facts, *, alike: bool, people: People | None = None) -> Verdict:
    """`known`: what need not be in the passage. `alike`: both are in one language, so that words can be compared;
    `people`: where capitals do not tell names, as in German, or names are translated: only these count."""
    share = _share(said, passage)
    numbers = [
        each for each in said.numbers if _asks(each, passage) and not _has(passage, each) and not _has(known, each)
    ]
    if numbers:
        return Verdict("number", tuple(dict.fromkeys(each.text for each in numbers)), share)
    names = [
        name for name in said.names if _counts(name, people) and not named(name, passage) and not named(name, known)
    ]
    if names:
        return Verdict("name", tuple(dict.fromkeys(each.text for each in names)), share)
    if not alike:
        return Verdict("", (), share, compared=False)
    if share >= ALIKE and (turned := _turned(said, passage)):
        return Verdict("negated", tuple(sorted(turned)), share)
    if swapped := _swapped(said, passage):
        return Verdict("swapped", tuple(sorted(swapped)), share)
    if len(said.words) >= FEW and share < ENOUGH:
        return Verdict("words", (), share)
    return Verdict("", (), share)


def _asks(quantity: Quantity, passage: Facts) -> bool:
    """Whether a passage must have it: of things that a reader counts ("two reasons") only where it counts them too."""
    return quantity.strict and (not quantity.of or any(other.of == quantity.of for other in passage.numbers))


def _has(facts: Facts, quantity: Quantity) -> bool:
    if any(same(quantity, other) for other in facts.numbers):
        return True
    return not facts.folded.isdisjoint(_ROMAN[value] for value in quantity.values if value in _ROMAN)


def _counts(name: Name, people: People | None) -> bool:
    return name.sure if people is None else people.holds(name)


def _misplaced(name: Name, facts: Facts) -> bool:
    """East Lothian, where the passage has only West Lothian."""
    if name.before not in LOOSE_NAMES:
        return False
    befores = {other.before for other in facts.names if other.key == name.key and other.before in LOOSE_NAMES}
    return bool(befores) and name.before not in befores


def named(name: Name, facts: Facts) -> bool:
    low = folded(name.text)
    if _misplaced(name, facts):
        return False
    if name.key in facts.words or low in facts.folded or low in facts.initials:
        return True
    if low in SAME_NAMES:
        return False
    return any(_one_name(low, other) for other in facts.folded if other[:2] == low[:2])


def _one_name(one: str, other: str) -> bool:
    """Sweden and Swedish, Normans and Normandy; a letter read or spelt otherwise in a long one."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    if same >= 4 and one[same:] in _NAME_ENDINGS and other[same:] in _NAME_ENDINGS:
        return True
    return min(len(one), len(other)) >= _SPELT and (one[same + 1 :] == other[same + 1 :] or _left_out(one, other, same))


def _left_out(one: str, other: str, at: int) -> bool:
    return one[at + 1 :] == other[at:] or one[at:] == other[at + 1 :]


def _share(said: Facts, passage: Facts) -> float:
    """Of the weight of the sentence's words and numbers; names and numbers weigh double."""
    names = {name.key for name in said.names if name.sure}
    weights = {word: 2.0 if word in names else 1.5 if len(word) >= _LONG else 1.0 for word in said.words}
    found = sum(weight for word, weight in weights.items() if word in passage.words)
    strict = [each for each in said.numbers if each.strict]
    found += 2.0 * sum(_has(passage, each) for each in strict)
    whole = sum(weights.values()) + 2.0 * len(strict)
    return found / whole if whole else 1.0


def _turned(said: Facts, passage: Facts) -> frozenset[str]:
    """Words with a "not" in the one, and only without in those sentences of the other that say most of the same."""
    nearest = _nearest(said.words, passage.sentences)
    negated = frozenset[str]().union(*(each.negated for each in said.sentences))
    affirmed = frozenset[str]().union(*(each.affirmed for each in said.sentences))
    there = frozenset[str]().union(*(each.negated for each in nearest))
    plain = frozenset[str]().union(*(each.affirmed for each in nearest))
    if negated:  # "no pets are allowed" and "pets are not allowed" have one of the two words in common
        return (negated - affirmed) & (plain - there) if negated.isdisjoint(there) else frozenset()
    return affirmed & (there - plain) if LIMITS.isdisjoint(said.folded) else frozenset()


def _swapped(said: Facts, passage: Facts) -> frozenset[str]:
    """ "Simon named Nixon" where a sentence of the passage has "Nixon named" and Simon elsewhere: who did it."""
    names = {name.key for name in said.names}
    done = frozenset[tuple[str, str]]().union(*(each.acts for each in passage.sentences))
    wrong = (
        who
        for who, act in frozenset[tuple[str, str]]().union(*(each.acts for each in said.sentences)) - done
        for sentence in passage.sentences
        if who in sentence.affirmed and any(one in names and other == act for one, other in sentence.acts)
    )
    return frozenset(wrong)


def _nearest(words: frozenset[str], sentences: Sequence[Clause]) -> list[Clause]:
    """Those with the most of these words, if that is most of them."""
    counts = [len(words & (each.negated | each.affirmed)) for each in sentences]
    most = max(counts, default=0)
    return [each for each, count in zip(sentences, counts, strict=True) if count == most >= ALIKE * len(words)]


def strongest(verdicts: Sequence[tuple[int, Verdict]]) -> tuple[int, Verdict] | None:
    """The number of the passage that supports it best."""
    good = [pair for pair in verdicts if pair[1].supported and pair[1].compared]
    return max(good, key=lambda pair: pair[1].share, default=None)
