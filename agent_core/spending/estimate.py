"""What a plan will take, roughly, told before it begins."""

from collections.abc import Callable, Sequence
from graphlib import TopologicalSorter

from agent_core.events import Estimate
from agent_core.state import Step


def estimate(
    steps: Sequence[Step], price: Callable[[int], int] = lambda tokens: 0, *, tokens: int = 0, seconds: float = 0.0
) -> Estimate:
    """Steps that do not wait for each other run side by side, so the longest path counts.

    `price` turns tokens into millionths of a dollar; `tokens` and `seconds` are what wording the answer will take.
    """
    total = tokens + sum(step["tokens"] for step in steps)
    return Estimate(seconds=round(_longest(steps) + seconds, 1), tokens=total, cost_micros=price(total) if total else 0)


def _longest(steps: Sequence[Step]) -> float:
    """Seconds. What depends on a step that is not of the plan does not wait for it."""
    known = {step["id"]: step for step in steps}
    needed = {key: [each for each in step["depends_on"] if each in known] for key, step in known.items()}
    ends: dict[str, float] = {}
    for key in TopologicalSorter(needed).static_order():
        ends[key] = known[key]["seconds"] + max((ends[each] for each in needed[key]), default=0.0)
    return max(ends.values(), default=0.0)
