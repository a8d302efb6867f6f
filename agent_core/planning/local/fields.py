"""What a capability wants to know: its argument model as typed fields.

The type says most; three conventions of names say the rest, for any package: `…_minutes`, `…_seconds`, `…_hours`,
`…_days` on a number make it a duration, `recurrence`, `rrule` and `repeat` on a text an RFC 5545 rule, and names such
as `attendees` or `location` people and places.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from agent_core.planning.local.bag import bag

FieldKind = Literal[
    "when", "duration", "rule", "number", "choice", "people", "place", "tags", "list", "flag", "text", "other"
]

UNITS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0}
RULES = frozenset({"recurrence", "rrule", "repeat", "repeats"})
PEOPLE = bag("attendees participants people guests recipients invitees members")
PLACES = bag("location place where venue")
TAGS = bag("tags labels")
MAIN = ("title", "name", "query", "question", "text", "content", "subject", "message")


@dataclass(frozen=True)
class Slot:
    """One argument. `unit` is the length in seconds that a plain number stands for."""

    name: str
    kind: FieldKind
    required: bool
    description: str = ""
    choices: tuple[str, ...] = ()
    unit: float | None = None
    whole: bool = False  # a number without a fraction
    form: Literal["datetime", "date", "time"] = "datetime"

    @property
    def takes_text(self) -> bool:
        return self.kind in ("text", "list")


def slots_of(model: type[BaseModel]) -> tuple[Slot, ...]:
    return tuple(_slot(name, field) for name, field in model.model_fields.items())


def main_slot(slots: Sequence[Slot]) -> Slot | None:
    """The argument that a step is mostly about: the first required text, or one that is named so."""
    texts = [slot for slot in slots if slot.kind == "text"]
    required = [slot for slot in texts if slot.required]
    named = [slot for slot in texts if slot.name in MAIN]
    return next(iter([*required, *named]), None)


def _slot(name: str, field: FieldInfo) -> Slot:
    kinds = list(_plain(field.annotation))
    base: dict[str, Any] = {"name": name, "required": field.is_required(), "description": field.description or ""}
    if choices := _choices(kinds):
        return Slot(kind="choice", choices=choices, **base)
    if bool in kinds:
        return Slot(kind="flag", **base)
    if timedelta in kinds:
        return Slot(kind="duration", unit=1.0, **base)
    for kind, form in ((datetime, "datetime"), (date, "date"), (time, "time")):
        if kind in kinds:
            return Slot(kind="when", form=form, **base)  # type: ignore[arg-type]  # the pairs are literals
    if int in kinds or float in kinds:
        unit = _unit(name)
        return Slot(kind="duration" if unit else "number", unit=unit, whole=int in kinds, **base)
    if any(get_origin(kind) is list or kind is list for kind in kinds):
        return Slot(kind=_list_kind(name, kinds), **base)
    return Slot(kind=_text_kind(name) if str in kinds else "other", **base)


def _plain(annotation: Any) -> Sequence[Any]:
    """The types of a union, without `Annotated`, aliases and None."""
    annotation = getattr(annotation, "__value__", annotation)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [kind for each in get_args(annotation) for kind in _plain(each)]
    return [] if annotation is type(None) else [annotation]


def _choices(kinds: Sequence[Any]) -> tuple[str, ...]:
    literal = [str(value) for kind in kinds if get_origin(kind) is Literal for value in get_args(kind)]
    enums = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum)]
    return tuple([*literal, *(str(member.value) for enum in enums for member in enum)])


def _unit(name: str) -> float | None:
    found = re.search(r"(?:^|_)(second|minute|hour|day|week)s?$", name)
    return UNITS[found[1]] if found else None


def _list_kind(name: str, kinds: Sequence[Any]) -> FieldKind:
    inner = [each for kind in kinds for argument in get_args(kind) for each in _plain(argument)]
    if str not in inner:
        return "other"
    return "people" if name in PEOPLE else "tags" if name in TAGS else "list"


def _text_kind(name: str) -> FieldKind:
    return "rule" if name in RULES else "place" if name in PLACES else "text"
