"""How well a sentence answers a question: plain measurements, each with a reason in words, and two weighted sums.

One ranks the sentences, the other says whether the best of them is an answer at all. Both were fitted by logistic
regression on the even articles of SQuAD 2.0; docs/knowledge.md says what that gives on the odd ones, and what not.
"""

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import astuple, dataclass, fields

from capabilities.knowledge.hints import asked_for, has_asked, names, numbers
from capabilities.knowledge.opposites import is_negated, opposed, stems_of
from capabilities.knowledge.tongues import language_of
from capabilities.knowledge.words import content_words, stem


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All between 0 and 1; more is better."""

    words_in_sentence: float = 0.0
    words_in_passage: float = 0.0
    sentence_similarity: float = 0.0
    passage_similarity: float = 0.0
    best_similarity: float = 0.0
    names_found: float = 0.0
    numbers_found: float = 0.0
    asked_found: float = 0.0
    pairs_found: float = 0.0
    same_polarity: float = 0.0
    nothing_opposed: float = 0.0


TEXTS: Mapping[str, str] = {
    "words_in_sentence": "the sentence has {} of the question's words, rare ones counting more",
    "words_in_passage": "the passage around it has {} of them",
    "sentence_similarity": "the sentence's meaning is {} like the question's",
    "passage_similarity": "the passage's meaning is {} like the question's",
    "best_similarity": "the nearest sentence of all passages is {} like the question",
    "names_found": "the passage has {} of the question's names and numbers",
    "numbers_found": "the passage has {} of the question's numbers",
    "asked_found": "what the question asks for, such as a date or a name, is there: {}",
    "pairs_found": "{} of the question's neighbouring words stand together in it",
    "same_polarity": "both say it with, or both without, a “not”: {}",
    "nothing_opposed": "nothing in the passage says the opposite: {}",
}
RANKING = Evidence(
    words_in_sentence=2.23, words_in_passage=1.91, sentence_similarity=4.24, passage_similarity=0.2, names_found=0.47,
    asked_found=1.29, pairs_found=1.54,
)  # fmt: skip
ANSWERING = Evidence(
    words_in_sentence=0.97, sentence_similarity=1.36, passage_similarity=1.3, best_similarity=0.53, numbers_found=1.41,
    asked_found=0.53, same_polarity=1.12, nothing_opposed=1.86,
)  # fmt: skip
BIAS = -7.11
TYPICAL = Evidence(
    words_in_sentence=0.68, sentence_similarity=0.63, passage_similarity=0.53, best_similarity=0.65,
    numbers_found=0.98, asked_found=0.7, same_polarity=0.93, nothing_opposed=0.98,
)  # fmt: skip  # of sentences that do answer


@dataclass(frozen=True)
class Part:
    """One measurement; `against` is how much less it adds than it does for a sentence that answers."""

    name: str
    value: float
    weight: float
    adds: float
    against: float
    text: str


@dataclass(frozen=True)
class _Around:
    """What there is to know of a passage."""

    words: frozenset[str]
    opposed: bool


class Asked:
    """A question, taken apart once for all sentences."""

    def __init__(self, question: str, rarity: Mapping[str, float]) -> None:
        """`rarity` weighs the question's stems, as inverse document frequencies do."""
        self.question = question
        self._language = language_of(question)
        words = content_words(question, self._language)
        self._order = [stem(word, self._language) for word in words]
        self._stems = set(self._order)
        self._rarity = rarity
        self._kinds = asked_for(question)
        self._names = names(question)
        self._numbers = numbers(question)
        self._every_stem = stems_of(question)
        self._around: dict[str, _Around] = {}

    def evidence(
        self, sentence: str, heading: str, passage: str, sentence_similarity: float, passage_similarity: float
    ) -> Evidence:
        """`best_similarity` is known only when all sentences are."""
        around = f"{heading}\n{passage}"
        in_sentence, in_passage = self._stems_of(sentence), self._in_passage(around)
        return Evidence(
            words_in_sentence=self._share(set(in_sentence)), words_in_passage=self._share(in_passage.words),
            sentence_similarity=max(0.0, sentence_similarity), passage_similarity=max(0.0, passage_similarity),
            names_found=_found(self._names, around), numbers_found=_found(self._numbers, around),
            asked_found=self._asked_in(sentence), pairs_found=self._pairs(in_sentence),
            same_polarity=float(is_negated(sentence) == is_negated(self.question)),
            nothing_opposed=float(not in_passage.opposed),
        )  # fmt: skip

    def share(self, passage: str) -> float:
        """Of the question's words, rare ones counting more, what the passage with its heading has."""
        return self._share(self._in_passage(passage).words)

    def _in_passage(self, text: str) -> "_Around":
        """Once for all sentences of a passage."""
        if text not in self._around:
            opposite = opposed(self._every_stem, stems_of(text))
            self._around[text] = _Around(frozenset(self._stems_of(text)), opposite)
        return self._around[text]

    def _stems_of(self, text: str) -> list[str]:
        return [stem(word, self._language) for word in content_words(text, self._language)]

    def _share(self, present: Set[str]) -> float:
        whole = sum(self._rarity.get(each, 1.0) for each in self._stems)
        return sum(self._rarity.get(each, 1.0) for each in self._stems & present) / whole if whole else 0.0

    def _pairs(self, present: Sequence[str]) -> float:
        """Of the question's neighbouring words, those that stand at most three words apart."""
        pairs = list(zip(self._order, self._order[1:], strict=False))
        if not pairs:
            return 0.5
        places: dict[str, list[int]] = {}
        for place, each in enumerate(present):
            places.setdefault(each, []).append(place)
        near = [
            any(abs(a - b) <= 3 for a in places.get(one, ()) for b in places.get(other, ())) for one, other in pairs
        ]
        return sum(near) / len(pairs)

    def _asked_in(self, sentence: str) -> float:
        return float(has_asked(sentence, self.question, self._kinds)) if self._kinds else 0.5


def _found(wanted: Sequence[str], text: str) -> float:
    """Share of these that stand in a text, in any form; 1 when there are none."""
    if not wanted:
        return 1.0
    present = set(re.findall(r"[\w'’-]+", text.lower()))
    stemmed = {stem(word) for word in present}
    return sum(each in present or stem(each) in stemmed for each in wanted) / len(wanted)


def fits(evidence: Evidence) -> float:
    """More for the sentence that is more likely the one asked for."""
    return _sum(RANKING, evidence)


def support(evidence: Evidence) -> float:
    """Between 0 and 1: whether it answers at all."""
    return 1 / (1 + math.exp(-(_sum(ANSWERING, evidence) + BIAS)))


def _sum(weights: Evidence, evidence: Evidence) -> float:
    total: float = sum(weight * value for weight, value in zip(astuple(weights), astuple(evidence), strict=True))
    return total


def parts(evidence: Evidence) -> list[Part]:
    """What support is made of."""
    return [_part(each.name, evidence) for each in fields(Evidence) if getattr(ANSWERING, each.name)]


def _part(name: str, evidence: Evidence) -> Part:
    value, weight, typical = (float(getattr(each, name)) for each in (evidence, ANSWERING, TYPICAL))
    text = TEXTS[name].format(f"{value:.0%}")
    return Part(name, value, weight, weight * value, weight * (value - typical), text)


def rarities(frequencies: Mapping[str, int], passages: int) -> dict[str, float]:
    """Inverse document frequency of each word's stem: what stands in few passages says more."""
    language = language_of(" ".join(frequencies))
    return {stem(word, language): math.log(1 + (passages + 1) / (1 + count)) for word, count in frequencies.items()}


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """Of unit vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True))
