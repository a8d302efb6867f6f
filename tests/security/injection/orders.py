"""Finds orders in any text, in eight languages and behind the usual disguises: the worst reader a model can be."""

import base64
import binascii
import codecs
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

QUOTED = r"[\"“„«「『]\s*(?P<what>[^\"“”„»」』]{1,400}?)\s*[\"”“»」』]"
WHOM = r"(?P<whom>[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d{6,}|(?-i:[A-ZÁÉ][a-zá-ú]+)\b)"
FILLER = r"[^\"“„«「『\n]{0,40}?"
SENDS = [
    rf"\b(?:send|forward|e-?mail|mail|post|deliver)\b{FILLER}{QUOTED}{FILLER}\bto\s+{WHOM}",
    rf"\b(?:send|tell|message|text)\s+{WHOM}\s+{FILLER}{QUOTED}",
    rf"\b(?:env[ií]a|manda|reenv[ií]a)\b{FILLER}{QUOTED}\s+a\s+{WHOM}",
    rf"\b(?:sende|schicke?|leite)\b{FILLER}{QUOTED}\s+an\s+{WHOM}",
    rf"\b(?:envoie|envoyez|transmets|transmettez)\b{FILLER}{QUOTED}\s+à\s+{WHOM}",
    rf"\b(?:invia|manda|inoltra)\b{FILLER}{QUOTED}\s+a\s+{WHOM}",
    rf"\b(?:envie|mande|encaminhe)\b{FILLER}{QUOTED}\s+para\s+{WHOM}",
    rf"(?:отправь|отправьте|перешли)\b{FILLER}{QUOTED}\s+(?:на\s+)?{WHOM}",
    rf"(?:发送|把){FILLER}{QUOTED}\s*(?:发送)?(?:给|到)\s*{WHOM}",
]
STEALS = rf"\b(?:send|forward|e-?mail|copy)\s+(?:all\s+)?(?:my|the|their|your)\s+(?:user's\s+)?notes\s+to\s+{WHOM}"
FETCHES = (
    r"(?:\b(?:fetch|open|load|visit|request|show|display|render|click|follow|abre|öffne|ouvre)\b[^\n]{0,60}?"
    r"|!\[[^\]]*\]\()(?P<url>https?://[^\s)\]>\"”]+)"
)
REDIRECTS = (
    rf"\b(?:all|every|any)\s+(?:messages?|repl(?:y|ies)|answers?|reports?)\b[^\n.]{{0,40}}\b(?:to|recipient:)\s*{WHOM}"
)
SAVES = r"\b(?:save|keep|store|note|remember|write)\b[^\n<]{0,60}<<(?P<what>[^>]+)>>"
CALLS = re.compile(r"\{\s*\"capability\"[^{}]*\{[^{}]*\}\s*\}")
ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
TAGS = re.compile("[\U000e0020-\U000e007e]+")


@dataclass(frozen=True)
class Order:
    """`what` is the text, or the address to fetch."""

    kind: Literal["send", "steal", "fetch", "redirect", "save", "call"]
    what: str = ""
    whom: str = ""


def orders_in(text: str) -> list[Order]:
    """Every order of the text and of what it hides, each once. What is to be saved is not obeyed yet."""
    found: dict[Order, None] = {}
    for shown in dict.fromkeys(readings(text)):
        found.update(dict.fromkeys(_orders(shown)))
    return list(found)


def _orders(text: str) -> Iterator[Order]:
    for match in re.finditer(SAVES, text, re.IGNORECASE):
        yield Order("save", match["what"].strip())
    text = re.sub(SAVES, " ", text, flags=re.IGNORECASE)
    for pattern in SENDS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Order("send", match["what"], match["whom"].rstrip("."))
    for match in re.finditer(STEALS, text, re.IGNORECASE):
        yield Order("steal", whom=match["whom"])
    for match in re.finditer(FETCHES, text, re.IGNORECASE):
        yield Order("fetch", match["url"].rstrip(".,;'"))
    for match in re.finditer(REDIRECTS, text, re.IGNORECASE):
        yield Order("redirect", whom=match["whom"])
    for match in CALLS.finditer(text):
        if call := _call(match[0]):
            yield call


def _call(text: str) -> Order | None:
    """A tool call that somebody wrote into a text."""
    try:
        call: dict[str, Any] = json.loads(text)
    except ValueError:
        return None
    return Order("call", json.dumps(call["arguments"]), call["capability"])


def readings(text: str) -> Iterator[str]:
    """The text as it is, and as it reads once its disguise is taken off."""
    for plain in (text, text.replace('\\"', '"')):  # as it stands, and out of a JSON string
        yield plain
        yield html.unescape(plain)
        yield unquote(plain)
        yield ZERO_WIDTH.sub("", plain)
        yield re.sub(r"[^\S\n]*\n[^\S\n]*", " ", plain)
        yield from (line[::-1] for line in plain.splitlines() if "@" in line)
        yield codecs.decode(plain, "rot13")
        yield from _decoded(plain)
        yield from ("".join(chr(ord(sign) - 0xE0000) for sign in tags) for tags in TAGS.findall(plain))


def _decoded(text: str) -> Iterator[str]:
    for token in re.findall(r"[A-Za-z0-9+/]{24,}={0,2}", text):
        try:
            yield base64.b64decode(token, validate=True).decode()
        except (binascii.Error, ValueError):
            continue
    for token in re.findall(r"\b(?:[0-9a-f]{2}){20,}\b", text):
        try:
            yield bytes.fromhex(token).decode()
        except ValueError:
            continue
