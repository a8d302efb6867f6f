"""The arguments of a call as they come together, and the reading of plain values."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from agent_core.planning.local.align import NUMBERS
from agent_core.planning.local.catalogue import Entry
from agent_core.planning.local.fields import Slot


@dataclass
class Filled:
    arguments: dict[str, Any] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)  # required, and not said
    doubts: list[str] = field(default_factory=list)  # what a span could mean two ways
    pointing: bool = False  # an argument refers to something that is not there


def as_number(word: str, slot: Slot) -> int | float | None:
    if word in NUMBERS:
        return NUMBERS[word]
    try:
        value = float(word.replace(",", "."))
    except ValueError:
        return None
    return int(value) if slot.whole and value.is_integer() else None if slot.whole else value


def as_duration(length: timedelta, slot: Slot) -> int | float:
    value = length.total_seconds() / (slot.unit or 1.0)
    return round(value) if slot.whole else value


def is_missing(entry: Entry, arguments: dict[str, Any]) -> list[str]:
    return [slot.name for slot in entry.slots if slot.required and arguments.get(slot.name) in (None, "", [])]
