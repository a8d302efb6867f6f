"""An answer in as many messages as it needs: cut between blocks, else between lines, sentences or words.

The parts are Markdown again. No code block, table or emphasis is torn: what is cut is opened again in the next part.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from interfaces.telegram.markup import reader, render
from interfaces.telegram.units import MOST, clip, units

CUTS = (re.compile(r"\n"), re.compile(r"(?<=[.!?…。！？])\s"), re.compile(r"\s"))
TRIES = 12  # places of each kind at which a cut is tried
SPACE = re.compile(r"\s+")
Together = Callable[[Sequence[str]], str]
Apart = Callable[[str, int], Iterator[str]]


def parts(markdown: str, most: int = MOST) -> list[str]:
    """None is empty, and each shows at most `most` units."""
    if fits(markdown, most):
        return [markdown] if render(markdown).text.strip() else []
    found = _filled(list(_blocks(markdown)), "\n\n".join, _pieces, most)
    return [each for each in found if render(each).text.strip()]


def fits(markdown: str, most: int) -> bool:
    # but for tables, what is seen is never twice as long as its source; so most need no reading
    return (units(markdown) * 2 <= most and "|" not in markdown) or render(markdown).units <= most


def _blocks(markdown: str) -> Iterator[str]:
    """The source of each block at the outermost level."""
    lines = markdown.split("\n")
    for token in reader().parse(markdown):
        if token.level == 0 and token.map:
            yield "\n".join(lines[token.map[0] : token.map[1]]).rstrip("\n")


def _pieces(block: str, most: int) -> Iterator[str]:
    """A block that is too long, in pieces that fit."""
    tokens = reader().parse(block)
    match tokens[0].type:
        case "fence":
            yield from _fence(tokens[0], most)
        case "table_open":
            yield from _rows(block, most)
        case "bullet_list_open" | "ordered_list_open":
            yield from _items(block, tokens, most)
        case _:
            yield from _prose(block, most)


def _fence(token: Token, most: int) -> Iterator[str]:
    for lines in _gathered(token.content.rstrip("\n").split("\n"), most):
        yield f"{token.markup}{token.info}\n{lines}\n{token.markup}"


def _gathered(lines: Sequence[str], most: int) -> Iterator[str]:
    """As many lines at a time as fit; a line that is too long by itself is cut."""
    held: list[str] = []
    size = 0
    for line in (short for each in lines for short in _short(each, most)):
        if held and size + units(line) + 1 > most:
            yield "\n".join(held)
            held, size = [], 0
        held.append(line)
        size += units(line) + 1
    yield "\n".join(held)


def _short(line: str, most: int) -> Iterator[str]:
    while units(line) > most:
        yield (head := clip(line, most))
        line = line[len(head) :]
    yield line


def _rows(block: str, most: int) -> Iterator[str]:
    """Rows of a table, each time with its head."""
    head, rule, *rows = block.split("\n")
    yield from _filled(rows, lambda some: "\n".join([head, rule, *some]), _prose, most)


def _items(block: str, tokens: Sequence[Token], most: int) -> Iterator[str]:
    lines = block.split("\n")
    places = [token.map for token in tokens if token.type == "list_item_open" and token.level == 1 and token.map]
    yield from _filled(["\n".join(lines[begin:end]) for begin, end in places], "\n".join, _prose, most)


def _filled(things: Sequence[str], together: Together, apart: Apart, most: int) -> Iterator[str]:
    """As many at a time as fit; one that is too long by itself goes in the pieces that `apart` makes of it."""
    while things:
        count = _how_many(things, together, most)
        if count:
            yield together(things[:count])
        else:
            yield from apart(things[0], most)
        things = things[count or 1 :]


def _how_many(things: Sequence[str], together: Together, most: int) -> int:
    """How many of the first fit into one part: twice as many each time, then in between."""
    few, many = 0, 1
    while many <= len(things) and fits(together(things[:many]), most):
        few, many = many, many * 2
    between = range(few + 1, min(many, len(things) + 1))
    return few + bisect_left(between, True, key=lambda count: not fits(together(things[:count]), most))


def _prose(text: str, most: int) -> Iterator[str]:
    while not fits(text, most):
        head, text = _cut(text, most)
        yield head
    if text.strip():
        yield text


def _cut(text: str, most: int) -> tuple[str, str]:
    """Where it tears no markup: both pieces together show what the whole showed."""
    whole = _seen(text)
    begin = clip(text, most)
    for kind in CUTS:
        places = [found.end() for found in kind.finditer(begin)]
        for place in places[: -TRIES - 1 : -1]:
            head, rest = text[:place].rstrip(), text[place:].lstrip()
            if place > len(begin) // 4 and fits(head, most) and _seen(head) + _seen(rest) == whole:
                return head, rest
    while not fits(begin, most):  # as bullets within bullets, which are shown wider than they are written
        begin = clip(begin, units(begin) * 3 // 4)
    return begin, text[len(begin) :]


def _seen(markdown: str) -> str:
    return SPACE.sub("", render(markdown).text)
