"""The capabilities as templates: what each says in its `rules.examples`, with `{field}` where an argument stands."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from pydantic import BaseModel

from agent_core.contract import Capability
from agent_core.planning.local.bag import bag
from agent_core.planning.local.fields import Slot, main_slot, slots_of
from agent_core.planning.local.words import FUNCTION, NEGATIONS, Likeness, Token, Words

SMALL = 0.08  # weight of a word like "the"
STRONG = 0.4  # words of more weight carry meaning
LEADING_IN = 0.35  # of the word that leads into a text that need not be there, "about {query}"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Item:
    """A word that is said, a text that is taken, or a number between words."""

    kind: Literal["word", "text", "number"]
    value: str  # the stem, or the field's name
    weight: float = 0.0  # how much the word says about which capability is meant
    also: frozenset[str] = frozenset()  # other acts of the same capability, which may stand here too

    @property
    def is_strong(self) -> bool:
        return self.kind == "word" and self.weight > STRONG


@dataclass(frozen=True)
class Template:
    """An example, taken apart. Times and choices stand anywhere in a request, so only their names are kept."""

    entry: int
    items: tuple[Item, ...]
    typed: frozenset[str]  # names of fields that are not text
    plain: str  # the example with words for its fields, to compare meanings

    @cached_property
    def tail(self) -> tuple[str, ...]:
        texts = [index for index, item in enumerate(self.items) if item.kind == "text"]
        after = self.items[texts[-1] + 1 :] if texts else ()
        return tuple(item.value for item in after) if any(item.is_strong for item in after) else ()

    @cached_property
    def weight(self) -> float:
        return sum(item.weight for item in self.items)


@dataclass(frozen=True)
class Entry:
    capability: Capability
    slots: tuple[Slot, ...]
    templates: tuple[Template, ...]
    main: Slot | None
    makes: dict[str, str]  # by entity, the path of its id in the result: a note_id, or the id of a note

    @property
    def name(self) -> str:
        return self.capability.name

    @cached_property
    def tails(self) -> frozenset[tuple[str, ...]]:
        """The words that end its examples behind a text, such as "in my documents"."""
        return frozenset(tail for each in self.templates if (tail := each.tail))

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of the words of its examples that carry meaning."""
        return frozenset(item.value for each in self.templates for item in each.items if item.is_strong)

    @cached_property
    def listed(self) -> frozenset[str]:
        """Stems that name what it shows: those of examples that hold no text, without the act in front."""
        bare = [each for each in self.templates if not any(item.kind == "text" for item in each.items)]
        return frozenset(item.value for each in bare for at, item in enumerate(each.items) if at and item.is_strong)

    def has(self, *kinds: str) -> bool:
        return any(slot.kind in kinds for slot in self.slots)

    def slot(self, name: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.name == name), None)


@dataclass
class Catalogue:
    """All that was declared, ready to be compared with a request."""

    entries: tuple[Entry, ...]
    known: frozenset[str]  # stems of all words of all examples
    owners: dict[str, frozenset[int]]  # by stem: the entries that use it

    acts: dict[str, frozenset[str]]  # by stem: names of those an example of which begins so
    like: Callable[[Token], Mapping[str, float]] = field(default=lambda token: {})  # stems of examples it stands for

    @cached_property
    def entities(self) -> frozenset[str]:
        """Names of the kinds of things that capabilities make, such as "note"."""
        return frozenset(name for entry in self.entries for name in entry.makes)

    def doers(self, token: Token) -> set[str]:
        """Names of the capabilities that declare this act, or one like it."""
        return {name for stem in self.like(token) for name in self.acts.get(stem, ())}

    def find(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.name == name), None)

    def answering(self) -> Entry | None:
        """The one that gets the questions nobody claims."""
        return next((entry for entry in self.entries if entry.capability.rules.answers_questions), None)


def build(capabilities: Sequence[Capability], words: Words) -> Catalogue:
    spoken = [[(example, _split(example, words)) for example in found.rules.examples] for found in capabilities]
    owners: dict[str, set[int]] = defaultdict(set)
    for index, examples in enumerate(spoken):
        for _, parts in examples:
            for part in parts:
                if isinstance(part, Token):
                    owners[part.stem].add(index)
    uses = Counter({stem: len(who) for stem, who in owners.items()})
    functional = {words.stem(word) for word in FUNCTION} | FUNCTION
    weights = {stem: _weight(stem, count, len(spoken), functional) for stem, count in uses.items()}
    entries = tuple(
        _entry(index, found, examples, weights)
        for index, (found, examples) in enumerate(zip(capabilities, spoken, strict=True))
    )
    known = frozenset(owners)
    return Catalogue(
        entries, known, {stem: frozenset(who) for stem, who in owners.items()}, _acts(entries),
        Likeness(words, known).of,
    )  # fmt: skip


def _acts(entries: Sequence[Entry]) -> dict[str, frozenset[str]]:
    acts: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for template in entry.templates:
            if template.items and template.items[0].is_strong:
                acts[template.items[0].value].add(entry.name)
    return {stem: frozenset(names) for stem, names in acts.items()}


def _split(example: str, words: Words) -> list[Token | str]:
    parts: list[Token | str] = []
    position = 0
    for match in PLACEHOLDER.finditer(example):
        parts += [*words.tokens(example[position : match.start()], position), match[1]]
        position = match.end()
    return [*parts, *words.tokens(example[position:], position)]


