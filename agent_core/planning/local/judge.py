"""What to make of a clause: act, ask, look into the documents, or say no."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Literal

from agent_core.contract import Risk
from agent_core.planning.local.align import Alignment
from agent_core.planning.local.bag import bag
from agent_core.planning.local.catalogue import STRONG, Catalogue, Entry
from agent_core.planning.local.fill import tidy
from agent_core.planning.local.match import Candidate, Reading, strings
from agent_core.planning.local.meaning import Nearness
from agent_core.planning.local.refer import Context, mentioned
from agent_core.planning.local.words import NEGATIONS, POLITE, Token, asks

SURE = 0.72  # act
SURE_LEAVING_OUT = 0.78  # look, though a word that carries meaning is not accounted for
SURE_TO_LOOK = 0.66
PLAIN = 0.9  # the words say it: meaning need not be compared
POSSIBLE = 0.42  # ask whether this is meant
CLOSE = 0.06  # two candidates nearer than this are both asked about
ALIKE = 0.6  # least likeness of meaning that speaks for a capability by itself
ASKING = re.compile(
    r"^(?:(?:can|could|would) (?:you|u) )?(?:please )?"
    r"(?:tell me (?:about|what|which|who|when|where|why|how|if|whether|the)|explain|describe"
    r"|according to|i (?:want|would like|need) to know|do you know)\b",
    re.IGNORECASE,
)
REQUESTING = re.compile(
    r"(?:(?:hi|hey|hello|so|ok)[ ,]+(?:there[ ,]+)?)?(?:can|could|would|will) (?:you|u|i)\b", re.IGNORECASE
)
OWN = re.compile(
    r"^\W*(?:(?:so|and|ok|hey|hi|please)\W+)*(?:(?:do|did|have|am|was|will|can|should) i\b|(?:are|is) there\b|any\b"
    r"|(?:what|which|who|when|where|how (?:many|much))\b.{0,40}\b(?:do|did|have|am|will|should) i\b"
    r"|how many\b.{0,30}\bare there\b|(?:what|which|when)\b.{0,20}\bmy\b)",
    re.IGNORECASE,
)
ALSO_ME = re.compile(r"\band (?:then )?\w+ me\b", re.IGNORECASE)
SECOND = re.compile(r"[,;]\s*(?:please\s+)?(?:remind|tell|show|give|ask|send|ping|notify) me\b", re.IGNORECASE)
FOR_ME = re.compile(r"(?:me|us)\s+(?:an?|the|some|two|three)\b", re.IGNORECASE)
MINE = re.compile(r"\b(?:do|did|have|am) i\b.{0,12}\b(?:a|an|any|my)\b", re.IGNORECASE)
COUNTED = bag("many much left still there")
ABOUT_US = re.compile(r"^\W*(?:did|have|has|will|are|were|do|does) (?:you|u)\b", re.IGNORECASE)

Verdict = Literal["act", "ask", "question", "no"]


@dataclass(frozen=True)
class Judgement:
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()  # to act upon the first, or to ask about

    @property
    def confidence(self) -> float:
        return self.candidates[0].score if self.candidates else 0.0


def judge(reading: Reading, context: Context, near: Nearness | None, more: Sequence[Candidate] = ()) -> Judgement:
    """`more` are candidates that the words alone did not bring up."""
    weighed = (_weigh(each, reading, context, near) for each in (*reading.candidates, *more))
    ranked = sorted(weighed, key=lambda one: -one.score)
    best = ranked[0] if ranked else None
    if best is None or best.score < POSSIBLE:
        return _otherwise(reading, ranked, context)
    rivals = tuple(each for each in ranked if each.score > best.score - CLOSE or _explains_more(each, best))
    if best.score >= enough(best) and len(rivals) == 1:
        return Judgement("act", tuple(ranked))
    likely = best.likeness >= ALIKE and best.alignment.score >= 0.5 and _looks(best)
    if is_question(reading) and best.score < SURE and not likely:
        return _otherwise(reading, ranked, context)
    return Judgement("ask", rivals[:3])


def _otherwise(reading: Reading, ranked: Sequence[Candidate], context: Context) -> Judgement:
    """What nobody claims: a question for the documents, unless it is about the person's own lists or about us."""
    if not is_question(reading):
        return Judgement("no")
    if ABOUT_US.search(reading.text):
        shown = tuple(each for each in ranked if _looks(each))[:2]
        return Judgement("ask", shown) if shown else Judgement("no")
    timed = tuple(each for each in ranked if _looks(each) and asks_when(each.entry, reading))[:3]
    if timed:
        return Judgement("ask", timed)
    if own := _own_things(reading, ranked, context):
        return own
    mine = {token.stem for token in _mine(reading)}
    answering = context.catalogue.answering()
    if mine and not (answering and mine & answering.words):
        lists = tuple(each for each in ranked if _looks(each) and mine & each.entry.words)[:2]
        if lists:
            return Judgement("ask", lists)
    return Judgement("question")


