"""Laying a request along a template: its words in order, the gaps as the template's text fields.

A weighted longest common subsequence in which a word that nothing explains, and a word of the template that is not
said, both cost. Text between two words that were found belongs to the text field that stands between them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent_core.planning.local.catalogue import Item, Template
from agent_core.planning.local.words import Token

UNSAID = 0.6  # cost of a word of the template that is not said, of its weight
ANOTHER_ACT = 0.8  # how well another act of the same capability stands for the one of the template
TIE = 0.001  # of two equal words, the outer one is the template's

Likeness = Callable[[str, Token], float]


@dataclass(frozen=True)
class Alignment:
    """`captures` are the indexes of the tokens each text field took."""

    template: Template
    said: float  # share of the template's weight that was found
    unexplained: float  # weight of the tokens that nothing explains
    found: float  # weight found
    strong: int  # matched words that carry meaning
    captures: dict[str, tuple[int, ...]]
    matched: tuple[int, ...]  # indexes of the tokens that are words of the template
    loose: tuple[int, ...]  # indexes of the tokens that are neither

    @property
    def score(self) -> float:
        """1 where all of the template is said and nothing else."""
        return self.said * self.found / (self.found + 0.8 * self.unexplained) if self.found else 0.0


def align(template: Template, tokens: Sequence[Token], likeness: Likeness) -> Alignment:
    items = template.items
    rows, columns = len(items) + 1, len(tokens) + 1
    open_at = [_text_near(items, i) is not None for i in range(rows)]
    table = [[0.0] * columns for _ in range(rows)]
    moves = [["skip"] * columns for _ in range(rows)]
    for j in range(1, columns):
        table[0][j] = table[0][j - 1] - (0.0 if open_at[0] else tokens[j - 1].weight)
    texts_seen = False
    for i in range(1, rows):
        item = items[i - 1]
        texts_seen = texts_seen or item.kind == "text"
        lost = UNSAID * item.weight
        above, row, move = table[i - 1], table[i], moves[i]
        row[0], move[0] = above[0] - lost, "unsaid"
        for j in range(1, columns):
            token = tokens[j - 1]
            best, how = above[j] - lost, "unsaid"
            stay = row[j - 1] - (0.0 if open_at[i] else token.weight)
            if stay >= best:
                best, how = stay, "skip"
            like = _like(item, token, likeness)
            if like and (hit := above[j - 1] + item.weight * like + (TIE * j if texts_seen else -TIE * j)) > best:
                best, how = hit, "match"
            row[j], move[j] = best, how
    return _walk_back(template, tokens, moves, likeness)


def _like(item: Item, token: Token, likeness: Likeness) -> float:
    if item.kind == "number":
        return 1.0 if token.norm.isdigit() or token.norm in NUMBERS else 0.0
    if item.kind == "text":
        return 0.0
    like = likeness(item.value, token)
    return like or ANOTHER_ACT * max((likeness(stem, token) for stem in item.also), default=0.0)


def _text_near(items: Sequence[Item], i: int) -> str | None:
    """The text field that a token standing after `i` items of the template would belong to."""
    for item in (*items[max(0, i - 1) : i], *items[i : i + 1]):
        if item.kind == "text":
            return item.value
    return None


def _walk_back(
    template: Template, tokens: Sequence[Token], moves: Sequence[Sequence[str]], likeness: Likeness
) -> Alignment:
    i, j = len(template.items), len(tokens)
    captures: dict[str, list[int]] = {}
    matched, loose, found, strong = [], [], 0.0, 0
    while i > 0 or j > 0:
        how = moves[i][j] if i else "skip"
        if how == "match":
            item = template.items[i - 1]
            found += item.weight * _like(item, tokens[j - 1], likeness)
            strong += item.is_strong or item.kind == "number"
            matched.append(j - 1)
            if item.kind == "number":
                captures[item.value] = [j - 1]
            i, j = i - 1, j - 1
        elif how == "unsaid":
            i -= 1
        else:
            j -= 1
            name = _text_near(template.items, i)
            captures.setdefault(name, []).append(j) if name else loose.append(j)
    unexplained = sum(tokens[index].weight for index in loose)
    return Alignment(
        template, found / template.weight if template.weight else 0.0, unexplained, found, strong,
        {name: tuple(reversed(taken)) for name, taken in captures.items()},
        tuple(reversed(matched)), tuple(reversed(loose)),
    )  # fmt: skip


COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {word: value for value, word in enumerate(COUNTED.split())}