def _weight(stem: str, uses: int, total: int, functional: frozenset[str] | set[str]) -> float:
    """Rare words tell capabilities apart; words like "the" say next to nothing."""
    if stem in NEGATIONS:
        return 0.6
    return SMALL if stem in functional else 0.6 + 0.4 * math.log((total + 1) / uses) / math.log(total + 1)


def _entry(
    index: int, capability: Capability, examples: Sequence[tuple[str, list[Token | str]]], weights: dict[str, float]
) -> Entry:
    slots = slots_of(capability.arguments)
    by_name = {slot.name: slot for slot in slots}
    variants = [(text, each) for text, parts in examples for each in (parts, *_turned(parts))]
    templates = _with_acts([_template(index, text, each, by_name, weights) for text, each in variants])
    return Entry(capability, slots, templates, main_slot(slots), _makes(capability.result))


def _with_acts(templates: Sequence[Template]) -> tuple[Template, ...]:
    """Whoever says "take a note" and "write down" means "write a note" too: the first words of examples are alike."""
    firsts = {index: each.items[0] for index, each in enumerate(templates) if each.items and each.items[0].is_strong}
    acts = frozenset(item.value for item in firsts.values())
    changed = {
        index: replace(templates[index], items=(replace(item, also=acts - {item.value}), *templates[index].items[1:]))
        for index, item in firsts.items()
        if sum(other.is_strong for other in templates[index].items) > 1
    }
    return tuple(changed.get(index, each) for index, each in enumerate(templates))


def _makes(result: type[BaseModel]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, info in result.model_fields.items():
        if name.endswith("_id"):
            found[name.removesuffix("_id")] = name
        elif isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel) and _has_id(info.annotation):
            found.setdefault(name, f"{name}.id")
    return {name: path for name, path in found.items() if name != "file"}


def _has_id(model: type[BaseModel]) -> bool:
    return "id" in model.model_fields


def _template(
    index: int, text: str, parts: Sequence[Token | str], slots: dict[str, Slot], weights: dict[str, float]
) -> Template:
    items: list[Item] = []
    typed: set[str] = set()
    kept = _without_company(parts, slots)
    for part, following in zip(kept, [*kept[1:], None], strict=True):
        if isinstance(part, Token):
            optional = isinstance(following, str) and following in slots and not slots[following].required
            least = LEADING_IN if optional and items else 0.0
            items.append(Item("word", part.stem, max(least, weights[part.stem])))
        elif part in slots and slots[part].takes_text:
            items.append(Item("text", part))
        elif part in slots and slots[part].kind == "number":
            items.append(Item("number", part, 0.3))
            typed.add(part)
        else:
            typed.add(part)
    return Template(index, tuple(items), frozenset(typed), _spoken(text, slots))


def _turned(parts: Sequence[Token | str]) -> Iterator[list[Token | str]]:
    """ "the task {task}" may be said "the {task} task" too."""
    for index, part in enumerate(parts):
        back = 2 if index > 1 and isinstance(linked := parts[index - 1], Token) and linked.norm in _ABOUT else 1
        noun = parts[index - back] if index >= back else None
        if isinstance(part, str) and isinstance(noun, Token) and noun.norm == part:
            yield [*parts[: index - back], part, noun, *parts[index + 1 :]]


_ABOUT = bag("about on to for of called")
LEADS = bag("on at by before after until from in for to since between and of as due")
UNITS = bag("second seconds minute minutes hour hours day days week weeks")


def _without_company(parts: Sequence[Token | str], slots: dict[str, Slot]) -> list[Token | str]:
    """Without the words that belong to a typed field: "on {day}", "{minutes} minutes", "{priority} priority"."""
    kept: list[Token | str] = []
    for index, part in enumerate(parts):
        before, after = parts[index - 1] if index else None, parts[index + 1] if index + 1 < len(parts) else None
        if not isinstance(part, Token) or not (
            _belongs(part, after, slots, LEADS) or _belongs(part, before, slots, UNITS)
        ):
            kept.append(part)
    return kept


def _belongs(word: Token, neighbour: Token | str | None, slots: dict[str, Slot], company: frozenset[str]) -> bool:
    slot = slots.get(neighbour) if isinstance(neighbour, str) else None
    if slot is None or slot.takes_text or slot.kind in ("number", "people", "tags"):
        return False
    if slot.kind == "choice":
        return word.norm == slot.name or (company is LEADS and word.norm in ("as", "to", "with"))
    return word.norm in company


def _spoken(text: str, slots: dict[str, Slot]) -> str:
    """The example without its times, and with a word for its texts: a request is compared in the same form."""

    def word(match: re.Match[str]) -> str:
        slot = slots.get(match[1])
        if slot is None or slot.takes_text:
            return "something"
        if slot.kind in ("when", "duration", "rule"):
            return "|"
        return {"number": "3", "people": "Ana", "place": "the office"}.get(
            slot.kind, (slot.choices or ("something",))[0]
        )

    said = PLACEHOLDER.sub(word, text)
    return " ".join(TIMES.sub(" ", said).split())


TIMES = re.compile(
    r"(?:\b(?:on|at|by|before|after|until|from|in|for|to|since|between|and|due)\s+)*\|(?:\s+(?:minutes?|hours?|days?))?"
)
