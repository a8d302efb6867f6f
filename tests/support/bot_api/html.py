"""Telegram's HTML: what is accepted, refused in its words, and what a person sees of it."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
}  # fmt: skip
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+(?:=\"[^\"<>]*\")?)*)\s*>")
ATTRIBUTE = re.compile(r"([\w-]+)(?:=\"([^\"<>]*)\")?")
REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class Unparsable(Exception):
    """`str` is the server's description after "Bad Request: can't parse entities: "."""


def units(text: str) -> int:
    """Length in UTF-16 code units, in which the Bot API counts."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Parsed:
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)


def parse(source: str) -> Parsed:
    """Raises Unparsable."""
    parsed, opened, at = Parsed(), list[tuple[str, dict[str, Any]]](), 0
    while at < len(source):
        if source[at] == "<":
            at = _tag(source, at, parsed, opened)
        else:
            end = at + 1
            while end < len(source) and source[end] not in "<":
                end += 1
            parsed.text += _plain(source[at:end])
            at = end
    if opened:
        raise Unparsable(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    parsed.entities = [each for each in parsed.entities if each["length"]]
    return parsed


def _plain(text: str) -> str:
    return REFERENCE.sub(lambda found: unescape(found[0]), text)


def _tag(source: str, at: int, parsed: Parsed, opened: list[tuple[str, dict[str, Any]]]) -> int:
    found = TAG.match(source, at)
    if not found:
        raise Unparsable(f"Unexpected start tag at byte offset {len(source[:at].encode())}")
    closing, name, attributes = found[1], found[2].lower(), found[3]
    if closing:
        _close(name, parsed, opened, at)
    else:
        entity = _entity(name, dict(ATTRIBUTE.findall(attributes)), opened, at)
        entity["offset"] = units(parsed.text)
        opened.append((name, entity))
    return found.end()


def _entity(name: str, attributes: dict[str, str], opened: list[tuple[str, dict[str, Any]]], at: int) -> dict[str, Any]:
    if name == "span" and attributes.get("class") == "tg-spoiler":
        return {"type": "spoiler"}
    if name not in SIMPLE:
        raise Unparsable(f'Unsupported start tag "{name}" at byte offset {at}')
    entity: dict[str, Any] = {"type": SIMPLE[name]}
    if name == "a":
        entity["url"] = unescape(attributes.get("href", ""))
    if name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    language = attributes.get("class", "")
    if name == "code" and language.startswith("language-") and opened and opened[-1][0] == "pre":
        opened[-1][1]["language"] = language.removeprefix("language-")
    return entity


def _close(name: str, parsed: Parsed, opened: list[tuple[str, dict[str, Any]]], at: int) -> None:
    if not opened:
        raise Unparsable(f"Unexpected end tag at byte offset {at}")
    begun, entity = opened.pop()
    if begun != name:
        raise Unparsable(f'Unmatched end tag at byte offset {at}, expected "</{begun}>", found "</{name}>"')
    entity["length"] = units(parsed.text) - entity["offset"]
    if not (begun == "code" and opened and opened[-1][0] == "pre"):
        parsed.entities.append(entity)
