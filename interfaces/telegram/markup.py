"""Markdown, in which the assistant answers, as the HTML that Telegram reads; and what a person sees of it.

Telegram knows no headings, lists or tables: they become bold lines, bullets and monospaced columns. Raw HTML is shown
as it was written. Every tag that is opened is closed, so a message is never refused for its markup.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from interfaces.telegram.units import units

SCHEMES = ("http", "https", "mailto", "tel", "tg")
BULLETS = ("•", "◦", "▪")
WIDEST = 40  # characters of a table that a telephone shows in columns
STYLES = {"strong": "b", "em": "i", "s": "s"}


@dataclass(frozen=True)
class Rendered:
    """`html` for Telegram, and the `text` that a person sees."""

    html: str = ""
    text: str = ""

    def __add__(self, other: "Rendered") -> "Rendered":
        return Rendered(self.html + other.html, self.text + other.text)

    def within(self, tag: str, attributes: str = "") -> "Rendered":
        return Rendered(f"<{tag}{attributes}>{self.html}</{tag}>", self.text)

    @property
    def units(self) -> int:
        return units(self.text)


def render(markdown: str) -> Rendered:
    return _blocks(SyntaxTreeNode(reader().parse(markdown)).children)


@cache
def reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["html_block"])


def plain(text: str) -> Rendered:
    return Rendered(escape(text, quote=False), text)


def joined(parts: Iterable[Rendered], gap: str) -> Rendered:
    whole = Rendered()
    for number, part in enumerate(parts):
        whole += (plain(gap) if number else Rendered()) + part
    return whole


# blocks


def _blocks(nodes: Sequence[SyntaxTreeNode], depth: int = 0, gap: str = "\n\n") -> Rendered:
    return joined((_block(node, depth) for node in nodes), gap)


def _block(node: SyntaxTreeNode, depth: int) -> Rendered:
    match node.type:
        case "heading":
            return _inline(node).within("b")
        case "bullet_list" | "ordered_list":
            return _list(node, depth)
        case "blockquote":
            return _quote(node, depth)
        case "fence" | "code_block":
            return _code(node)
        case "table":
            return _table(node)
        case "hr":
            return plain("———")
        case _:
            return _inline(node)


def _list(node: SyntaxTreeNode, depth: int) -> Rendered:
    first = int(node.attrs.get("start", 1))
    items = []
    for number, item in enumerate(node.children, start=first):
        mark = f"{number}." if node.type == "ordered_list" else BULLETS[min(depth, len(BULLETS) - 1)]
        items.append(plain(f"{'   ' * depth}{mark} ") + _blocks(item.children, depth + 1, gap="\n"))
    return joined(items, "\n")


def _quote(node: SyntaxTreeNode, depth: int) -> Rendered:
    """Quotations are not nested in Telegram; an inner one is shown as text of the outer."""
    inner = [child for each in node.children for child in (each.children if each.type == "blockquote" else [each])]
    return _blocks(inner, depth).within("blockquote")


def _code(node: SyntaxTreeNode) -> Rendered:
    language = node.info.split()[0] if node.info.strip() else ""
    code = plain(node.content.rstrip("\n"))
    if not language:
        return code.within("pre")
    return code.within("code", f' class="language-{escape(language)}"').within("pre")


def _table(node: SyntaxTreeNode) -> Rendered:
    """In columns where a telephone is wide enough, else each row as `heading: value`."""
    rows = [[_inline(cell) for cell in row.children] for part in node.children for row in part.children]
    widths = [max(len(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) <= WIDEST:
        return plain("\n".join(_aligned(row, widths) for row in rows)).within("pre")
    heads, *body = rows
    return joined((_record(heads, row) for row in body or [heads]), "\n\n")


def _aligned(row: Sequence[Rendered], widths: Sequence[int]) -> str:
    return "  ".join(cell.text.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _record(heads: Sequence[Rendered], row: Sequence[Rendered]) -> Rendered:
    pairs = [(head, cell) for head, cell in zip(heads, row, strict=True) if cell.text]
    return joined((head.within("b") + plain(": ") + cell if head.text else cell for head, cell in pairs), "\n")


# within a line


def _inline(node: SyntaxTreeNode) -> Rendered:
    return _spans([child for each in node.children for child in (each.children if each.type == "inline" else [each])])


def _spans(nodes: Sequence[SyntaxTreeNode]) -> Rendered:
    return joined((_span(each) for each in nodes), "")


def _span(node: SyntaxTreeNode) -> Rendered:
    if tag := STYLES.get(node.type):
        return _spans(node.children).within(tag)
    if make := SPANS.get(node.type):
        return make(node)
    return plain(node.content)


def _link(node: SyntaxTreeNode) -> Rendered:
    return _linked(_spans(node.children), str(node.attrs.get("href", "")))


def _image(node: SyntaxTreeNode) -> Rendered:
    return _linked(plain(node.content or "picture"), str(node.attrs.get("src", "")))


def _linked(shown: Rendered, address: str) -> Rendered:
    """Only what Telegram opens; of anything else the words remain."""
    if urlsplit(address).scheme.lower() not in SCHEMES:
        return shown
    return shown.within("a", f' href="{escape(address)}"')


def _break(node: SyntaxTreeNode) -> Rendered:
    return plain("\n")


SPANS: Mapping[str, Callable[[SyntaxTreeNode], Rendered]] = {
    "link": _link,
    "image": _image,
    "softbreak": _break,
    "hardbreak": _break,
    "code_inline": lambda node: plain(node.content).within("code"),
}
