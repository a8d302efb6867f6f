"""What to make of a clause: act, ask, look into the documents, or say no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agent_core.planning.local.fill import tidy
from agent_core.planning.local.match import Candidate, Reading, strings
from agent_core.planning.local.meaning import Nearness
from agent_core.planning.local.refer import Context, Past, mentioned
from agent_core.planning.local.words import QUESTIONS, Token

SURE = 0.72  # act
POSSIBLE = 0.5  # ask whether this is meant
CLOSE = 0.06  # two candidates nearer than this are both asked about
NEAR = 0.35  # least likeness of meaning for an act that a single word stands for
ASKING = re.compile(
    r"^(?:(?:can|could|would) (?:you|u) )?(?:please )?(?:tell me|explain|describe|according to|i (?:want|would like|need) to know|do you know)\b",
    re.IGNORECASE,
)

Verdict = Literal["act", "ask", "question", "no"]


@dataclass(frozen=True)
class Judgement:
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()  # to act upon the first, or to ask about

    @property
    def confidence(self) -> float:
        return self.candidates[0].score if self.candidates else 0.0


def judge(reading: Reading, context: Context, near: Nearness | None) -> Judgement:
    ranked = sorted((_weigh(each, reading, context, near) for each in reading.candidates), key=lambda one: -one.score)
    best = ranked[0] if ranked else None
    if best is None or best.score < POSSIBLE:
        return Judgement("question" if is_question(reading) else "no")
    rivals = tuple(each for each in ranked if each.score > best.score - CLOSE)
    if best.score >= SURE and len(rivals) == 1:
        return Judgement("act", tuple(ranked))
    if is_question(reading) and best.score < SURE:
        return Judgement("question")
    return Judgement("ask", rivals[:3])


def is_question(reading: Reading) -> bool:
    first = next((token for token in reading.tokens if token.weight > 0), None)
    opening = first is not None and first.norm in QUESTIONS
    return opening or reading.text.rstrip().endswith("?") or bool(ASKING.match(reading.text.strip()))


def _weigh(candidate: Candidate, reading: Reading, context: Context, near: Nearness | None) -> Candidate:
    """The score of the words, corrected by what is pointed at and by the meaning."""
    score = candidate.score + 0.03 * (min(candidate.alignment.found, 3.0) - 1.0)
    pointed = _pointed(candidate, reading, context)
    if pointed is not None:
        score = max(score, 0.9) if pointed and candidate.alignment.strong else score * 0.8
    elif _bare(candidate, context):
        score *= 0.85
    score *= _conflict(candidate)
    if near is not None:
        score += _meant(candidate, near)
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
    return named and alignment.strong <= 1 and not candidate.view.whens


def _conflict(candidate: Candidate) -> float:
    """Two precise times where one is wanted: one of them is part of something else."""
    instants = sum(slot.kind == "when" for slot in candidate.entry.slots)
    precise = sum(span.has_time and span.kind != "duration" for span in candidate.view.whens)
    return 0.8 if instants and precise > instants else 1.0


def _meant(candidate: Candidate, near: Nearness) -> float:
    own = near.by_name.get(candidate.entry.name, 0.0)
    return 0.1 * (own - max(near.inside, near.outside)) if own else 0.0


def masked(reading: Reading) -> str:
    """The clause for comparing meanings: times as one and the same time."""
    text = reading.text
    for span in sorted(reading.spans.whens, key=lambda one: -one.start):
        said = "30 minutes" if span.kind == "duration" else "tomorrow at nine"
        text = f"{text[: span.start]} {said} {text[span.end :]}"
    return " ".join(text.split())[:300]


def unknown(tokens: Sequence[Token]) -> bool:
    return not any(token.weight > 0.2 for token in tokens)


__all__ = ["Judgement", "Past", "is_question", "judge", "masked", "unknown"]
