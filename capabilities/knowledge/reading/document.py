"""What reading a file gives: one text, and which part of it is which page, section and table."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel

T = TypeVar("T")

LONGEST_TEXT = 20_000_000  # characters
TOO_LONG = f"It has more than {LONGEST_TEXT:,} characters of text: split it into smaller files."


class Unreadable(Exception):
    """The file cannot be taken in; the message says what is wrong with it and what to do."""


class PageSpan(BaseModel):
    """A page, or what stands for one: a slide, a sheet, a message or its attachment."""

    page: int  # from one
    start: int
    end: int
    name: str = ""  # of a sheet or an attachment


class SectionSpan(BaseModel):
    title: str
    start: int
    end: int


class TableSpan(BaseModel):
    """Lines `| a | b |`, one for each row, the first of them the head; a bar within a cell is written `\\|`."""

    start: int
    end: int


class Member(BaseModel):
    """A file that an archive held."""

    name: str  # within the archive, such as "letters/march.pdf": to be shown, never opened
    path: str  # of what was unpacked, relative to the folder given for it


class ReadDocument(BaseModel):
    """Spans of one kind are in order and do not overlap. A line of `text` is a paragraph, heading, list item or row."""

    type: str
    text: str
    pages: list[PageSpan] = []
    sections: list[SectionSpan] = []
    tables: list[TableSpan] = []
    notices: list[str] = []  # sentences for the person: what was left out, and why
    members: list[Member] = []  # of an archive, whose own text is empty


class TextBuilder:
    """Collects the text line by line and notes where pages, sections and tables begin."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[tuple[tuple[int, str], int]] = []
        self._sections: list[tuple[str, int]] = []
        self._tables: list[TableSpan] = []
        self._notices: dict[str, None] = {}

    def line(self, text: str) -> None:
        """One paragraph; nothing is kept of an empty one."""
        text = clean(text)
        if not text:
            return
        if self._length + len(text) > LONGEST_TEXT:
            raise Unreadable(TOO_LONG)
        self._parts.append(text + "\n")
        self._length += len(text) + 1

    def heading(self, title: str) -> None:
        self.section(title)
        self.line(title)

    def section(self, title: str) -> None:
        if title := clean(title).replace("\n", " "):
            self._sections.append((title, self._length))

    def page(self, number: int, name: str = "") -> None:
        self._pages.append(((number, clean(name)[:200]), self._length))

    def next_page(self, name: str = "") -> None:
        self.page(len(self._pages) + 1, name)

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Rows become as wide as the widest; what has one column only is no table but lines."""
        filled = [[" ".join(clean(cell).split()) for cell in row] for row in rows]
        filled = [row for row in filled if any(row)]
        width = max((_width(row) for row in filled), default=0)
        start = self._length
        for row in filled:
            self.line(row[0] if width == 1 else _bars(row, width))
        if width > 1:
            self._tables.append(TableSpan(start=start, end=self._length))

    def include(self, document: ReadDocument, name: str) -> None:
        """Another document's text here, its own sections within one that has its name."""
        self.section(name)
        start = self._length
        self._parts.append(document.text)
        self._length += len(document.text)
        if self._length > LONGEST_TEXT:
            raise Unreadable(TOO_LONG)
        self._sections += [(section.title, start + section.start) for section in document.sections]
        self._tables += [TableSpan(start=start + each.start, end=start + each.end) for each in document.tables]
        for sentence in document.notices:
            self.notice(f"{name}: {sentence}")

    def notice(self, sentence: str) -> None:
        """Something the person should know; said once."""
        self._notices[sentence] = None

    def build(self, kind: str) -> ReadDocument:
        return ReadDocument(
            type=kind,
            text="".join(self._parts),
            pages=[
                PageSpan(page=number, name=name, start=start, end=end)
                for (number, name), start, end in self._until(self._pages)
            ],
            sections=[
                SectionSpan(title=title[:200], start=start, end=end)
                for title, start, end in self._until(self._sections)
            ],
            tables=self._tables,
            notices=list(self._notices),
        )

    def _until(self, starts: list[tuple[T, int]]) -> list[tuple[T, int, int]]:
        """Each lasts until the next begins."""
        ends = [*(start for _, start in starts[1:]), self._length]
        return [(name, start, end) for (name, start), end in zip(starts, ends, strict=False)]  # none: one end too many


def _width(row: Sequence[str]) -> int:
    return max(number for number, cell in enumerate(row, 1) if cell)


def _bars(row: Sequence[str], width: int) -> str:
    cells = [cell.replace("|", "\\|") for cell in row[:width]]
    return f"| {' | '.join(cells + [''] * (width - len(cells)))} |"


_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str) -> str:
    """Without control and zero-width characters, ligatures and runs of spaces; line ends stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LIGATURES)
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


_NEW_LINE_STARTS = re.compile(r"([-*•▪◦‣–·>|#]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s|$")


def unwrap(text: str) -> list[str]:
    """Paragraphs of a text broken into lines of even length: a line that is nearly full goes on in the next one."""
    lines = [line.strip() for line in text.splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    full = 0.75 * lengths[int(len(lengths) * 0.9)] if lengths else 0
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and not _NEW_LINE_STARTS.match(line):
            paragraphs[-1] += " " + line
        elif line:
            paragraphs.append(line)
        goes_on = len(line) >= max(full, 30)
    return paragraphs
