"""`${s1.field}` in an argument stands for a field of an earlier step's result."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from agent_core.errors import InvalidInput
from agent_core.state import StepResult

Known = Mapping[str, Any]  # step id → its fields
REFERENCE = re.compile(r"\$\{(\w+)\.([\w.]+)\}")


def step_ids(arguments: Any) -> set[str]:
    """The ids of the steps that `arguments` refer to."""
    return {step_id for text in _strings(arguments) for step_id, _ in REFERENCE.findall(text)}


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _strings(each)


def resolve(arguments: Any, results: Sequence[StepResult]) -> Any:
    """`arguments` with every reference replaced; a value that is one reference keeps its type.

    Raises InvalidInput when the step or the field is not there.
    """
    return _replaced(arguments, _fields(results), _look_up)


def resolve_known(arguments: Any, results: Sequence[StepResult]) -> Any:
    """Like `resolve`, leaving references to what is not there, or not yet, as they are."""
    return _replaced(arguments, _fields(each for each in results if each["status"] == "done"), _look_up_known)


def _fields(results: Iterable[StepResult]) -> Known:
    return {result["step_id"]: {"text": result["text"], **result["data"]} for result in results}


def _replaced(value: Any, known: Known, look_up: Callable[[re.Match[str], Known], Any]) -> Any:
    if isinstance(value, str):
        if whole := REFERENCE.fullmatch(value):
            return look_up(whole, known)
        return REFERENCE.sub(lambda found: _inline(look_up(found, known)), value)
    if isinstance(value, Mapping):
        return {key: _replaced(each, known, look_up) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, known, look_up) for each in value]
    return value


def _inline(value: Any) -> str:
    """A value as part of a sentence."""
    if isinstance(value, list):
        return ", ".join(_inline(each) for each in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _look_up(found: re.Match[str], known: Known) -> Any:
    value: Any = known.get(found[1])
    for part in found[2].split("."):
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, TypeError, ValueError):
            raise InvalidInput(f"The plan refers to {found[0]}, which is not there.") from None
    return value


def _look_up_known(found: re.Match[str], known: Known) -> Any:
    try:
        return _look_up(found, known)
    except InvalidInput:
        return found[0]
