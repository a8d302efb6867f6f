"""Words of a text as the matcher sees them: lower case, stemmed, with their place in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from agent_core.planning.local.bag import bag

WORD = re.compile(
    r"\"[^\"]+\"|“[^”]+”|«[^»]+»|(?<!\w)['‘][^'‘’]{2,}['’](?!\w)"  # quoted: one word
    r"|tl;?dr"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail
    r"|#?\w+(?:[-.:/'’]\w+)*"
)
QUOTES = "\"'“”‘’«»"

# What people say around a request; it costs nothing where it stands and is cut off the ends of captured text.
FILLERS = bag(
    "please pls plz kindly just hey hi hello ok okay so well um can could would will u you thanks thank now then also "
    "i d id like want need to wanna gonna lets let us me for my the a an too again maybe already actually still "
    "currently really yet"
)
FUNCTION = FILLERS | bag(
    "of on in at by with from about is are be am do does did have has had it its this that these those and or any all "
    "some there i we he she they your our which what when where who whom whose how why up as if than into out not im "
    "was were been being should may might must shall s t m re ve ll before after until since between called titled "
    "anything something everything named regarding"
)
POLITE = bag("please pls plz hey hi hello ok okay so well um and but then also now")
NEGATIONS = bag("not never no without nt")
QUESTIONS = bag("what which who whom whose when where why how is are was were do does did has have am any anything")
EXPANDED = {
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "wont": ("will", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "wouldnt": ("would", "not"),
    "whats": ("what", "is"),
    "whens": ("when", "is"),
    "wheres": ("where", "is"),
    "whos": ("who", "is"),
    "hows": ("how", "is"),
    "thats": ("that", "is"),
    "theres": ("there", "is"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "id": ("i", "would"),
    "lets": ("let", "us"),
}
# Words for the same act or thing, in general English; a package's own words come from its examples.
ALIKE: Sequence[frozenset[str]] = tuple(
    frozenset(group.split())
    for group in (
        "add create make new put insert",
        "delete remove erase discard drop trash",
        "show list display see view give",
        "find search look locate seek lookup",
        "change update edit modify alter",
        "done finished completed finish complete tick check",
        "move reschedule postpone shift push",
        "schedule book arrange plan",
        "cancel stop abort",
        "summarise summarize summary tldr",
        "document doc file pdf",
        "talk chat speak",
        "called titled named",
        "start begin launch run",
    )
)


@dataclass(frozen=True)
class Token:
    """`norm` is the word without case, hyphens and apostrophes; `stem` is what is compared."""

    start: int
    end: int
    norm: str
    stem: str
    quoted: bool = False
    weight: float = 1.0  # what it costs to leave the word unexplained


@dataclass
class Words:
    """Stems, typing errors and likeness of words. Keeps the stems it has worked out."""

    dictionary: Path | None = None  # real words, one a line: they are not taken for misspellings
    _stems: dict[str, str] = field(default_factory=dict)
    _alike: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _stemmer(self) -> Any:
        import snowballstemmer

        return snowballstemmer.stemmer("english")

    @cached_property
    def _real(self) -> frozenset[str]:
        if self.dictionary is None or not self.dictionary.is_file():
            return frozenset()
        return frozenset(self.dictionary.read_text(encoding="utf-8").split())

    def stem(self, word: str) -> str:
        if word not in self._stems:
            if len(self._stems) > 20_000:  # of what people write, not of what is declared: stay small
                self._stems.clear()
            self._stems[word] = self._stemmer.stemWord(word)
        return self._stems[word]

    def tokens(self, text: str, offset: int = 0) -> list[Token]:
        return list(_asking(_joined(self._tokens(text, offset), self)))

    def _tokens(self, text: str, offset: int) -> Iterator[Token]:
        for match in WORD.finditer(text):
            start, end = match.start() + offset, match.end() + offset
            raw = match[0]
            if raw[0] in QUOTES:
                yield Token(start, end, raw, raw, quoted=True)
                continue
            norm = re.sub(r"[-;'’]", "", raw.lower())
            for part in EXPANDED.get(norm, (norm,)):
                yield Token(start, end, part, self.stem(part), weight=_weight(part))

    def is_misspelled(self, token: Token, known: frozenset[str]) -> bool:
        real = token.norm in self._real or token.stem in self._real
        return len(token.norm) >= 4 and not token.quoted and not real and token.stem not in known

    def synonyms(self, word: str) -> frozenset[str]:
        """Stems of the word and of words for the same."""
        return self.alike(self.stem(word)) | {self.stem(word)}

    def alike(self, stem: str) -> frozenset[str]:
        if not self._alike:
            for group in ALIKE:
                stems = frozenset(map(self.stem, group))
                for each in stems:
                    self._alike[each] = self._alike.get(each, frozenset()) | stems
        return self._alike.get(stem, frozenset())


@dataclass
class Likeness:
    """Which words of the examples a word of a request stands for, and how well, 0 to 1."""

    words: Words
    known: frozenset[str]  # stems of all words of all examples
    _kept: dict[str, dict[str, float]] = field(default_factory=dict)

    def of(self, token: Token) -> dict[str, float]:
        if token.quoted:
            return {}
        if token.norm not in self._kept:
            if len(self._kept) > 5_000:
                self._kept.clear()
            self._kept[token.norm] = self._find(token)
        return self._kept[token.norm]

    def _find(self, token: Token) -> dict[str, float]:
        found = {stem: 0.8 for stem in self.words.alike(token.stem) if stem in self.known}
        if token.stem in self.known:
            found[token.stem] = 1.0
        elif self.words.is_misspelled(token, self.known):
            found |= {stem: 0.85 for stem in self.known if _one_slip(token.norm, stem)}
        return found

    def __call__(self, stem: str, token: Token) -> float:
        return self.of(token).get(stem, 0.0)


def _weight(word: str) -> float:
    if word in NEGATIONS:
        return 1.0
    if word in FILLERS:
        return 0.0
    return 0.15 if word in FUNCTION else 1.0


def _joined(tokens: Iterable[Token], words: Words) -> Iterator[Token]:
    """ "to do" after an article is the noun."""
    waiting: list[Token] = []
    for token in tokens:
        waiting.append(token)
        if [each.norm for each in waiting[-2:]] == ["to", "do"] and waiting[:-2] and waiting[-3].norm in _BEFORE_NOUN:
            first = waiting[-2]
            waiting[-2:] = [Token(first.start, token.end, "todo", words.stem("todo"))]
    yield from waiting


def _asking(tokens: Iterable[Token]) -> list[Token]:
    """A question word in front counts, since it makes a question of a command; "show me" in front of one does not."""
    found = list(tokens)
    at = next((index for index, token in enumerate(found) if token.norm not in POLITE), None)
    if at is None:
        return found
    if found[at].norm in _SHOWING and [each.norm in QUESTIONS | {"me"} for each in found[at + 1 : at + 3]] == [
        True,
        True,
    ]:
        found[at] = replace(found[at], weight=0.0)
        at += 2
    if asks(found[at:]):
        found[at] = replace(found[at], weight=0.5)
    return found


def asks(tokens: Sequence[Token]) -> bool:
    """Whether it begins like a question; "don't" begins a command."""
    negated = len(tokens) > 1 and tokens[1].norm == "not"
    return bool(tokens) and tokens[0].norm in QUESTIONS and not negated


_SHOWING = bag("show tell give")
_BEFORE_NOUN = bag("a my the new our this that open")


def _one_slip(word: str, known: str) -> bool:
    """One letter missing, doubled, changed or swapped with its neighbour (two in long words); endings may differ."""
    allowed = 2 if len(word) >= 8 else 1
    if len(known) < 4 or (word[0] != known[0] and word[1:2] != known[:1] and word[:1] != known[1:2]):
        return False
    return any(
        _distance(word[: len(word) - cut], known, allowed) <= allowed for cut in (0, 1, 3) if len(word) - cut > 3
    )


def _distance(one: str, other: str, limit: int) -> int:
    """Optimal string alignment distance (Damerau 1964), or some number over `limit`."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
