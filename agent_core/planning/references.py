"""`${s1.field}` in an argument stands for a field of an earlier step's result."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agent_core.errors import InvalidInput
from agent_core.state import StepResult

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
    known = {result["step_id"]: {"text": result["text"], **result["data"]} for result in results}
    return _resolve(arguments, known)


def _resolve(value: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        if whole := REFERENCE.fullmatch(value):
            return _look_up(whole, known)
        return REFERENCE.sub(lambda found: _inline(_look_up(found, known)), value)
    if isinstance(value, Mapping):
        return {key: _resolve(each, known) for key, each in value.items()}
    if isinstance(value, list):
        return [_resolve(each, known) for each in value]
    return value


def _inline(value: Any) -> str:
    """A value as part of a sentence."""
    if isinstance(value, list):
        return ", ".join(_inline(each) for each in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _look_up(found: re.Match[str], known: Mapping[str, Any]) -> Any:
    value: Any = known.get(found[1])
    for part in found[2].split("."):
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, TypeError, ValueError):
            raise InvalidInput(f"The plan refers to {found[0]}, which is not there.") from None
    return value


def resolve_known(arguments: Any, results: Sequence[StepResult]) -> Any:
    """Like `resolve`, leaving references to steps that have no result yet as they are."""
    done = {result["step_id"] for result in results if result["status"] == "done"}
    if isinstance(arguments, str):
        return resolve(arguments, results) if step_ids(arguments) <= done else arguments
    if isinstance(arguments, Mapping):
        return {key: resolve_known(each, results) for key, each in arguments.items()}
    if isinstance(arguments, list):
        return [resolve_known(each, results) for each in arguments]
    return arguments
