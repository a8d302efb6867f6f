"""Setting aside and settling, over the real database."""

import asyncio
from datetime import UTC, datetime

import pytest

from agent_core.errors import BudgetExceeded
from agent_core.spending.meter import CallNote
from agent_core.spending.prices import FREE, NOTHING, Price, Usage
from tests.agent_core.spending.conftest import EVERYONE, PERSON, Purse, spender

DAY = "2026-11-21"


async def test_what_is_set_aside_is_given_back_but_for_what_was_used(purse: Purse) -> None:
    held = await purse.budget.reserve(spender(), "small", 1_000, 500, FREE)
    assert set((await purse.committed()).values()) == {1_500}
    await purse.budget.settle(held, Usage(input=200, output=30))
    assert await purse.committed() == {
        f"{DAY}|user:ana": 230, f"{DAY}|agent:default": 230, f"{DAY}|everyone": 230
    }  # fmt: skip


async def test_without_a_count_all_that_was_set_aside_is_spent(purse: Purse) -> None:
    held = await purse.budget.reserve(spender(), "small", 1_000, 500, Price(1, 1))
    assert await purse.budget.settle(held, None) == 1_500
    assert set((await purse.committed()).values()) == {1_500}


async def test_a_call_that_cost_nothing_leaves_no_trace_in_the_sums(purse: Purse) -> None:
    held = await purse.budget.reserve(spender(), "small", 1_000, 500, FREE)
    await purse.budget.settle(held, NOTHING, CallNote(outcome="failed"))
    found = await purse.database.collection("budgets").find_one({"_id": f"{DAY}|user:ana"})
    assert found is not None
    assert (found["tokens"], found["micros"], "calls" in found) == (0, 0, False)
    assert [each["outcome"] for each in await purse.records()] == ["failed"]


async def test_a_record_says_who_asked_what_for_which_prompt(purse: Purse) -> None:
    held = await purse.budget.reserve(spender(), "small", 10, 500, Price(1, 2))
    await purse.budget.settle(held, Usage(input=8, output=5), CallNote(purpose="plan", prompt="plan.v2", seconds=1.5))
    [record] = await purse.records()
    assert (record["user_id"], record["run_id"], record["model"]) == ("ana", "run", "small")
    assert (record["purpose"], record["prompt"], record["cost_micros"]) == ("plan", "plan.v2", 18)
    assert record["at"] == purse.now


async def test_an_answer_gets_shorter_where_less_is_left(purse: Purse) -> None:
    await purse.cap(PERSON, tokens=2_000)
    held = await purse.budget.reserve(spender(), "small", 1_000, 4_096, FREE)
    assert held.output == 1_000


async def test_a_cap_on_cost_shortens_too_and_a_cheaper_model_goes_further(purse: Purse) -> None:
    await purse.cap(PERSON, micros=10_000)
    dear = await purse.budget.reserve(spender(), "large", 1_000, 4_096, Price(5, 10))
    assert dear.output == 500
    with pytest.raises(BudgetExceeded, match=r"\$0.01"):
        await purse.budget.reserve(spender(), "large", 1_000, 4_096, Price(5, 10))
    await purse.budget.settle(dear, Usage(input=100, output=100))
    assert (await purse.budget.reserve(spender(), "small", 1_000, 4_096, Price(0.1, 0.4))).output == 4_096


async def test_a_refusal_says_why_and_when_the_budget_renews_in_the_persons_zone(purse: Purse) -> None:
    await purse.cap(PERSON, tokens=50_000)
    held = await purse.budget.reserve(spender(), "small", 45_000, 5_000, FREE)
    await purse.budget.settle(held, Usage(input=44_100, output=5_000))
    with pytest.raises(BudgetExceeded) as refused:
        await purse.budget.reserve(spender(), "small", 1_000, 4_096, FREE)
    assert refused.value.message == (
        "Your budget for today (50,000 tokens) is used up: 49,100 spent or set aside, and this may take 1,256 more. "
        "It renews at 00:00 Europe/Berlin."
    )


async def test_what_others_spent_is_not_told(purse: Purse) -> None:
    await purse.cap(EVERYONE, tokens=1_000)
    await purse.budget.reserve(spender("ben"), "small", 600, 300, FREE)
    with pytest.raises(BudgetExceeded) as refused:
        await purse.budget.reserve(spender(), "small", 600, 300, FREE)
    assert refused.value.message == (
        "The budget that everyone here shares for today (1,000 tokens) is used up. It renews at 00:00 UTC."
    )
    assert f"{DAY}|user:ana" not in await purse.committed() or (await purse.committed())[f"{DAY}|user:ana"] == 0


async def test_an_agents_cap_counts_for_all_who_use_it(purse: Purse) -> None:
    await purse.cap("agent:tutor", tokens=1_000)
    await purse.budget.reserve(spender("ana", "tutor"), "small", 500, 300, FREE)
    with pytest.raises(BudgetExceeded, match=r"This agent's budget for today \(1,000 tokens\) is used up\. It renews"):
        await purse.budget.reserve(spender("ben", "tutor"), "small", 500, 300, FREE)
    await purse.budget.reserve(spender("ben", "other"), "small", 500, 300, FREE)


