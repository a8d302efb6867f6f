"""What was spent, as it is shown: read from the counters by their ids."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from agent_core.spending.limits import Limit, Limits
from agent_core.spending.scopes import account_id, renewal
from agent_core.spending.store import Counters, committed, named

COUNTED = {"calls": "calls", "input_tokens": "input", "output_tokens": "output", "cost_micros": "spent"}


class Sums(BaseModel):
    """Calls of models added up."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = Field(default=0, description="millionths of a US dollar")


class DaySums(Sums):
    date: date


class ModelSums(Sums):
    model: str


class PromptSums(Sums):
    prompt: str = Field(description="the prompt's file with its version, such as plan.v3")


class Counted(BaseModel):
    """What limits are compared with: spent, or set aside for an answer that is being written."""

    tokens: int
    cost_micros: int
    calls: int


class Today(Counted):
    """How far today's budget is used."""

    limit_tokens: int | None
    limit_cost_micros: int | None
    renews_at: datetime


class UsageView(BaseModel):
    """What one person's models took."""

    today: Today
    days: list[DaySums] = Field(description="oldest first, those without a call left out")
    models: list[ModelSums] = Field(description="of all these days, the dearest first")
    prompts: list[PromptSums]


class Reports:
    """Reads what was spent; changes nothing."""

    def __init__(
        self, counters: Counters, limits: Limits, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._counters = counters
        self._limits = limits
        self._clock = clock

    def today(self, zone: str) -> date:
        return self._clock().astimezone(ZoneInfo(zone)).date()

    async def of_person(self, user_id: str, zone: str, days: int) -> UsageView:
        """The last `days` days, today included."""
        scope, today = f"user:{user_id}", self.today(zone)
        wanted = {account_id(day, scope): day for day in _last(today, days)}
        found = await self._counters.read(list(wanted))
        limit = (await self._limits.of([scope]))[scope]
        kept = [(day, found[key]) for key, day in wanted.items() if key in found]
        return UsageView(
            today=_today(found.get(account_id(today, scope)), limit, renewal(today, zone)),
            days=[DaySums(date=day, **_sums(each)) for day, each in kept if each.get("calls")],
            models=[ModelSums(model=name, **sums) for name, sums in _by_name(kept, "models")],
            prompts=[PromptSums(prompt=name, **sums) for name, sums in _by_name(kept, "prompts")],
        )

    async def of_people(self, zones: Mapping[str, str]) -> dict[str, Counted]:
        """What each of these people, given with their zone, used today; who used nothing is left out."""
        ids = {account_id(self.today(zone), f"user:{user_id}"): user_id for user_id, zone in zones.items()}
        found = await self._counters.read(list(ids))
        return {ids[key]: Counted(**_committed(each)) for key, each in found.items()}


def _today(counter: Mapping[str, Any] | None, limit: Limit, renews_at: datetime) -> Today:
    return Today(
        **_committed(counter or {}), limit_tokens=limit.tokens_per_day, limit_cost_micros=limit.cost_micros_per_day,
        renews_at=renews_at,
    )  # fmt: skip


def _committed(counter: Mapping[str, Any]) -> dict[str, int]:
    amount = committed(counter)
    return {"tokens": amount.tokens, "cost_micros": amount.micros, "calls": counter.get("calls", 0)}


def _last(today: date, days: int) -> Iterable[date]:
    return (today - timedelta(days=ago) for ago in reversed(range(days)))


def _sums(counter: Mapping[str, Any]) -> dict[str, int]:
    return {shown: counter.get(stored, 0) for shown, stored in COUNTED.items()}


def _by_name(counters: Iterable[tuple[date, Mapping[str, Any]]], kind: str) -> list[tuple[str, dict[str, int]]]:
    """Added up over the days, the dearest first."""
    total: dict[str, dict[str, int]] = {}
    for _, counter in counters:
        for name, counts in named(counter, kind).items():
            sums, before = _sums(counts), total.get(name, {})
            total[name] = {key: value + before.get(key, 0) for key, value in sums.items()}
    return sorted(total.items(), key=lambda each: (-each[1]["cost_micros"], -each[1]["input_tokens"], each[0]))
