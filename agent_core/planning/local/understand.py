"""One clause, understood: which capability, with which arguments, or what else it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agent_core.planning.local.catalogue import Catalogue, Entry
from agent_core.planning.local.fill import fill
from agent_core.planning.local.filled import Filled
from agent_core.planning.local.judge import ALIKE, Judgement, asks_when, judge
from agent_core.planning.local.match import Candidate, Matcher, Reading
from agent_core.planning.local.meaning import Nearness
from agent_core.planning.local.refer import Context
from agent_core.planning.local.small_talk import topic_of
from agent_core.planning.local.wording import small_talk
from agent_core.planning.port import Clause, Kind, Request

WHICH = "capability"  # what an open question asks for when it is unsure what is meant


@dataclass(frozen=True)
class Understander:
    """Works through the clauses of one request in order, so that later ones can refer to earlier ones."""

    request: Request
    matcher: Matcher
    context: Context

    @property
    def catalogue(self) -> Catalogue:
        return self.matcher.catalogue

    @property
    def now(self) -> datetime:
        return self.request.now

    def clause(self, text: str, near: Nearness | None, step_id: str) -> Clause:
        if (topic := topic_of(text)) and not (topic == "drop" and self._takes_back_a_thing(text)):
            return clause(text, "small_talk", reply=small_talk(topic, self.request.capabilities, self.now))
        reading = self.matcher.read(text)
        judgement = judge(reading, self.context, near, self._alike(reading, near))
        if judgement.verdict == "question":
            return self._question(reading)
        if judgement.verdict == "no":
            return clause(text, "unclear")
        if judgement.verdict == "ask":
            return self._unsure(text, judgement)
        return self.command(judgement.candidates[0], reading, step_id, judgement.confidence)

    def _takes_back_a_thing(self, text: str) -> bool:
        """ "Forget that" is said of talk, unless the last thing spoken of is one that can be forgotten."""
        best = self.matcher.read(text).best
        if best is None or best.alignment.said < 1 or best.alignment.unexplained:
            return False
        last = self.context.latest()
        return last is not None and any(slot.name == last.entity for slot in best.entry.slots)

    def command(self, candidate: Candidate, reading: Reading, step_id: str, confidence: float) -> Clause:
        filled = fill(candidate, reading, self.context)
        kind: Kind = "question" if candidate.entry.capability.rules.answers_questions else "command"
        if filled.doubts and not filled.missing:
            filled.missing += _doubtful(candidate.entry, filled)
        self.context.plan(step_id, candidate.entry, filled.arguments)
        return clause(reading.text, kind, candidate.entry.name, filled.arguments, filled.missing, confidence)

    def _alike(self, reading: Reading, near: Nearness | None) -> list[Candidate]:
        """Candidates by meaning alone."""
        told = {each.entry.name for each in reading.candidates}
        names = {name for name, value in near.by_name.items() if value >= ALIKE} if near else set()
        names |= {entry.name for entry in self.catalogue.entries if asks_when(entry, reading)}
        found = [self.matcher.candidate(reading, name) for name in sorted(names - told)]
        return [each for each in found if each]

    def _question(self, reading: Reading) -> Clause:
        entry = self.catalogue.answering()
        if entry is None or entry.main is None:
            return clause(reading.text, "unclear")
        arguments = {entry.main.name: reading.text.strip()}
        return clause(reading.text, "question", entry.name, arguments, confidence=0.75)

    def _unsure(self, text: str, judgement: Judgement) -> Clause:
        names = [each.entry.name for each in judgement.candidates]
        return clause(text, "command", names[0], confidence=min(judgement.confidence, 0.7), alternatives=names)


def _doubtful(entry: Entry, filled: Filled) -> list[str]:
    """The instants that were read from a phrase which can mean two things."""
    return [
        slot.name for slot in entry.slots if slot.kind == "when" and slot.required and slot.name in filled.arguments
    ][:1]


def clause(
    text: str, kind: Kind, capability: str | None = None, arguments: dict[str, Any] | None = None,
    missing: list[str] | None = None, confidence: float = 0.0, alternatives: list[str] | None = None, reply: str = "",
) -> Clause:  # fmt: skip
    return Clause(
        text=text, kind=kind, capability=capability, arguments=arguments or {}, missing=missing or [],
        confidence=round(min(confidence, 1.0), 3) if kind != "small_talk" else 1.0,
        alternatives=alternatives or [], reply=reply,
    )  # fmt: skip
