"""Which words of a text carry its meaning, and the forms under which they are found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from capabilities.knowledge.tongues import STOP_WORDS, language_of

_WORD = re.compile(r"\w+(?:[-'’.,‐‑]\w+)*")  # hyphens as documents have them
_PART = re.compile(r"\w+")
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
LONGEST_JOINED = 24  # characters of a hyphened word that is also found when written in one


def content_words(text: str, language: str | None = None) -> list[str]:
    """Lower case, in order, without the words that every sentence has."""
    stop = STOP_WORDS.get(language or language_of(text), frozenset())
    return [word for word in _parts(text) if word not in stop]


def _parts(text: str) -> Iterator[str]:
    """Words and parts of words; scripts without spaces in overlapping pairs of characters."""
    for word in _WORD.findall(text.lower()):
        for part in _PART.findall(word.removesuffix("'s").removesuffix("’s")):
            yield from _pairs(part) if _SPACELESS.search(part) else (part,)


def _pairs(text: str) -> Iterable[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)] or [text]


def joined(text: str) -> list[str]:
    """What is written with hyphens or grouped digits, in one: “e-mail” as “email”, “1,200” as “1200”."""
    found = []
    for word in _WORD.findall(text.lower()):
        parts = _PART.findall(word.removesuffix("'s").removesuffix("’s"))
        together = "".join(parts)
        if len(parts) < 2 or len(together) > LONGEST_JOINED:
            continue
        if _GROUPED.fullmatch(word) or (re.search("[-‐‑]", word) and not together.isdecimal()):
            found.append(together)
    return found


def terms(text: str, language: str) -> list[str]:
    """What the full-text index keeps of a text."""
    return [stem(word, language) for word in [*content_words(text, language), *joined(text)]]


def stems(text: str, language: str | None = None) -> list[str]:
    language = language or language_of(text)
    return [stem(word, language) for word in content_words(text, language)]


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "english") -> str:
    """Without accents, which people leave out when they ask."""
    stemmed = str(_stemmer(language).stemWord(word)) if language in STOP_WORDS and word.isalpha() else word
    if stemmed.isascii():
        return stemmed
    whole = unicodedata.normalize("NFKD", stemmed)
    return "".join(letter for letter in whole if not unicodedata.combining(letter)).replace("ß", "ss")


@lru_cache(maxsize=20)
def _stemmer(language: str) -> Any:  # the library has no types
    import snowballstemmer

    return snowballstemmer.stemmer(language)
