"""A message as clauses: cut only where both sides stand as requests of their own.

"call Ana and Bob" stays together, and so does "add milk and eggs to my tasks": things named together under one act
are one thing to do, as written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from agent_core.planning.local.match import Candidate, Matcher, Reading
from agent_core.planning.local.small_talk import topic_of
from agent_core.planning.local.spans import QUOTED
from agent_core.planning.local.words import Words, asks
from agent_core.planning.when.span import WhenSpan

STANDS = 0.6  # least score at which a piece is a request of its own
SEPARATOR = re.compile(
    r"(?P<hard>\s*[.!?]+\s+(?=\S)|\s*[;\n]+\s*)"
    r"|(?P<soft>\s*,?\s*\b(?:and\s+then|and\s+also|and|then|also|plus|after\s+that|afterwards)\b\s*|\s*,\s*)",
    re.IGNORECASE,
)
CONNECTING = re.compile(r"^\s*(?:(?:and|then|also|plus|after that|finally|next|oh)\b[\s,]*)+", re.IGNORECASE)
ABBREVIATION = re.compile(r"\b(?:dr|mr|mrs|ms|prof|st|no|nr|vs|etc|e\.g|i\.e|a\.m|p\.m|approx)$", re.IGNORECASE)
POINTING_ACT = re.compile(
    r"(?:please\s+|(?:can|could|would)\s+you\s+(?:please\s+)?)*\w+\s+(?P<it>it|that|this)\s+\w+\s+\w+", re.IGNORECASE
)
STATING = re.compile(
    r"^(?:i|we)(?:['’]ve| have| need| must| should| want| got)+(?:\s+(?:got\s+)?to)?\s+(?:an?\s+)?"
    r"|^there(?:['’]s| is| will be)\s+(?:an?\s+)?",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(?:a|an|another)\s", re.IGNORECASE)
POINTING = re.compile(
    r"(?:please\s+)?\w+\s+(?:it|that|this|them)\b(?:\s+(?:please|again|now|too|one))*[.!]?", re.IGNORECASE
)
LONGEST = 1_000  # characters; what is longer is one clause, such as a note with a pasted text
MOST_CUTS = 24  # places looked at for the end of a clause
MOST = 12  # clauses of one message


@dataclass(frozen=True)
class Cut:
    start: int
    end: int
    hard: bool


def split(text: str, matcher: Matcher) -> list[str]:
    """The clauses in order, never empty ones; a text that does not fall apart is one."""
    clauses: list[str] = []
    rest = text.strip()
    if len(rest) > LONGEST:
        return [rest]
    while rest and len(clauses) < MOST - 1:
        found = _first_cut(rest, matcher)
        if found is None:
            break
        left, rest = found
        clauses.append(left)
    return [*clauses, rest] if rest else clauses


def _first_cut(text: str, matcher: Matcher) -> tuple[str, str] | None:
    cuts = list(islice(_cuts(text), MOST_CUTS))
    for index, cut in enumerate(cuts):
        left, right = text[: cut.start].strip(), CONNECTING.sub("", text[cut.end :]).strip()
        if not left or not right:
            continue
        ahead = text[cut.end : cuts[index + 1].start] if index + 1 < len(cuts) else ""
        if _both_stand(left, right, CONNECTING.sub("", ahead).strip(), cut, matcher):
            return text[: cut.end].rstrip(" ,;\n") if cut.hard else left, right
        if announced := _announced(left, right, matcher):
            return announced, ""
        if not cut.hard and (completed := _completed(left, right, matcher)):
            return left, completed
    return None


def _cuts(text: str) -> Iterator[Cut]:
    quoted = [match.span() for match in QUOTED.finditer(text)]
    for match in SEPARATOR.finditer(text):
        inside = any(start < match.end() and match.start() < end for start, end in quoted)
        if not inside and not ABBREVIATION.search(text[: match.start()]):
            yield Cut(match.start(), match.end(), bool(match["hard"]))


def _both_stand(left: str, right: str, ahead: str, cut: Cut, matcher: Matcher) -> bool:
    right_stands = stands(matcher.read(right)) or (bool(ahead) and stands(matcher.read(ahead)))
    if cut.hard:
        two_questions = _asks(left, matcher.words) and _asks(right, matcher.words)
        if _complete(left, f"{left} {right}", matcher):
            return True
        return right_stands or _talk(left) or _talk(right) or two_questions
    if not right_stands:
        return False
    return stands(matcher.read(left)) or _talk(left) or _asks(left, matcher.words)


def _complete(left: str, whole: str, matcher: Matcher) -> bool:
    """Whether a sentence is a request that what follows it only spoils."""
    alone, together = matcher.read(left), matcher.read(whole).best
    return stands(alone) and alone.best is not None and (together is None or together.score < alone.best.score - 0.15)


def _talk(text: str) -> bool:
    return topic_of(text) is not None


def _asks(text: str, words: Words) -> bool:
    """A question by its first word."""
    return asks(words.tokens(text))


def stands(reading: Reading) -> bool:
    """Whether it is a request by itself: it begins with a word of the template that fits it well."""
    if any(each.score >= STANDS and _begins(reading, each) for each in reading.candidates[:3]):
        return True
    best = reading.best  # "delete it"
    return (
        best is not None
        and bool(POINTING.fullmatch(reading.text))
        and best.alignment.strong > 0
        and _begins(reading, best)
    )


def _begins(reading: Reading, candidate: Candidate) -> bool:
    first = next((index for index, token in enumerate(candidate.view.tokens) if token.weight > 0), None)
    return first is not None and first in candidate.alignment.matched


def _announced(left: str, right: str, matcher: Matcher) -> str | None:
    """ "I have to see the dentist on Monday, add it to my calendar": "it" is the statement before."""
    found = POINTING_ACT.match(right)
    if not found or stands(matcher.read(left)):
        return None
    statement = STATING.sub("", left)
    whole = f"{right[: found.start('it')]}{statement}{right[found.end('it') :]}"
    return whole if stands(matcher.read(whole)) else None


def _same_day(first: WhenSpan, second: WhenSpan) -> str:
    """ "tomorrow at 2 and … at 4": the day goes on."""
    if second.kind != "time" or first.kind != "datetime" or first.start_at is None or second.start_at is None:
        return ""
    return "" if second.start_at.date() == first.start_at.date() else f" on {first.start_at.date().isoformat()}"


def _completed(left: str, right: str, matcher: Matcher) -> str | None:
    """ "at 8 to take the pills and at 9 to lock up": the second part borrows the act of the first."""
    reading, other = matcher.read(left), matcher.read(right)
    best = reading.best
    if not best or not stands(reading) or not best.view.whens or not other.spans.whens:
        return None
    if other.spans.whens[0].start > 3 and not ARTICLE.match(right):
        return None
    taken = [index for indexes in best.alignment.captures.values() for index in indexes]
    ends = [best.view.tokens[min(taken)].start] if taken else []
    act = left[: min([*ends, best.view.whens[0].start])].strip()
    completed = f"{act} {right}{_same_day(best.view.whens[0], other.spans.whens[0])}"
    again = matcher.read(completed).best if act else None
    if (
        again
        and again.entry is best.entry
        and again.score >= STANDS
        and len(again.view.whens) == 1
        and again.alignment.captures
    ):
        return completed
    return None
