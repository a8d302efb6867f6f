"""Markdown as people read it: headings become sections, marks of emphasis and addresses of links go."""

import re
from pathlib import Path

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, unwrap
from capabilities.knowledge.reading.text import decode

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`)(?=\S)(.+?)(?<=\S)\1")
_RULE = re.compile(r"[\s|:*_-]*$")  # also the line below the head of a table


def read(path: Path) -> ReadDocument:
    builder = TextBuilder()
    text = _FRONT_MATTER.sub("", decode(path.read_bytes()))
    for number, part in enumerate(re.split(r"^(?:```|~~~).*$", text, flags=re.MULTILINE)):
        if number % 2:  # between fences: code, whose lines are kept
            for line in part.splitlines():
                builder.line(line)
        else:
            _add_prose(builder, part)
    return builder.build("md")


def _add_prose(builder: TextBuilder, text: str) -> None:
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        if heading := _HEADING.match(line):
            _flush(builder, paragraph)
            builder.heading(_plain(heading[2]))
        elif paragraph and _UNDERLINE.match(line):
            title = paragraph.pop()
            _flush(builder, paragraph)
            builder.heading(_plain(title))
        elif line.strip():
            paragraph.append(line)
        else:
            _flush(builder, paragraph)


def _flush(builder: TextBuilder, paragraph: list[str]) -> None:
    for line in unwrap("\n".join(paragraph)):
        if not _RULE.match(line):
            builder.line(_plain(line))
    paragraph.clear()


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
