"""Ten days of a small group, and what they come to, worked out by hand.

The report is of Tuesday 20 to Monday 26 October 2026 in Berlin, where the clocks go back on Sunday 25 at 03:00, so
that 02:30 comes twice and the day has 25 hours. Ana (11) and Ben (22) are linked, 33 is not.
"""

from datetime import date
from typing import NamedTuple

from agent_core.happenings import Happening, HappeningKind


class Told(NamedTuple):
    at: str  # UTC
    member: str
    kind: HappeningKind
    text: str = ""


TOLD = [
    Told("2026-10-19T21:59:00Z", "11", "message", "Budgets again"),  # Monday 23:59: the span before
    Told("2026-10-15T10:00:00Z", "33", "join"),  # the span before
    Told("2026-10-12T21:59:00Z", "11", "message", "Too early"),  # Monday 12th, 23:59: before that one
    Told("2026-10-19T22:00:00Z", "11", "message", "The budget of the workshop"),  # Tuesday 00:00; 26 characters
    Told("2026-10-24T22:10:00Z", "22", "message", "Is the budget there?"),  # Sunday 00:10; 20
    Told("2026-10-25T00:30:59Z", "11", "message", "A projector, please"),  # Sunday 02:30 summer; 19
    Told("2026-10-25T01:30:00Z", "11", "message", "Projectors for the workshops"),  # Sunday 02:30 winter; 28
    Told("2026-10-25T10:00:00Z", "44", "join"),  # Sunday
    Told("2026-10-25T22:59:00Z", "33", "message", "=SUM(budget)"),  # Sunday 23:59; 12
    Told("2026-10-25T23:00:00Z", "33", "message", "ok"),  # Monday 00:00; 2
    Told("2026-10-26T08:00:00Z", "55", "leave"),  # Monday
    Told("2026-10-26T08:05:00Z", "11", "subscribe"),  # Monday
    Told("2026-10-26T08:06:00Z", "22", "unsubscribe"),  # Monday
]
HAPPENINGS = [
    Happening.model_validate({"id": str(number), "at": at, "member": member, "kind": kind, "text": text})
    for number, (at, member, kind, text) in enumerate(TOLD)
]

MESSAGES, CHARACTERS, ACTIVE = 6, 26 + 20 + 19 + 28 + 12 + 2, 3
DAYS = {date(2026, 10, day): 0 for day in range(20, 27)} | {
    date(2026, 10, 20): 1,
    date(2026, 10, 25): 4,
    date(2026, 10, 26): 1,
}
HOURS = {(1, 0): 1, (6, 0): 1, (6, 2): 2, (6, 23): 1, (0, 0): 1}  # (weekday, hour)
MEMBERS = [("Ana K.", 3, 73), (None, 2, 14), ("Ben", 1, 20)]  # None: a code
TOPICS = [("budget", 3, 3), ("projector", 2, 1), ("workshop", 2, 1)]
