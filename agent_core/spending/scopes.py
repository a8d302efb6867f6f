"""Who spends, and against which counters: one for each scope and day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from agent_core.spending.limits import EVERYONE

OPENS = {"user": "Your budget", "agent": "This agent's budget", EVERYONE: "The budget that everyone here shares"}


@dataclass(frozen=True, kw_only=True)
class Spender:
    """For whom a model works. A person's day is that of their zone; agents and everyone have days of UTC."""

    user_id: str
    agent_id: str
    run_id: str
    zone: str


@dataclass(frozen=True)
class Account:
    """A scope on one of its days. The counter's id begins with the day, so that a day's counters stand together."""

    scope: str
    day: date
    zone: str

    @property
    def id(self) -> str:
        return account_id(self.day, self.scope)

    @property
    def opening(self) -> str:
        return OPENS[self.scope.partition(":")[0]]

    @property
    def own(self) -> bool:
        return self.scope.startswith("user:")

    @property
    def renews_at(self) -> datetime:
        return renewal(self.day, self.zone)


def account_id(day: date, scope: str) -> str:
    return f"{day.isoformat()}|{scope}"


def renewal(day: date, zone: str) -> datetime:
    """When the day after begins."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo(zone))


def accounts(spender: Spender, now: datetime) -> tuple[Account, ...]:
    """In the order in which they are always taken from: the person's, the agent's, everyone's."""
    today = now.astimezone(UTC).date()
    return (
        Account(f"user:{spender.user_id}", now.astimezone(ZoneInfo(spender.zone)).date(), spender.zone),
        Account(f"agent:{spender.agent_id}", today, "UTC"),
        Account(EVERYONE, today, "UTC"),
    )
