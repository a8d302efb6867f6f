"""A text as words with their places, for the finders of names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"(?:(?:[ldjcnmstLDJCNMST]|[Qq]u)['’](?=\w))|[^\W\d_]+(?:['’-][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
BEGINS = re.compile(r"(?:[.!?:;\n…]|[\"“„«(\[*•-]\s?|[¿¡])\s*$")


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    text: str
    before: str  # the word in front in lower case, "" where a sentence begins
    apart: bool  # something other than spaces stands in front

    @property
    def low(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def opens(self) -> bool:
        """Whether it is the first of a sentence, where a capital says nothing."""
        return not self.before


def words_of(text: str) -> Iterator[Word]:
    previous, end = "", 0
    for match in WORD.finditer(text):
        gap = text[end : match.start()]
        said = POSSESSIVE.sub("", match[0])
        before = "" if not end or BEGINS.search(gap) else previous
        yield Word(match.start(), match.start() + len(said), said, before, bool(gap.strip(" \u00a0")))
        previous, end = match[0].lower().replace("’", "'"), match.end()