async def test_a_refused_reservation_leaves_nothing_set_aside(purse: Purse) -> None:
    await purse.cap(EVERYONE, tokens=1_000)
    await purse.budget.reserve(spender(), "small", 600, 300, FREE)
    before = await purse.committed()
    with pytest.raises(BudgetExceeded):
        await purse.budget.reserve(spender(), "small", 600, 300, FREE)
    assert await purse.committed() == before


async def test_a_cap_of_nothing_lets_no_call_through(purse: Purse) -> None:
    await purse.cap(PERSON, tokens=0)
    with pytest.raises(BudgetExceeded, match=r"\(0 tokens\)"):
        await purse.budget.reserve(spender(), "small", 1, 300, FREE)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "Europe/Berlin", "2026-11-22"),
        (datetime(2026, 11, 21, 3, 0, tzinfo=UTC), "America/New_York", "2026-11-20"),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), "Europe/Berlin", "2026-10-26"),  # the clocks went back this day
    ],
)
async def test_a_persons_day_is_that_of_their_zone(purse: Purse, now: datetime, zone: str, day: str) -> None:
    purse.now = now
    await purse.budget.reserve(spender(zone=zone), "small", 1, 300, FREE)
    assert set(await purse.committed()) == {
        f"{day}|user:ana", f"{now:%Y-%m-%d}|agent:default", f"{now:%Y-%m-%d}|everyone"
    }  # fmt: skip


async def test_a_new_day_begins_with_all_of_the_budget(purse: Purse) -> None:
    await purse.cap(PERSON, tokens=1_000)
    held = await purse.budget.reserve(spender(), "small", 500, 500, FREE)
    purse.now = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
    assert (await purse.budget.reserve(spender(), "small", 500, 500, FREE)).output == 500
    await purse.budget.settle(held, NOTHING)  # goes to the day on which it was set aside
    assert (await purse.committed())[f"{DAY}|user:ana"] == 0
    assert (await purse.committed())["2026-11-22|user:ana"] == 1_000


async def test_a_limit_changed_elsewhere_holds_from_the_next_call(purse: Purse) -> None:
    other = purse.another()
    await purse.cap(PERSON, tokens=10_000)
    await other.reserve(spender(), "small", 1_000, 1_000, FREE)
    await purse.cap(PERSON, tokens=3_000)
    with pytest.raises(BudgetExceeded, match="3,000 tokens"):
        await other.reserve(spender(), "small", 1_000, 1_000, FREE)
    assert (await purse.committed())[f"{DAY}|user:ana"] == 2_000
    await purse.cap(PERSON, tokens=4_000)
    assert (await other.reserve(spender(), "small", 1_000, 1_000, FREE)).output == 1_000


async def test_of_many_at_once_only_those_go_through_that_fit(purse: Purse) -> None:
    await purse.cap(PERSON, tokens=10_000)
    await purse.cap(EVERYONE, tokens=14_000)
    budgets = [purse.another() for _ in range(5)]

    async def one(number: int) -> int:
        try:
            who = spender(f"person{number % 2}")
            held = await budgets[number % 5].reserve(who, "small", 300, 700, FREE)
        except BudgetExceeded:
            return 0
        return held.amount.tokens

    granted = await asyncio.gather(*(one(number) for number in range(50)))
    committed = await purse.committed()
    assert sum(granted) == committed[f"{DAY}|everyone"]
    assert 13_000 <= sum(granted) <= 14_000
    assert all(tokens <= 10_000 for key, tokens in committed.items() if "|user:" in key)


async def test_lowering_the_cap_during_a_rush_is_obeyed_by_all_that_come_after(purse: Purse) -> None:
    await purse.cap(PERSON, tokens=1_000_000)
    budgets = [purse.another() for _ in range(4)]
    for each in budgets:
        await each.reserve(spender(), "small", 50, 50, FREE)  # all have seen the high cap
    start = (await purse.committed())[f"{DAY}|user:ana"]
    lowered = asyncio.Event()
    late: list[int] = []

    async def one(number: int) -> None:
        began_after = lowered.is_set()
        try:
            held = await budgets[number % 4].reserve(spender(), "small", 500, 500, FREE)
        except BudgetExceeded:
            return
        if began_after:
            late.append(held.amount.tokens)

    async def lower() -> None:
        await asyncio.sleep(0.02)
        await purse.cap(PERSON, tokens=start)
        lowered.set()

    async def rush() -> None:
        for wave in range(12):
            await asyncio.gather(*(one(wave * 4 + number) for number in range(4)))

    await asyncio.gather(lower(), rush())
    assert lowered.is_set()
    assert late == []


async def test_more_than_was_set_aside_is_counted_too(purse: Purse) -> None:
    held = await purse.budget.reserve(spender(), "small", 10, 300, FREE)
    await purse.budget.settle(held, Usage(input=400, output=300))
    assert (await purse.committed())[f"{DAY}|user:ana"] == 700
