"""Cuts an answer into sentences while it comes in; where it is cut does not depend on how the text was chunked."""

import re
from dataclasses import dataclass
from typing import Literal

LONGEST = 2000  # characters that may stand without an end; what is longer is cut between words
Kind = Literal["text", "code", "quote", "row"]

# A sentence takes the numbers of its sources along: "The deposit is due. [1] [2]"
_STOP = r"[.!?…。！？]+[\"'”’“»)\]*_`~]*(?: ?\[\d+\])*"
_END = re.compile(rf"\n|{_STOP}(?=\n|\s(?:[^\[]|\[\D))")
_LAST_END = re.compile(rf"\n|{_STOP}(?=\n|\s(?:[^\[]|\[\D)|\s*\Z)")
_LINE = re.compile(r"[ \t]*(?:(?P<fence>```|~~~)|(?P<quote>>)|(?P<row>\|)|(?P<item>[-*+•]\s|\d{1,3}[.)]\s))")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:\d{1,3}|[A-Za-z]|e\.g|i\.e|z\.\s?B|d\.\s?h|u\.\s?a|p\.\s?ej|Dr|Mr|Mrs|Ms|Prof|Nr|No|St|Sr|Sra|Mme|approx"
    r"|ca|vs|bzw|usw|etc|inkl|Tel|Abs|[ap]\.\s?m)\Z"
)
_QUOTE = re.compile(r"[„“”«»\"]")
_CLOSERS = {"„": "“”", "“": "”", "”": "”", "«": "»", "»": "«", '"': '"'}


@dataclass(frozen=True)
class Segment:
    """One sentence, or a piece of code, with the white space behind it."""

    text: str
    kind: Kind = "text"
    item: bool = False  # of a list


class Segmenter:
    def __init__(self) -> None:
        self._text = ""
        self._from = 0  # up to here the open text is known to have no end
        self._line_start = True
        self._fenced = False
        self._kind: Kind = "text"
        self._item = False

    def feed(self, piece: str) -> list[Segment]:
        self._text += piece
        return self._cut(final=False)

    def finish(self) -> list[Segment]:
        return self._cut(final=True)

    @property
    def open_text(self) -> str:
        """What has come in and is not cut yet."""
        return self._text

    @property
    def open_kind(self) -> Kind:
        """Of that text."""
        return self._line_kind()[0]

    def _cut(self, *, final: bool) -> list[Segment]:
        segments: list[Segment] = []
        rest, self._text = self._text, ""
        start = 0
        while start < len(rest):
            self._text = rest[start : start + LONGEST + 2]
            end = self._end(final=final)
            if end is None:
                break
            segments += self._taken(self._text[:end])
            start += end
            self._from = 0
        self._text = rest[start:]
        return segments

    def _end(self, *, final: bool) -> int | None:
        """Where the first sentence ends, with one white space; None while that cannot be told."""
        text, kind = self._text, self._line_kind()[0]
        for found in (_LAST_END if final and len(text) <= LONGEST else _END).finditer(text, self._from):
            end = found.end() + (found[0] != "\n" and found.end() < len(text))
            if end > LONGEST:
                break
            if found[0] == "\n" or (kind != "code" and self._ends(text, found)):
                return end
            self._from = found.end()
        if len(text) > LONGEST:
            return max(text.rfind(" ", 0, LONGEST), text.rfind("\t", 0, LONGEST)) + 1 or LONGEST
        return len(text) if final else None

    def _ends(self, text: str, found: re.Match[str]) -> bool:
        if found[0] == "." and _SHORT.search(text, max(0, found.start() - 12), found.start()):
            return False
        return not open_quote(text[: found.end()])

    def _taken(self, text: str) -> list[Segment]:
        if self._line_start:
            self._kind, self._item, fence = self._line_kind()
            if fence:
                self._fenced = not self._fenced
        kind, item = self._kind, self._item
        self._line_start = text.endswith("\n")
        if kind != "code" and open_quote(text):
            return [Segment(each, kind, item) for each in _plainly(text)]
        return [Segment(text, kind, item)]

    def _line_kind(self) -> tuple[Kind, bool, bool]:
        """Kind, whether it is an item of a list, whether it is a fence."""
        if not self._line_start:
            return self._kind, self._item, False
        found = _LINE.match(self._text)
        if self._fenced or (found and found["fence"]):
            return "code", False, bool(found and found["fence"])
        if found is None:
            return "text", False, False
        return "quote" if found["quote"] else "row" if found["row"] else "text", bool(found["item"]), False


def open_quote(text: str) -> bool:
    closers = ""
    for found in _QUOTE.finditer(text):
        closers = "" if closers and found[0] in closers else closers or _CLOSERS[found[0]]
    return bool(closers)


def _plainly(text: str) -> list[str]:
    """Cut at every end: a quote that is not closed hides nothing."""
    cuts = [found.end() + 1 for found in _END.finditer(text) if found[0] != "\n" and found.end() + 1 < len(text)]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def sentences(text: str) -> list[Segment]:
    segmenter = Segmenter()
    return segmenter.feed(text) + segmenter.finish()
