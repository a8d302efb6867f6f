"""The parts of spending that one process has."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_core.contract import Documents
from agent_core.settings import Settings
from agent_core.spending.limits import Limits, default_limits
from agent_core.spending.meter import Budget
from agent_core.spending.report import Reports
from agent_core.spending.store import Counters


@dataclass(frozen=True, kw_only=True)
class Spending:
    """`budget` pays model calls, `limits` says how much, `reports` tells what was spent."""

    budget: Budget
    limits: Limits
    reports: Reports


def spending_of(settings: Settings, collection: Callable[[str], Documents]) -> Spending:
    """Opens nothing. Close the budget after the last turn."""
    limits = Limits(collection("limits"), default_limits(settings))
    counters = Counters(collection("budgets"))
    return Spending(
        budget=Budget(counters, collection("usage"), limits),
        limits=limits,
        reports=Reports(counters, limits),
    )
