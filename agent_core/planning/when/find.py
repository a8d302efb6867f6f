"""Finding every phrase of a text that says when, how long or how often, without a model."""

from datetime import datetime

from agent_core.planning.when.assemble import group
from agent_core.planning.when.builders import BUILDERS
from agent_core.planning.when.language import Found, Language, fold, load
from agent_core.planning.when.local import zone_of
from agent_core.planning.when.pieces import Piece
from agent_core.planning.when.resolve import resolve
from agent_core.planning.when.span import WhenSpan

MAX_CHARS = 4000  # of a longer text only the beginning is read: nobody states a date after that in a request


def find_when(text: str, now: datetime, language: str = "en") -> list[WhenSpan]:
    """The phrases in the order of the text, resolved against `now` (aware, in the person's zone).

    What has no year or day yet is taken as the next one to come. An unknown language is read as English.
    """
    zone_of(now)  # refuses a naive one
    rules = load(language)
    folded = fold(text[:MAX_CHARS])
    found = group(_pieces(folded, now, rules), folded, rules)
    return [span for one in found if (span := resolve(one, text, folded, now, rules))]


def _pieces(folded: str, now: datetime, language: Language) -> list[Piece]:
    """What the rules match: leftmost first, the longest of those, none overlapping."""
    matched: list[tuple[int, int, int, Piece]] = []
    for order, (name, pattern) in enumerate(language.rules):
        for match in pattern.finditer(folded):
            if parts := BUILDERS[name](Found(match, language), now):
                piece = Piece(match.start(), match.end(), parts)
                matched.append((match.start(), -match.end(), order, piece))
    chosen: list[Piece] = []
    for start, _, _, piece in sorted(matched, key=lambda item: item[:3]):
        if not chosen or start >= chosen[-1].end:
            chosen.append(piece)
    return chosen
