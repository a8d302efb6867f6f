"""Which capability a clause means, by words: every template laid along it, best first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from agent_core.planning.local.align import Alignment, align
from agent_core.planning.local.catalogue import Catalogue, Entry, Template
from agent_core.planning.local.spans import Span, Spans, choice_phrase, find_spans, people, place
from agent_core.planning.local.words import Token, Words
from agent_core.planning.when.span import WhenSpan

LONG = 2_000  # characters of a clause that are looked at
MOST_TOKENS = 80
WORDS_ALONE = 0.72  # score of a look whose words are all known, in whatever order
PROMISING = 0.45  # share of a template's weight whose words must occur at all, before it is laid along


@dataclass(frozen=True)
class View:
    """A clause as one capability sees it: the typed parts it can take, and the words that remain."""

    whens: tuple[WhenSpan, ...]
    choices: dict[str, Span]
    place: Span | None
    hidden: tuple[tuple[int, int], ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Candidate:
    entry: Entry
    alignment: Alignment
    view: View
    score: float  # of the words
    likeness: float = 0.0  # of the meaning, -1 to 1; 0 where there is no embedder


@dataclass(frozen=True)
class Reading:
    """A clause with all that could be meant by it, the likeliest first."""

    text: str
    tokens: tuple[Token, ...]
    spans: Spans
    candidates: tuple[Candidate, ...] = field(default=())

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


@dataclass
class Matcher:
    """Reads clauses of one request. Keeps what it read: splitting asks for the same text again."""

    catalogue: Catalogue
    words: Words
    now: datetime
    language: str
    _read: dict[str, Reading] = field(default_factory=dict)

    def read(self, text: str) -> Reading:
        if text not in self._read:
            self._read[text] = self._reading(text)
        return self._read[text]

    def _reading(self, text: str) -> Reading:
        tokens, spans = self._tokens(text), find_spans(text[:LONG], self.now, self.language)
        said = frozenset(stem for token in tokens for stem in self.catalogue.like(token))
        found = [self._best(entry, tokens, spans, said) for entry in self.catalogue.entries]
        ranked = sorted((each for each in found if each), key=lambda each: -each.score)
        return Reading(text, tokens, spans, tuple(ranked))

    def _likeness(self, stem: str, token: Token) -> float:
        return self.catalogue.like(token).get(stem, 0.0)

    def _by_words(self, entry: Entry, tokens: tuple[Token, ...], spans: Spans) -> Candidate | None:
        """A look at something whose words all occur among the examples, if in no single one of them."""
        if any(slot.required and slot.kind == "text" for slot in entry.slots):
            return None
        said = [token for token in tokens if token.weight > 0.5 and not _dated(token, spans)]
        index = self.catalogue.entries.index(entry)
        if len(said) < 2 or not all(self._owned(token, index) for token in said):
            return None
        found = self._laid(entry, entry.templates, tokens, spans)
        if found is None:
            return None
        explained = replace(found.alignment, unexplained=0.0)
        return replace(found, score=max(found.score, WORDS_ALONE), alignment=explained)

    def _owned(self, token: Token, index: int) -> bool:
        return any(index in self.catalogue.owners.get(stem, ()) for stem in self.catalogue.like(token))

    def candidate(self, reading: Reading, name: str) -> Candidate | None:
        """How this capability would take the clause, whether or not its words suggest it."""
        entry = self.catalogue.find(name)
        return self._laid(entry, entry.templates, reading.tokens, reading.spans) if entry else None

    def _tokens(self, text: str) -> tuple[Token, ...]:
        """The words; of a long text the last one stands for all that follows."""
        tokens = self.words.tokens(text[:LONG])
        if len(tokens) <= MOST_TOKENS and len(text) <= LONG:
            return tuple(tokens)
        if not tokens:
            return ()
        last = tokens[: MOST_TOKENS + 1][-1]
        return (*tokens[:MOST_TOKENS], Token(last.start, len(text.rstrip()), "…", "…", quoted=True))

    def _best(self, entry: Entry, tokens: tuple[Token, ...], spans: Spans, said: frozenset[str]) -> Candidate | None:
        templates = [each for each in entry.templates if _promising(each, said)]
        found = self._laid(entry, templates, tokens, spans)
        if found and found.score >= WORDS_ALONE:
            return found
        return self._by_words(entry, tokens, spans) or found

    def _laid(
        self, entry: Entry, templates: Sequence[Template], tokens: tuple[Token, ...], spans: Spans
    ) -> Candidate | None:
        if not templates:
            return None
        view = view_of(entry, tokens, spans, self.words.synonyms)
        laid = [align(template, view.tokens, self._likeness) for template in templates]
        scored = [(_score(each, entry, view), -index, each) for index, each in enumerate(laid)]
        score, _, best = max(scored, key=lambda one: (one[0] + 0.02 * one[2].found, one[1]))
        return Candidate(entry, best, view, score)


def _promising(template: Template, said: frozenset[str]) -> bool:
    found = sum(item.weight for item in template.items if item.kind == "word" and item.value in said)
    return found >= PROMISING * template.weight > 0


def _dated(token: Token, spans: Spans) -> bool:
    return any(span.start <= token.start < span.end for span in spans.whens)


def view_of(entry: Entry, tokens: tuple[Token, ...], spans: Spans, alike: Callable[[str], frozenset[str]]) -> View:
    whens = _whens(entry, spans.whens)
    choices = {
        slot.name: span for slot in entry.slots if slot.kind == "choice" and (span := choice_phrase(spans.text, slot))
    }
    choices |= _lone_choices(entry, tokens, choices, alike)
    hidden = [(when.start, when.end) for when in whens] + [(span.start, span.end) for span in choices.values()]
    where = _place(entry, tokens, spans, hidden) if entry.has("place") else None
    hidden += [(where.start, where.end)] if where else []
    hidden += [(label.start, label.end) for label in spans.labels] if entry.has("tags") else []
    left = [token for token in tokens if not any(start <= token.start < end for start, end in hidden)]
    known = set(choices)
    if entry.has("people"):
        known |= {word for name in people(spans.text) for word in name.lower().split()}
    free = tuple(replace(token, weight=0.0) if token.norm in known else token for token in left)
    return View(whens, choices, where, tuple(sorted(hidden)), free)


def _place(entry: Entry, tokens: Sequence[Token], spans: Spans, hidden: list[tuple[int, int]]) -> Span | None:
    """ "in my calendar" is no place where the capability itself speaks of the calendar."""
    where = place(spans.text, hidden)
    inside = [token.stem for token in tokens if where and where.start <= token.start < where.end]
    return None if entry.words & set(inside) else where


def _lone_choices(
    entry: Entry, tokens: Sequence[Token], known: dict[str, Span], alike: Callable[[str], frozenset[str]]
) -> dict[str, Span]:
    """ "open" in "list my open tasks": where no text is wanted that the word could be part of."""
    if any(slot.kind == "text" and slot.required for slot in entry.slots):
        return {}
    found: dict[str, Span] = {}
    for slot in entry.slots:
        if (
            slot.kind == "choice"
            and slot.name not in known
            and any(slot.name in each.typed for each in entry.templates)
        ):
            options = {choice: alike(choice) for choice in slot.choices}
            said = [(token, choice) for token in tokens for choice in options if token.stem in options[choice]]
            said.sort(key=lambda pair: pair[1] == "all")  # "all my done tasks" are the done ones
            found |= {slot.name: Span(said[0][0].start, said[0][0].end, said[0][1])} if said else {}
    return found


def _whens(entry: Entry, found: Sequence[WhenSpan]) -> tuple[WhenSpan, ...]:
    """Those that have a place among the arguments: as many instants as there are, the precise ones first."""
    instants = sum(slot.kind == "when" for slot in entry.slots)
    two_ends = instants > 1
    taken: list[WhenSpan] = []
    for span in sorted(found, key=lambda one: (not one.has_time, one.start)):
        if span.kind == "duration":
            fits = entry.has("duration") or two_ends
        elif span.kind == "recurrence":
            fits = entry.has("rule")
        else:
            fits = instants > 0
            instants -= 1
        if fits:
            taken.append(span)
    return tuple(sorted(taken, key=lambda one: one.start))


def _score(alignment: Alignment, entry: Entry, view: View) -> float:
    score = alignment.score
    for name in alignment.template.typed:
        slot = entry.slot(name)
        if slot and slot.kind in ("when", "duration", "choice") and not _has(slot.kind, name, view):
            plain = alignment.strong > 1 and slot.kind != "choice"
            score *= (0.95 if plain else 0.85) if slot.required else (0.97 if plain else 0.75)
    if _required_is_said(entry, alignment, view):
        score += 0.06
    for item in alignment.template.items:
        if item.kind == "text" and not alignment.captures.get(item.value):
            slot = entry.slot(item.value)
            score *= 0.8 if slot and slot.required else 0.9
    return score


def _required_is_said(entry: Entry, alignment: Alignment, view: View) -> bool:
    """A length or time that the capability must have, and that is there, speaks for it."""
    slots = [slot for name in alignment.template.typed if (slot := entry.slot(name)) and slot.required]
    return any(slot.kind in ("when", "duration") and _has(slot.kind, slot.name, view) for slot in slots)


def _has(kind: str, name: str, view: View) -> bool:
    if kind == "choice":
        return name in view.choices
    return any((span.kind == "duration") == (kind == "duration") for span in view.whens)


def strings(candidate: Candidate, text: str) -> Iterator[tuple[str, str]]:
    """Name and text of each text field that the template captured."""
    for name, indexes in candidate.alignment.captures.items():
        yield name, cut(text, [candidate.view.tokens[index] for index in indexes])


def cut(text: str, tokens: Sequence[Token]) -> str:
    """The text of `tokens`, as written; where something was taken out between them, one space."""
    pieces: list[str] = []
    for previous, token in zip([None, *tokens], tokens, strict=False):
        gap = text[previous.end : token.start] if previous else ""
        if previous and token.start < previous.end:
            continue  # the second half of a contraction
        pieces.append(gap if previous and not any(c.isalnum() for c in gap) else " " if previous else "")
        pieces.append(text[token.start : token.end])
    return "".join(pieces).strip()