def _own_things(reading: Reading, ranked: Sequence[Candidate], context: Context) -> Judgement | None:
    """ "Do I have an appointment tomorrow?": somebody asks what of theirs there is, not what a document says."""
    if not OWN.search(reading.text):
        return None
    catalogue, answering = context.catalogue, context.catalogue.answering()
    dated = [(span.start, span.end) for span in reading.spans.whens]
    telling = [token for token in reading.tokens if token.weight > 0.5 and token.norm not in COUNTED]
    said = [token for token in telling if not any(start <= token.start < end for start, end in dated)]
    meant = {token: frozenset(catalogue.like(token)) for token in said}
    if answering and any(stems & answering.listed for stems in meant.values()):
        return None
    lists = [each for each in ranked if _looks(each) and any(stems & each.entry.listed for stems in meant.values())]
    if not lists:
        return _own_day(ranked, dated, said)
    best = lists[0]
    chosen = {token.start for token in best.view.tokens}  # without the choices, such as "open" of "open tasks"
    left = [token for token, stems in meant.items() if token.start in chosen and not stems & best.entry.words]
    if len(left) > 1:
        return Judgement("ask", tuple(lists[:2])) if MINE.search(reading.text) else None
    return Judgement("ask", tuple(lists[:2])) if left else Judgement("act", tuple(lists))


def _own_day(ranked: Sequence[Candidate], dated: Sequence[object], said: Sequence[Token]) -> Judgement | None:
    """ "Do I have to be anywhere on Friday?": hardly anything but a day; what is on that day may be what is meant."""
    days = tuple(each for each in ranked if _looks(each) and each.entry.has("when") and each.view.whens)[:2]
    return Judgement("ask", days) if dated and days and len(said) <= 1 else None


def asks_when(entry: Entry, reading: Reading) -> bool:
    """ "What's on today?" holds nothing but a time; "when do I have two hours?" a length that somebody must know."""
    slots = [slot for slot in entry.slots if slot.required]
    if any(slot.kind == "duration" for slot in slots):
        return len(slots) == 1 and any(span.kind == "duration" for span in reading.spans.whens)
    times = [(span.start, span.end) for span in reading.spans.whens]
    words = [token for token in reading.tokens if not any(start <= token.start < end for start, end in times)]
    empty = bool(times) and all(token.weight <= 0.5 for token in words)
    return empty and not slots and entry.has("when") and entry.capability.rules.risk == Risk.READ


def _mine(reading: Reading) -> Iterator[Token]:
    """The words right behind "my": "my to-do list"."""
    for index, token in enumerate(reading.tokens):
        if token.norm == "my":
            yield from (each for each in reading.tokens[index + 1 : index + 3] if each.weight > STRONG)


def _looks(candidate: Candidate) -> bool:
    rules = candidate.entry.capability.rules
    return rules.risk == Risk.READ and not rules.answers_questions


def _explains_more(candidate: Candidate, best: Candidate) -> bool:
    """ "show my notes about the kitchen": a list of all notes leaves the kitchen out, and a search would not."""
    left_out = best.alignment.unexplained >= 0.9 and candidate.alignment.unexplained < best.alignment.unexplained - 0.8
    return left_out and candidate.score >= 0.3


def is_plain(reading: Reading, context: Context) -> bool:
    """Whether the words alone decide, so that no meaning could turn it."""
    judgement = judge(reading, context, None)
    if judgement.verdict != "act" or judgement.confidence < PLAIN:
        return False
    best = judgement.candidates[0]
    timed = any(span.has_time for span in best.view.whens)
    apart = all(each.score < best.score - 0.2 for each in judgement.candidates[1:])
    return apart and (best.alignment.strong > 1 or timed)


def enough(candidate: Candidate) -> float:
    """Looking at the wrong thing does less harm than changing it."""
    if candidate.entry.capability.rules.risk != Risk.READ:
        return SURE
    return SURE_TO_LOOK if candidate.alignment.unexplained < 0.9 or candidate.likeness >= 0.75 else SURE_LEAVING_OUT


