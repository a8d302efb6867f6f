"""How well a sentence answers a question: plain measurements and one weighted sum, each with a reason in words.

The weights were fitted by logistic regression on half of the articles of SQuAD 2.0 and measured on the other half
(docs/knowledge.md says what that gives and what not).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from capabilities.knowledge.hints import asked_for, has_asked, is_negated, names, numbers, opposed
from capabilities.knowledge.tongues import language_of
from capabilities.knowledge.words import content_words, stem


@dataclass(frozen=True)
class Evidence:
    """All between 0 and 1; more is better."""

    words_in_sentence: float
    words_in_passage: float
    sentence_similarity: float
    passage_similarity: float
    names_found: float
    names_in_sentence: float
    numbers_found: float
    asked_found: float
    rarest_found: float
    pairs_found: float
    same_polarity: float
    nothing_opposed: float


TEXTS: Mapping[str, str] = {
    "words_in_sentence": "the sentence has {} of the question's words, rare ones counting more",
    "words_in_passage": "the passage around it has {} of them",
    "sentence_similarity": "the sentence's meaning is {} like the question's",
    "passage_similarity": "the passage's meaning is {} like the question's",
    "names_found": "the passage has {} of the question's names and numbers",
    "names_in_sentence": "the sentence has {} of them",
    "numbers_found": "the passage has {} of the question's numbers",
    "asked_found": "what the question asks for, such as a date or a name, is there: {}",
    "rarest_found": "the question's rarest words that are there weigh {}",
    "pairs_found": "{} of the question's neighbouring words stand together in it",
    "same_polarity": "both say it with, or both without, a “not”: {}",
    "nothing_opposed": "nothing says the opposite: {}",
}
WEIGHTS = Evidence(2.66, 2.06, 4.22, 0.38, 1.16, 0, 0, 1.30, 0, 0, 0, 0)
TYPICAL = Evidence(0.6, 0.85, 0.6, 0.55, 0.9, 0.7, 0.95, 0.7, 0.8, 0.4, 0.9, 0.98)  # of sentences that do answer
BIAS = -9.78


@dataclass(frozen=True)
class Part:
    """One measurement; `against` is how much less it adds than it does for a sentence that answers."""

    name: str
    value: float
    weight: float
    adds: float
    against: float
    text: str


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

    def evidence(
        self, sentence: str, heading: str, passage: str, sentence_similarity: float, passage_similarity: float
    ) -> Evidence:
        around = f"{heading}\n{passage}"
        in_sentence, in_passage = self._stems_of(sentence), self._stems_of(around)
        return Evidence(
            words_in_sentence=self._share(set(in_sentence)), words_in_passage=self._share(set(in_passage)),
            sentence_similarity=max(0.0, sentence_similarity), passage_similarity=max(0.0, passage_similarity),
            names_found=_found(self._names, around), names_in_sentence=_found(self._names, f"{heading}\n{sentence}"),
            numbers_found=_found(self._numbers, around), asked_found=self._asked_in(sentence),
            rarest_found=self._rarest(set(in_passage)), pairs_found=self._pairs(in_sentence),
            same_polarity=float(is_negated(sentence) == is_negated(self.question)),
            nothing_opposed=float(not opposed(self.question, sentence)),
        )  # fmt: skip

    def _stems_of(self, text: str) -> list[str]:
        return [stem(word, self._language) for word in content_words(text, self._language)]

    def _share(self, present: set[str]) -> float:
        whole = sum(self._rarity.get(each, 1.0) for each in self._stems)
        return sum(self._rarity.get(each, 1.0) for each in self._stems & present) / whole if whole else 0.0

    def _rarest(self, present: set[str]) -> float:
        """1 less the weight of the rarest word that is missing, as a share of the rarest one's."""
        missing = [self._rarity.get(each, 1.0) for each in self._stems - present]
        most = max((self._rarity.get(each, 1.0) for each in self._stems), default=1.0)
        return 1 - max(missing, default=0.0) / most

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


def support(evidence: Evidence) -> float:
    """Between 0 and 1."""
    weights = asdict(WEIGHTS)
    total: float = sum(weights[name] * value for name, value in asdict(evidence).items())
    return 1 / (1 + math.exp(-(total + BIAS)))


def parts(evidence: Evidence) -> list[Part]:
    """What the sum is made of."""
    return [_part(each.name, evidence) for each in fields(Evidence)]


def _part(name: str, evidence: Evidence) -> Part:
    value, weight, typical = (float(getattr(each, name)) for each in (evidence, WEIGHTS, TYPICAL))
    text = TEXTS[name].format(f"{value:.0%}")
    return Part(name, value, weight, weight * value, weight * (value - typical), text)


def rarities(frequencies: Mapping[str, int], passages: int) -> dict[str, float]:
    """Inverse document frequency of each word's stem: what stands in few passages says more."""
    language = language_of(" ".join(frequencies))
    return {stem(word, language): math.log(1 + (passages + 1) / (1 + count)) for word, count in frequencies.items()}


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """Of unit vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True))
