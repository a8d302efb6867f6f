"""An answer as one would say it: without marks, addresses and signs that are only for reading."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

LONGEST = 280  # characters of one piece: the first sound comes after it was spoken
CODE = "The code is on the screen."
_FENCE = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_RULES = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*\|?[ \t:|-]*-{3}[ \t:|-]*$", re.MULTILINE)
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_CITED = re.compile(r"[ \t]?\[\d{1,3}(?:, ?\d{1,3})*\]")
_ADDRESS = re.compile(r"https?://[^\s<>)\]]+")
_EMPHASIS = re.compile(r"(?<!\w)[*_~]{1,3}(?=\S)|(?<=\S)[*_~]{1,3}(?!\w)|`+")
_PICTURES = re.compile(r"[\U0001f000-\U0001faff\u2190-\u21ff\u2600-\u27bf\ufe0f\u200d]+")
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9À-Þ])|\n+")
_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|etc|e\.g|i\.e|approx|[A-Z])\.$")
_BREAK = re.compile(r"(?<=[,;:–—])\s+|\s+")


def spoken(markdown: str) -> str:
    """The text with a line for each paragraph, item or row; empty when there is nothing to say."""
    text = _FENCE.sub(f"\n{CODE}\n", markdown)
    text = _RULES.sub("", text)
    text = _MARKS.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _CITED.sub("", text)
    text = _ADDRESS.sub(lambda found: _site(found[0]), text)
    text = _EMPHASIS.sub("", text)
    text = _PICTURES.sub(" ", text)
    lines = (_row(line).strip() for line in text.splitlines())
    return "\n".join(" ".join(line.split()) for line in lines if any(each.isalnum() for each in line))


def sentences(text: str) -> Iterator[str]:
    """What is spoken in one go: sentences, long ones in parts."""
    held = ""
    for part in _END.split(text):
        held = f"{held} {part}".strip() if held else part.strip()
        if _SHORT.search(held):
            continue
        yield from _parts(held)
        held = ""
    yield from _parts(held)


def _parts(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        at = [found.end() for found in _BREAK.finditer(sentence, LONGEST // 2, LONGEST)]
        cut = at[-1] if at else LONGEST
        yield sentence[:cut].strip()
        sentence = sentence[cut:]
    if any(each.isalnum() for each in sentence):
        yield sentence.strip()


def _site(address: str) -> str:
    end = "." if address.endswith(".") else ""
    return f"a link to {urlsplit(address).hostname or 'a page'}{end}"


def _row(line: str) -> str:
    """The cells of a table's row, one after the other."""
    if not line.lstrip().startswith("|"):
        return line
    return ", ".join(filter(None, (cell.strip() for cell in line.strip().strip("|").split("|"))))
