"""The numbers that Word shows before paragraphs of a list, such as "3.2" before a clause: no text holds them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from capabilities.knowledge.reading.packed import Packed, attribute, inside, local

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class Level:
    kind: str  # decimal, lowerLetter, bullet …
    pattern: str  # "%1.%2": the numbers of this level and of those above
    start: int


class Numbering:
    """Counts while the paragraphs go by in their order."""

    def __init__(self, package: Packed, main: str) -> None:
        self._levels: dict[str, Mapping[int, Level]] = {}  # by the id of an abstract list
        self._lists: dict[str, str] = {}  # a list's id: that of its abstract one, which several share with its count
        self._styles: dict[str, tuple[str, int]] = {}  # a style's id: its list and level
        self._counts: dict[str, dict[int, int]] = {}
        for part in package.linked(main, "numbering"):
            self._learn(package.xml_or_none(part))
        for part in package.linked(main, "styles"):
            self._learn_styles(package.xml_or_none(part))

    def number(self, paragraph: _Element) -> str:
        """What stands before the paragraph; empty for one without a number, and for bullets."""
        list_id, depth = self._place(paragraph)
        abstract = self._lists.get(list_id, "")
        level = self._levels.get(abstract, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return "" if level.kind in ("bullet", "none") else self._shown(abstract, level)

    def _shown(self, abstract: str, level: Level) -> str:
        def one(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            above = self._levels[abstract].get(depth, level)
            return _written(self._counts[abstract].get(depth, above.start), above.kind)

        return _PLACE.sub(one, level.pattern)

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        properties = next((each for each in paragraph if local(each) == "pPr"), None)
        if properties is None:
            return "", 0
        style = next((attribute(each, "val") for each in properties if local(each) == "pStyle"), "")
        return _numbered(properties) or self._styles.get(style, ("", 0))

    def _learn(self, root: _Element | None) -> None:
        for node in root if root is not None else ():
            if local(node) == "abstractNum":
                self._levels[attribute(node, "abstractNumId")] = {
                    int(attribute(level, "ilvl")): _level(level)
                    for level in node
                    if local(level) == "lvl" and attribute(level, "ilvl").isdecimal()
                }
            elif local(node) == "num":
                self._lists[attribute(node, "numId")] = _value(node, "abstractNumId")

    def _learn_styles(self, root: _Element | None) -> None:
        for style in inside(root, "style") if root is not None else ():
            if found := _numbered(style):
                self._styles[attribute(style, "styleId")] = found


def _numbered(node: _Element) -> tuple[str, int] | None:
    """The list and the level that it says; a list without a number takes the paragraph out of its style's."""
    properties = next(inside(node, "numPr"), None)
    if properties is None:
        return None
    depth = _value(properties, "ilvl")
    return _value(properties, "numId"), int(depth) if depth.isdecimal() else 0


def _level(node: _Element) -> Level:
    start = _value(node, "start")
    return Level(_value(node, "numFmt"), _value(node, "lvlText"), int(start) if start.isdecimal() else 1)


def _value(node: _Element, name: str) -> str:
    return next((attribute(each, "val") for each in node if local(each) == name), "")


def _written(number: int, kind: str) -> str:
    if kind.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 5 + 1)
        return letter.upper() if kind.startswith("upper") else letter
    if kind.endswith("Roman"):
        return _roman(number).upper() if kind.startswith("upper") else _roman(number)
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    made = ""
    for value, letters in _ROMAN:
        made += letters * (number // value)
        number %= value
    return made
