"""What "it", "that note" and "the second one" stand for: a step of this plan, or a result of an earlier turn.

An argument named `note` refers to something that is called `note` in the results of the same package's capabilities
(a field `note` with an `id`, or a field `note_id`); lists of the same type count too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args, get_origin

from agent_core.planning.local.bag import bag
from agent_core.planning.local.catalogue import Catalogue, Entry
from agent_core.planning.local.fields import Slot
from agent_core.state import StepResult

PRONOUNS = bag("it that this them that's thats those these")
ORDINALS = {
    word: place
    for place, words in enumerate(
        ("first 1st one 1", "second 2nd two 2", "third 3rd three 3", "fourth 4th four 4", "fifth 5th five 5")
    )
    for word in words.split()
} | {"last": -1, "latest": -1}
POINTING = re.compile(
    r"(?:the|that|this|my|number|no\.?|#)\s*(?P<what>[\w-]+)(?:\s+(?:one|item|entry))?$", re.IGNORECASE
)

Mention = Literal["thing", "place", "name"]


@dataclass(frozen=True)
class Past:
    """A thing that an earlier step made or found: the value to refer to it, and when (higher is later)."""

    entity: str
    value: str
    age: int
    data: dict[str, Any] = field(default_factory=dict)
    place: int = 0  # in the list it came from
    listed: int = 1  # how many were in that list


@dataclass
class Context:
    """What can be referred to, oldest first."""

    catalogue: Catalogue
    now: datetime | None = None
    past: list[Past] = field(default_factory=list)
    said: list[tuple[str, Entry, dict[str, Any]]] = field(default_factory=list)  # steps of this plan
    texts: list[tuple[str, str]] = field(default_factory=list)  # words of earlier results: main title

    def remember(self, recent: Sequence[StepResult]) -> None:
        for age, result in enumerate(recent):
            entry = self.catalogue.find(result["capability"])
            if entry and result["status"] == "done":
                self.past += _things(entry, result["data"], age, self.catalogue)

    def plan(self, step_id: str, entry: Entry, arguments: dict[str, Any]) -> None:
        """A step of this plan, which later clauses may refer to."""
        self.said.append((step_id, entry, arguments))
        for name, path in entry.makes.items():
            self.past.append(Past(name, f"${{{step_id}.{path}}}", 1000 + len(self.said)))

    def entities(self) -> frozenset[str]:
        return self.catalogue.entities | {one.entity for one in self.past}

    def is_reference(self, slot: Slot) -> bool:
        return slot.kind == "text" and slot.name in self.entities()

    def latest(self, entity: str | None = None) -> Past | None:
        """The thing last spoken of, of that kind; none when the last was a list of several."""
        found = [one for one in self.past if entity in (None, one.entity)]
        newest = max(found, key=lambda one: one.age, default=None)
        return newest if newest and newest.listed == 1 else None

    def listed(self, entity: str, place: int) -> Past | None:
        found = [one for one in self.past if one.entity == entity and one.listed > 1]
        last = max((one.age for one in found), default=None)
        items = [one for one in found if one.age == last]
        return items[place] if -len(items) <= place < len(items) else None

    def resolve(self, text: str, slot: Slot) -> Past | None:
        """What `text` points at, when it points."""
        mention, place = mentioned(text, slot.name)
        if mention == "place":
            return self.listed(slot.name, place) or (self.latest(slot.name) if place == -1 else None)
        return self.latest(slot.name) if mention == "thing" else None


def mentioned(text: str, entity: str) -> tuple[Mention, int]:
    """Whether `text` points at the thing last spoken of, at a place in a list, or names something."""
    said = text.lower().strip(" .!?,")
    if said in PRONOUNS or said in (
        entity,
        f"the {entity}",
        f"that {entity}",
        f"this {entity}",
        "that one",
        "this one",
    ):
        return "thing", 0
    words = [word for word in re.split(r"\s+", said) if word not in ("the", "that", "one", entity, "number", "item")]
    if len(words) == 1 and words[0].lstrip("#") in ORDINALS and (POINTING.match(said) or said != words[0]):
        return "place", ORDINALS[words[0].lstrip("#")]
    return "name", 0


def _things(entry: Entry, data: dict[str, Any], age: int, catalogue: Catalogue) -> list[Past]:
    single = [
        Past(name, str(value), age, data.get(name) or {})
        for name, path in entry.makes.items()
        if (value := _look(data, path))
    ]
    for name, info in entry.capability.result.model_fields.items():
        if (entity := _listed_entity(info.annotation, catalogue)) and isinstance(data.get(name), list):
            items = [item for item in data[name] if isinstance(item, dict) and item.get("id")]
            single += [Past(entity, item["id"], age, item, at, len(items)) for at, item in enumerate(items)]
    return single


def _look(data: dict[str, Any], path: str) -> Any:
    value: Any = data
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value or _look(data, f"{path.removesuffix('_id')}.id") if path.endswith("_id") else value


def _listed_entity(annotation: Any, catalogue: Catalogue) -> str | None:
    """The name under which other capabilities hand out what this list holds."""
    if get_origin(annotation) is not list:
        return None
    inner = get_args(annotation)[0]
    for entry in catalogue.entries:
        for name, info in entry.capability.result.model_fields.items():
            if info.annotation is inner:
                return name
    return None
