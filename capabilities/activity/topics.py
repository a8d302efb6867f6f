"""The words that a message is about: no model, no text kept, only words that say something by themselves."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

MOST_WORDS = 20  # of one message
SHORTEST, LONGEST = 3, 40  # letters
LIKELY = 0.6  # neighbours such as Danish and Norwegian: what one of them leaves out, the other does too
NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|(?<!\w)[@/]\w+|`[^`]*`")  # addresses, names, commands, code
WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:[-’'][^\W\d_]+)*(?!\w)")
HAN, KATAKANA, KANA = re.compile(r"[\u3400-\u9fff]+"), re.compile(r"[\u30a1-\u30fa\u30fc]{2,}"), re.compile(
    r"[\u3040-\u30ff]+"
)  # fmt: skip
# What every chat is full of, in any language, and no list of stop words has.
_CHATTER = """
    hello hey hallo hola salut ciao privet привет сәлем okay yes yeah yep nope thanks thank thx please pls sorry lol
    haha hahaha hehe cool great nice good bad sure maybe guys danke bitte genau klar servus moin gracias favor vale
    bueno claro merci oui bonjour grazie prego obrigado obrigada спасибо пожалуйста хорошо ладно ага рахмет иә жоқ хаха
    today tomorrow yesterday heute morgen gestern hoy ayer demain hier сегодня завтра вчера бүгін ертең
"""
CHATTER = frozenset(_CHATTER.split())


class Word(NamedTuple):
    """`stem` is shared by the forms of a word; `form` is how it was written, in lower case."""

    stem: str
    form: str


def topic_words(text: str) -> list[Word]:
    """Each word once, in order, without those that every sentence of its language has."""
    plain = NOT_WORDS.sub(" ", unicodedata.normalize("NFC", text)).lower()
    words = [word.replace("’", "'").removesuffix("'s") for word in WORD.findall(plain)]
    language, stop = _spoken(words)
    found = {stem: form for stem, form in reversed([*_stems(words, stop, language), *_spaceless(plain)])}
    return [Word(stem, form) for stem, form in reversed(found.items())][:MOST_WORDS]


def _stems(words: Iterable[str], stop: frozenset[str], language: str) -> Iterator[Word]:
    for word in words:
        if SHORTEST <= len(word) <= LONGEST and word not in stop and word not in CHATTER and not _is_spaceless(word):
            yield Word(_stem(word, language), word)


def _is_spaceless(word: str) -> bool:
    return bool(HAN.search(word) or KANA.search(word))


def _spaceless(text: str) -> Iterator[Word]:
    """Chinese and Japanese have no spaces: Han signs in overlapping pairs, loan words whole; the rest is grammar."""
    for run in HAN.findall(text):
        pairs = [run[at : at + 2] for at in range(len(run) - 1)]
        yield from (Word(pair, pair) for pair in pairs if pair not in _common())
    yield from (Word(word, word) for word in KATAKANA.findall(text))


def _spoken(words: Iterable[str]) -> tuple[str, frozenset[str]]:
    """The language most words speak for, and what to leave out; words of none leave out what is common anywhere."""
    known, counts = _common(), Counter[str]()
    for word in words:
        for language in (languages := known.get(word, ())):
            counts[language] += 1 / len(languages)  # type: ignore[assignment]  # a share
    if not counts:
        return "", frozenset()
    order = sorted(counts, key=lambda language: (-counts[language], language))
    likely = [language for language in order if counts[language] >= LIKELY * counts[order[0]]]
    return order[0], frozenset[str]().union(*(_lists()[language] for language in likely))


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    from stop_words import AVAILABLE_LANGUAGES, get_stop_words

    return {name: frozenset(word.replace("’", "'") for word in get_stop_words(name)) for name in AVAILABLE_LANGUAGES}


@cache
def _common() -> Mapping[str, tuple[str, ...]]:
    """Word → the languages in which it says nothing by itself."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _lists().items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    stemmed = str(stemmer.stemWord(word)) if stemmer else word
    decomposed = unicodedata.normalize("NFKD", stemmed)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)) or word


@cache
def _stemmer(language: str) -> Any:  # the library has no types
    import snowballstemmer

    return snowballstemmer.stemmer(language) if language in snowballstemmer.algorithms() else None
