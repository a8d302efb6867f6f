"""What a person says of a plan while it is being carried out."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field

from agent_core.planning.references import REFERENCE
from agent_core.state import Step


class Steering(BaseModel):
    """`added` are further steps, whose ids are new to the plan."""

    skip: list[str] = Field(default=[])
    added: list[dict[str, Any]] = Field(default=[])

    def extend(self, plan: list[Step]) -> list[Step]:
        known = {step["id"] for step in plan}
        return [*plan, *(Step(**step) for step in self.added if step["id"] not in known)]  # type: ignore[typeddict-item]


def renamed(steps: Sequence[Step], prefix: str) -> list[Step]:
    """The steps under other ids, which they also use among themselves."""
    own = {step["id"] for step in steps}
    return [
        {
            **step,
            "id": prefix + step["id"],
            "depends_on": [prefix + each if each in own else each for each in step["depends_on"]],
            "arguments": _referring(step["arguments"], own, prefix),
        }
        for step in steps
    ]


def _referring(value: Any, own: set[str], prefix: str) -> Any:
    if isinstance(value, str):
        return REFERENCE.sub(lambda found: f"${{{prefix if found[1] in own else ''}{found[1]}.{found[2]}}}", value)
    if isinstance(value, dict):
        return {key: _referring(each, own, prefix) for key, each in value.items()}
    return [_referring(each, own, prefix) for each in value] if isinstance(value, list) else value
