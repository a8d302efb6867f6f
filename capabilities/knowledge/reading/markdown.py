"""Markdown as people read it: headings become sections, marks of emphasis and addresses of links go."""

import re

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, unwrap
from capabilities.knowledge.reading.source import Source
from capabilities.knowledge.reading.text import decode

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`)(?=\S)(.{1,500}?)(?<=\S)\1")
_RULE = re.compile(r"[\s|:*_-]*$")  # also the line below the head of a table
_TABLE_RULE = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?\s*$")


def read(source: Source) -> ReadDocument:
    builder = TextBuilder()
    add_markdown(builder, _FRONT_MATTER.sub("", decode(source.data)))
    return builder.build("md")


def add_markdown(builder: TextBuilder, text: str) -> None:
    for number, part in enumerate(re.split(r"^(?:```|~~~).*$", text, flags=re.MULTILINE)):
        if number % 2:  # between fences: code, whose lines are kept
            for line in part.splitlines():
                builder.line(line)
        else:
            _add_prose(builder, part)


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
    if len(paragraph) > 1 and _TABLE_RULE.match(paragraph[1]) and "|" in paragraph[0]:
        builder.table([_cells(line) for number, line in enumerate(paragraph) if number != 1])
        paragraph.clear()
    for line in unwrap("\n".join(paragraph)):
        if not _RULE.match(line):
            builder.line(_plain(line))
    paragraph.clear()


def _cells(row: str) -> list[str]:
    row = row.strip().removeprefix("|").removesuffix("|")
    return [_plain(cell.strip().replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", row)]


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _LINK.sub(r"\1", text)))  # a picture may be a link
