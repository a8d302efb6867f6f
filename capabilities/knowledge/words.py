"""Which words of a question carry its meaning, and their stems."""

import re
from functools import lru_cache

_STOP = frozenset(
    re.findall(
        r"\w+",
        """a an the of in on at to for from by with and or is are was were be been being do does did has have had having
        what which who whom whose when where why how that this these those it its as into about than there their they
        them he she his her him i me my we us you your our can could would should will shall may might must not no if
        then so such any some also between please tell show say says said according""",
    )
)
_WORD = re.compile(r"\w+(?:['’]\w+)?")


def content_words(text: str) -> list[str]:
    """Lower case, in order, without the words that every sentence has."""
    words = (word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text.lower()))
    return [part for word in words for part in re.findall(r"\w+", word) if part not in _STOP]


def stems(text: str) -> list[str]:
    return [stem(word) for word in content_words(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # the library has no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")
