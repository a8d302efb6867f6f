"""Lists as people read them."""

from collections.abc import Sequence

SHOWN = 10


def listing(heading: str, lines: Sequence[str], total: int) -> str:
    """`heading`, then a line each, and how many are left out."""
    shown = [f"- {line}" for line in lines[:SHOWN]]
    more = [f"… and {total - len(shown)} more"] if total > len(shown) else []
    return "\n".join([heading, *shown, *more])


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def clipped(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