def is_question(reading: Reading) -> bool:
    said = list(dropwhile(lambda token: token.norm in POLITE, reading.tokens))
    if ASKING.match(reading.text.strip()) or asks(said):
        return True
    return reading.text.rstrip().endswith("?") and not REQUESTING.match(reading.text.strip())


def _weigh(candidate: Candidate, reading: Reading, context: Context, near: Nearness | None) -> Candidate:
    """The score of the words, corrected by what is pointed at and by the meaning."""
    catalogue = context.catalogue
    score = candidate.score + 0.04 * (min(candidate.alignment.found, 3.0) - 1.0)
    pointed = _pointed(candidate, reading, context)
    if pointed is not None:
        score = max(score, 0.9) if pointed and candidate.alignment.strong else score * (0.8 if context.past else 0.9)
    elif _bare(candidate, context):
        looks = candidate.entry.capability.rules.risk == Risk.READ
        score = score * 0.85 if looks else max(score * 0.7, min(score, POSSIBLE + 0.01))
    score *= _conflict(candidate, reading) * _clinging(candidate, reading) * _misnamed(candidate, reading, context)
    score *= _asked(candidate, reading) * _denied(candidate, reading) * _unspoken(candidate, catalogue)
    score *= _foreign(candidate, reading, catalogue) * _somebody_else(candidate, reading)
    if near is not None and not pointed:
        score = _with_meaning(score, candidate, near)
    return replace(candidate, score=score, likeness=near.by_name.get(candidate.entry.name, 0.0) if near else 0.0)


def _pointed(candidate: Candidate, reading: Reading, context: Context) -> bool | None:
    """Whether what the clause points at is there and the last thing spoken of; None when it points at nothing."""
    for name, text in strings(candidate, reading.text):
        slot = candidate.entry.slot(name)
        value = tidy(text)
        if slot is None or not context.is_reference(slot) or mentioned(value, name)[0] == "name":
            continue
        past = context.resolve(value, slot)
        newest = max((one.age for one in context.past), default=None)
        return past is not None and (past.age == newest or name in value.lower())
    return None


def _bare(candidate: Candidate, context: Context) -> bool:
    """One word of meaning, and a thing named freely after it: "cancel X" says little about what X is."""
    alignment = candidate.alignment
    named = any(
        (slot := candidate.entry.slot(name)) is not None and context.is_reference(slot) for name in alignment.captures
    )
    vague = (alignment.strong <= 1 or alignment.said < 0.85) and not _says_that(candidate)
    return named and vague and not candidate.view.whens


def _says_that(candidate: Candidate) -> bool:
    """ "Remember that …", "note that …": a sentence about anything follows, which tells nothing of the act."""
    alignment = candidate.alignment
    captured = [indexes[0] for indexes in alignment.captures.values() if indexes]
    spoken = [candidate.view.tokens[index].norm for index in alignment.matched]
    after = [candidate.view.tokens[index - 1].norm for index in captured if index and index - 1 in alignment.matched]
    return alignment.said >= 0.99 and len(spoken) > 1 and after == ["that"]


def _conflict(candidate: Candidate, reading: Reading) -> float:
    """More times than are wanted, or a range where one instant is: which one is meant is not plain."""
    instants = sum(slot.kind == "when" for slot in candidate.entry.slots)
    said = [span for span in reading.spans.whens if span.has_time and span.kind != "duration"]
    ranged = (
        any(span.kind == "range" for span in candidate.view.whens)
        and candidate.entry.capability.rules.risk != Risk.READ
    )
    return 0.75 if (instants and len(said) > instants) or (instants == 1 and ranged) else 1.0


def _unspoken(candidate: Candidate, catalogue: Catalogue) -> float:
    """A template all of small words, "I need to {title}", or one whose act is not said, takes any text for its own."""
    alignment = candidate.alignment
    texts = [item for item in alignment.template.items if item.kind == "text" and alignment.captures.get(item.value)]
    if not texts:
        return 1.0
    if not alignment.strong:
        return 0.6 if candidate.view.whens else 0.4
    if 0 not in _taken(alignment, candidate):
        return 1.0
    first = next(item for item in alignment.template.items if item.kind != "word" or item.is_strong)
    opening = next((token for token in candidate.view.tokens if token.weight > 0), None)
    act = opening is not None and bool(catalogue.doers(opening))
    return 0.6 if act else 1.0 if first.kind == "text" else 0.75


