"""A planner for tests of the core: the message itself is the plan, as JSON; any other text is answered as it is."""

import json
from collections.abc import Sequence
from typing import Any, cast

from agent_core.contract import Capability
from agent_core.planning.port import Analysis, Decision, Emit, OpenQuestion, Request
from agent_core.state import Step


def step(step_id: str, capability: str, *after: str, risk: str = "write", **arguments: Any) -> dict[str, Any]:
    return {
        "id": step_id, "capability": f"errands.{capability}", "title": capability, "arguments": arguments,
        "depends_on": list(after), "risk": risk, "seconds": 1.0, "tokens": 0,
    }  # fmt: skip


def message(*steps: dict[str, Any]) -> str:
    return json.dumps(list(steps))


class LiteralPlanner:
    """Fills the ports Understanding and Planner."""

    def __init__(self, *, confident: bool = True) -> None:
        self.confident = confident
        self.requests: list[Request] = []

    async def warm(self, capabilities: Sequence[Capability]) -> None:
        """There is nothing to prepare."""

    async def analyze(self, request: Request) -> Analysis:
        self.requests.append(request)
        return Analysis(language="en", kind="command", clauses=[], confident=self.confident)

    async def plan(self, request: Request, analysis: Analysis, emit: Emit) -> Decision:
        if request.open_question:
            return Decision(steps=_answered(request.open_question, request.text))
        if not request.text.startswith("["):
            return Decision(reply=f"You said: {request.text}")
        return Decision(steps=cast("list[Step]", json.loads(request.text)))


def _answered(question: OpenQuestion, text: str) -> list[Step]:
    first = cast(Step, question["step"] | {"arguments": question["step"]["arguments"] | {question["argument"]: text}})
    return [first, *question["rest"]]
