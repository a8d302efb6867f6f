"""Prompts are files with a version in their name; `{{field}}` stands for a value."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_FIELD = re.compile(r"\{\{(\w+)\}\}")


def prompt(name: str, **values: str) -> str:
    """The text of `name`.md with every field filled. Raises KeyError for a field too many or too few."""
    text = _text(name)
    wanted = set(_FIELD.findall(text))
    if wanted != set(values):
        raise KeyError(f"The prompt {name} has the fields {sorted(wanted)}, not {sorted(values)}.")
    return _filled(text, values)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """In one pass: what a value contains is never taken for a field."""
    return _FIELD.sub(lambda field: values[field[1]], text)


@cache
def _text(name: str) -> str:
    return files("agent_core.prompts").joinpath(f"{name}.md").read_text(encoding="utf-8").strip()
