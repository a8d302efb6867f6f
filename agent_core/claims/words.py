"""A sentence as the rules see it: lower-case words, clause by clause, without what is only quoted."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_QUOTED = re.compile(
    r"`[^`\n]*`|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|»[^«»\n]*«|\"[^\"\n]*\"|\[[^\]\n]*\]\([^)\s]*\)|https?://\S+|(?<!\S)/[\w./~-]*\w"
)
_CITED = re.compile(r"\[\d+\]")
_TOKEN = re.compile(
    r"[\w-]+\.(?:pdf|txt|md|docx?|xlsx?|csv|json|py|png|jpe?g|html?|com|org|net)\b|"
    r"[^\W_]+(?:[-'][^\W_]+)*'?|[.,;:!?…()\[\]|–—/&+]|-(?=\s)|[\u2190-\u2bff\U0001f000-\U0001faff]|\ufffc"
)
_ELIDED = re.compile(r"(j|l|n|d|s|c|m|t|qu|jusqu|lorsqu|puisqu)'(.+)")
_CONTRACTED = {"'ve": "have", "'m": "am", "'ll": "will", "'re": "are", "'s": "is", "'d": "would"}
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]")
_MARKS = str.maketrans("’‘ʼ´", "''''")
_STOPS = frozenset(".,;:!?…()[]|–—-/&+")
QUOTED, EMOJI = "\ufffc", "\u2705"


def normal(text: str) -> str:
    """Without what a reader does not see, and with one way to write each letter."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return text.replace("\xa0", " ")


def split_word(word: str) -> list[str]:
    """Lower case; contractions apart: I've → i have, haven't → have not, j'ai → j' ai."""
    low = word.translate(_MARKS).lower()
    if "'" not in low:
        return [low]
    if found := _ELIDED.fullmatch(low):
        return [found[1] + "'", *split_word(found[2])]
    if low.endswith("n't"):
        return [{"can't": "can", "won't": "will", "ain't": "have"}.get(low, low[:-3]), "not"]
    for ending, full in _CONTRACTED.items():
        if low.endswith(ending) and len(low) > len(ending):
            return [low[: -len(ending)], full]
    return [low.rstrip("'")] if len(low) > 2 else [low]


@dataclass(frozen=True)
class Words:
    """`words[i]` stands in clause `clause[i]`; `opened[c]` is the mark or word that begins clause c."""

    words: Sequence[str]
    proper: Sequence[bool]  # written with a capital
    clause: Sequence[int]
    opened: Sequence[str]
    question: bool
    cited: bool

    def span(self, number: int) -> tuple[int, int]:
        return self._spans[number]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        spans = [(0, 0)] * len(self.opened)
        at = 0
        for number in range(len(self.opened)):
            start = at
            while at < len(self.words) and self.clause[at] == number:
                at += 1
            spans[number] = (start, at)
        return spans


def words_of(text: str, joins: frozenset[str]) -> Words:
    """`joins`: words such as "and" that begin a clause."""
    plain = normal(text).replace("*", "").replace("~", "")
    masked = _QUOTED.sub(_mask, _CITED.sub(" ", plain.translate(_MARKS)))
    words: list[str] = []
    proper: list[bool] = []
    clause: list[int] = []
    opened = [""]
    for found in _TOKEN.finditer(masked):
        token = found[0]
        if token in _STOPS or (not token[0].isalnum() and token != QUOTED):
            opened.append(token if token in _STOPS else EMOJI)
            continue
        for word in split_word(token):
            if word in joins:
                opened.append(word)
                continue
            words.append(word)
            proper.append(token[0].isupper())
            clause.append(len(opened) - 1)
    stripped = masked.rstrip(" \t\n\"'”»)*_")
    return Words(words, proper, clause, opened, stripped.endswith(("?", "？")), _CITED.search(plain) is not None)


def _mask(found: re.Match[str]) -> str:
    """A title or saying is one opaque word; a single word in quotes stays what it is."""
    inside = found[0].strip('`“”„«»"').strip()
    return f" {QUOTED} " if " " in inside or found[0][0] in "`[h/" else f" {inside} "
