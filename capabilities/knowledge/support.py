"""How well a sentence answers a question: six plain measurements and one weighted sum.

The weights were fitted by logistic regression on SQuAD 2.0 (docs/knowledge.md says what that gives and what not).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from capabilities.knowledge.hints import asked_for, has_asked, names
from capabilities.knowledge.words import content_words, stem


@dataclass(frozen=True)
class Evidence:
    """All between 0 and 1."""

    words_in_sentence: float  # share of the question's words, rare ones count more
    words_in_passage: float
    sentence_similarity: float
    passage_similarity: float
    names_found: float  # share of the question's names and numbers that the passage has; 1 when it has none
    asked_found: float  # a date for "when", a number for "how many" …; 0.5 when the question names no kind


WEIGHTS = Evidence(2.66, 2.06, 4.22, 0.38, 1.16, 1.30)
BIAS = -9.78


class Asked:
    """A question, taken apart once for all sentences."""

    def __init__(self, question: str, rarity: Mapping[str, float]) -> None:
        """`rarity` weighs the question's stems, as inverse document frequencies do."""
        self.question = question
        self._stems = {stem(word) for word in content_words(question)}
        self._rarity = rarity
        self._kinds = asked_for(question)
        self._names = names(question)

    def evidence(self, sentence: str, passage: str, sentence_similarity: float, passage_similarity: float) -> Evidence:
        return Evidence(
            self._share(sentence), self._share(passage), max(0.0, sentence_similarity), max(0.0, passage_similarity),
            self._names_in(passage), self._asked_in(sentence),
        )  # fmt: skip

    def _share(self, text: str) -> float:
        present = {stem(word) for word in content_words(text)}
        whole = sum(self._rarity.get(each, 1.0) for each in self._stems)
        return sum(self._rarity.get(each, 1.0) for each in self._stems & present) / whole if whole else 0.0

    def _names_in(self, text: str) -> float:
        if not self._names:
            return 1.0
        present = set(re.findall(r"[\w'’-]+", text.lower()))
        stemmed = {stem(word) for word in present}
        return sum(name in present or stem(name) in stemmed for name in self._names) / len(self._names)

    def _asked_in(self, sentence: str) -> float:
        return float(has_asked(sentence, self.question, self._kinds)) if self._kinds else 0.5


def support(evidence: Evidence) -> float:
    """Between 0 and 1."""
    total: float = sum(weight * value for weight, value in zip(astuple(WEIGHTS), astuple(evidence), strict=True))
    return 1 / (1 + math.exp(-(total + BIAS)))


def rarities(frequencies: Mapping[str, int], passages: int) -> dict[str, float]:
    """Inverse document frequency of each word's stem: what stands in few passages says more."""
    return {stem(word): math.log(1 + (passages + 1) / (1 + count)) for word, count in frequencies.items()}


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """Of unit vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True))
