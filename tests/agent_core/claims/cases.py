"""The benchmark's cases, as tests use them."""

from typing import Any

from agent_core.claims import Receipt
from benchmarks.claims import load, receipts_named

Case = tuple[str, list[Receipt]]


def cases(name: str, split: str = "tune") -> list[Case]:
    """Text and receipts."""
    read, kinds = load(name)
    return [_case(each, kinds) for each in read if each["split"] == split]


def _case(case: dict[str, Any], kinds: dict[str, list[str]]) -> Case:
    return case["text"], receipts_named(case["receipts"], kinds)
