"""Slows down guessing: failed sign-ins are counted per address and account, per account, and per address."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from agent_core.errors import RateLimited

REMEMBERED = 10_000  # counters; beyond it the ones longest untouched go
FORGET_AFTER = 900.0  # seconds without a failure


@dataclass
class _Counter:
    failures: int = 0
    last: float = 0.0
    until: float = 0.0


class Attempts:
    """Kept in this process; after some free failures each further one doubles the wait."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._counters: OrderedDict[tuple[str, str], _Counter] = OrderedDict()

    def begin(self, address: str, account: str) -> None:
        """Count an attempt as failed until `succeeded`, so that many at once are not free.

        Raises RateLimited while any of the three counters says wait.
        """
        now = self._clock()
        rules = _rules(address, account)
        waits = [self._counters[rule.key].until - now for rule in rules if rule.key in self._counters]
        if (wait := max(waits, default=0.0)) > 0:
            raise RateLimited(f"Too many failed sign-ins; try again in {_spoken(wait)}.", retry_after=wait)
        for rule in rules:
            self._count(rule, now)
        while len(self._counters) > REMEMBERED:
            self._counters.popitem(last=False)

    def _count(self, rule: "_Rule", now: float) -> None:
        counter = self._counters.setdefault(rule.key, _Counter())
        self._counters.move_to_end(rule.key)
        if now - counter.last > FORGET_AFTER:
            counter.failures = 0
        counter.failures, counter.last = counter.failures + 1, now
        if (over := counter.failures - rule.free) >= 0:
            counter.until = now + min(rule.longest, 2.0 ** min(over, 20))

    def succeeded(self, address: str, account: str) -> None:
        """Forget the failures of this account from this address; of the other counters only this attempt."""
        own, *others = _rules(address, account)
        self._counters.pop(own.key, None)
        for rule in others:
            if counter := self._counters.get(rule.key):
                counter.failures, counter.until = max(0, counter.failures - 1), 0.0


@dataclass(frozen=True)
class _Rule:
    key: tuple[str, str]
    free: int  # attempts that cost no waiting
    longest: float  # seconds


def _rules(address: str, account: str) -> list[_Rule]:
    """The waits of a whole account or address are short: its owner, or the others behind a proxy, must get in."""
    return [_Rule((address, account), 5, 900.0), _Rule((address, ""), 30, 60.0), _Rule(("", account), 50, 30.0)]


def _spoken(seconds: float) -> str:
    return f"{round(seconds / 60)} minutes" if seconds >= 90 else f"{max(1, round(seconds))} seconds"
