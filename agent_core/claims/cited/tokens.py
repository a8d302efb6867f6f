"""A text as words, numbers and marks, without accents or capitals."""

import re
import unicodedata
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+|(?<=\b[A-Za-z])\.(?:[A-Za-z]\.)+)*)"
    r"|(?P<iso>(?<!\d)\d{4}-\d{2}-\d{2}(?!\d))|(?P<dmy>(?<!\d)\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/)(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<time>(?<![\d.,])\d{1,2}(?::\d{2}(?:\s?[ap]\.?m\b)?|\s?[ap]\.?m\b|(?:[.:]\d{2})?\sUhr\b))"
    r"|(?P<number>\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<mark>[$€£¥%°,;:.!?()\[\]“”„«»\"–—|\n])"
)
_SAME = str.maketrans({"ß": "ss", "’": "'", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
Kind = Literal["iso", "dmy", "time", "number", "word", "mark"]


class Token(NamedTuple):
    kind: Kind
    text: str  # as it is written
    low: str
    start: int
    end: int


def folded(text: str) -> str:
    low = text.lower()
    if low.isascii():
        return low
    whole = unicodedata.normalize("NFKD", low.translate(_SAME))
    return "".join(letter for letter in whole if not unicodedata.combining(letter))


def tokens(text: str) -> list[Token]:
    whole: list[Token] = []
    for found in _TOKEN.finditer(text):
        word, kind = found[0], found.lastgroup
        if kind == "word" and not word.isalpha():
            whole += _split(word, found.start())
        else:
            start, end = found.span()
            whole.append(Token(kind, word, folded(word), start, end))  # type: ignore[arg-type]  # groups are kinds
    return whole


def _split(text: str, start: int) -> list[Token]:
    """Without the ending of a possessive; `l'` and `d'` apart; `n't` is a "not"; U.S. is US."""
    low, end = folded(text), start + len(text)
    if "." in low:
        short = text.replace(".", "").split("'")[0].split("’")[0]
        return [Token("word", short, folded(short), start, end)]
    head, _, tail = low.rpartition("'")
    cut = end - len(tail)
    if low.endswith("n't"):
        return [Token("word", text[:-3], low[:-3], start, cut - 2), Token("word", "not", "not", cut - 2, end)]
    if len(head) <= 2 and len(tail) > 1:  # l'environnement, d'Orange
        return [Token("word", text[len(head) + 1 :], tail, cut, end)]
    if tail in ("s", "ll", "ve", "re", "d", "m"):
        return [Token("word", text[: len(head)], head, start, cut - 1)]
    return [Token("word", text, low.replace("'", ""), start, end)]