def _taken(alignment: Alignment, candidate: Candidate) -> set[int]:
    """Indexes of captured tokens, counted from the first that says something."""
    first = next((index for index, token in enumerate(candidate.view.tokens) if token.weight > 0), 0)
    return {index - first for indexes in alignment.captures.values() for index in indexes}


def _foreign(candidate: Candidate, reading: Reading, catalogue: Catalogue) -> float:
    """The clause begins with an act that others declare and this one does not: "remove X from my list" adds nothing."""
    first = next((token for token in reading.tokens if token.weight > 0.5), None)
    if first is None or not catalogue.acts or is_question(reading):
        return 1.0
    doers = catalogue.doers(first)
    return 0.7 if doers and candidate.entry.name not in doers else 1.0


def _somebody_else(candidate: Candidate, reading: Reading) -> float:
    """ "What did I do today?" is not "what did you do today?"."""
    told = {item.value for item in candidate.alignment.template.items}
    said = {token.norm for token in reading.tokens}
    return 0.6 if "you" in told and "i" not in told and "i" in said and not said & {"you", "u"} else 1.0


def _denied(candidate: Candidate, reading: Reading) -> float:
    """ "don't add X": the opposite of what its other words say, unless the template has the "not" too."""
    matched = {candidate.view.tokens[index].start for index in candidate.alignment.matched}
    said = list(dropwhile(lambda token: token.norm in POLITE, reading.tokens))[:3]
    return 0.4 if any(token.norm in NEGATIONS and token.start not in matched for token in said) else 1.0


def _asked(candidate: Candidate, reading: Reading) -> float:
    """A question looks for something; it seldom changes anything."""
    said = list(dropwhile(lambda token: token.norm in POLITE, reading.tokens))
    changes = candidate.entry.capability.rules.risk != Risk.READ
    matched = {candidate.view.tokens[index].start for index in candidate.alignment.matched}
    return 0.55 if changes and asks(said) and said[0].start not in matched else 1.0


def _clinging(candidate: Candidate, reading: Reading) -> float:
    """ "write the report and mark it as high priority": what was cut out leaves half a clause in the text."""
    taken = [text for _, text in strings(candidate, reading.text)]
    if taken and (any(SECOND.search(text) for text in taken) or ALSO_ME.search(reading.text)):
        return 0.7  # a second thing asked of us, inside the text of the first
    if any(FOR_ME.match(text) for text in taken):
        return 0.6  # "book me a tee time" asks somebody else
    cut_at = [reading.text[: span.start].rstrip().lower() for span in candidate.view.choices.values()]
    return 0.5 if any(re.search(r"\band\b.*\b(?:it|that|this|them)$", before) for before in cut_at) else 1.0


def _misnamed(candidate: Candidate, reading: Reading, context: Context) -> float:
    """ "move the task X" does not speak of an event, though "move {event}" fits."""
    for name, text in strings(candidate, reading.text):
        slot = candidate.entry.slot(name)
        if slot is not None and context.is_reference(slot):
            words = set(re.findall(r"\w+", tidy(text).lower()))
            if words & context.entities() - {name}:
                return 0.75
    return 1.0


def _with_meaning(score: float, candidate: Candidate, near: Nearness) -> float:
    """Likeness speaks for a capability where it is high; nearness to something outside speaks against a single word."""
    own = near.by_name.get(candidate.entry.name, 0.0)
    rival = max((value for name, value in near.by_name.items() if name != candidate.entry.name), default=0.0)
    weak = (candidate.alignment.strong <= 1 or candidate.alignment.said < 0.8) and not _says_that(candidate)
    if near.outside > own + 0.08 and weak:
        return score - (0.5 if near.outside > own + 0.2 else 0.25)
    score += 0.25 * max(0.0, own - 0.5)
    if own >= ALIKE and own - rival >= 0.07 and own - near.outside >= 0.1:
        texts = any(slot.required and slot.kind == "text" for slot in candidate.entry.slots)
        score = max(score, own - (0.15 if texts else 0.08))
    return score


def masked(reading: Reading) -> str:
    """The clause for comparing meanings: without its times."""
    text = reading.text
    for span in sorted(reading.spans.whens, key=lambda one: -one.start):
        text = f"{text[: span.start]} {text[span.end :]}"
    return " ".join(text.split())[:300]
