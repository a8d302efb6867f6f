"""Joining neighbouring pieces into groups."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent_core.planning.when.language import Language
from agent_core.planning.when.pieces import Parts, Piece

_DAYS = frozenset({"day", "period", "instant"})
_NEVER = (  # fields that do not stand together in one phrase
    (_DAYS, _DAYS),
    (frozenset({"clock"}), frozenset({"clock", "instant"})),
    (frozenset({"instant"}), frozenset({"clock", "part"})),
    (frozenset({"period"}), frozenset({"clock", "part"})),
    (frozenset({"part"}), frozenset({"part"})),
    (frozenset({"length"}), frozenset({"length"})),
    (frozenset({"repeat"}), frozenset({"repeat"})),
)


@dataclass(frozen=True)
class Group:
    """Pieces that belong together; `last` is the far end of a range of days."""

    start: int
    end: int
    parts: Parts
    last: Parts | None = None
    between: frozenset[str] = frozenset()  # the words that joined them


def group(pieces: Sequence[Piece], text: str, language: Language) -> list[Group]:
    groups: list[Group] = []
    for piece in pieces:
        joined = _join(groups[-1], piece, text, language) if groups else None
        if joined is not None:
            groups[-1] = joined
        else:
            groups.append(Group(piece.start, piece.end, piece.parts))
    return [found for found in groups if not found.parts.weak]


def _join(head: Group, piece: Piece, text: str, language: Language) -> Group | None:
    between, parts = text[head.end : piece.start], piece.parts
    if language.to.fullmatch(between) and (ranged := _ranged(head, parts)):
        return replace(ranged, end=piece.end)
    if not language.glue.fullmatch(between) or (head.parts.bare and not _holds_bare(parts, between)):
        return None
    head = replace(head, between=head.between | frozenset(between.split()))
    if head.last is not None and not (head.parts.repeat and parts.said() <= {"clock", "part"}):
        return replace(head, end=piece.end, last=head.last.joined(parts)) if _fit(head.last, parts) else None
    if _fit(head.parts, parts):
        return replace(head, end=piece.end, parts=head.parts.joined(parts))
    return None


def _holds_bare(parts: Parts, between: str) -> bool:
    """A lone number in front is an hour only next to a part of the day."""
    return parts.part is not None and not between.strip(" ,")


def _fit(one: Parts, other: Parts) -> bool:
    a, b = one.said(), other.said()
    return not any((a & x and b & y) or (a & y and b & x) for x, y in _NEVER) and "question" not in a & b


def _ranged(head: Group, parts: Parts) -> Group | None:
    """Tuesday to Friday, 2 pm to 4 pm, every day until Friday."""
    said, before = parts.said(), head.parts.said()
    if head.last is not None or "repeat" in said or "length" in said:
        return None
    if said & _DAYS and before & (_DAYS | {"repeat"}):
        return replace(head, last=parts)
    if said == {"clock"} and "clock" in before and head.parts.clock_to is None:
        return replace(head, parts=replace(head.parts, clock_to=parts.clock))
    return None
