"""Can this plan be carried out at all? Asked before any of its steps runs, whoever planned it."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from agent_core.state import Step

MOST_STEPS = 30


def fault_of(steps: Sequence[Step]) -> str | None:
    """What is wrong with the plan, in a sentence for the person; None for nothing."""
    if len(steps) > MOST_STEPS:
        return f"That is {len(steps)} things at once; I can do {MOST_STEPS}. Please send them in several messages."
    ids = [step["id"] for step in steps]
    if len(set(ids)) < len(ids):
        return "I could not make a plan of this: two of its steps have the same name. Nothing was done."
    if lost := {needed for step in steps for needed in step["depends_on"]} - set(ids):
        return f"I could not make a plan of this: it waits for {min(lost)}, which it does not have. Nothing was done."
    try:
        TopologicalSorter({step["id"]: step["depends_on"] for step in steps}).prepare()
    except CycleError:
        return "I could not make a plan of this: its steps wait for each other. Nothing was done."
    return None
