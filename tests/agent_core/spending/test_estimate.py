from agent_core.events import Estimate
from agent_core.spending.estimate import estimate
from agent_core.spending.prices import Price
from agent_core.state import Step


def step(name: str, seconds: float, *needs: str, tokens: int = 0) -> Step:
    return Step(
        id=name, capability="a.b", title=name, arguments={}, depends_on=list(needs), risk="read", seconds=seconds,
        tokens=tokens,
    )  # fmt: skip


def test_steps_side_by_side_take_as_long_as_the_longest_path() -> None:
    steps = [step("a", 2), step("b", 5), step("c", 1, "a"), step("d", 3, "c", "b")]
    assert estimate(steps).seconds == 8


def test_tokens_are_added_and_priced() -> None:
    steps = [step("a", 1, tokens=1_000), step("b", 1, tokens=3_000)]
    assert estimate(steps, Price(1, 5).guess, tokens=400, seconds=2) == Estimate(
        seconds=3, tokens=4_400, cost_micros=3_300 + 5 * 1_100
    )


def test_nothing_to_do_takes_nothing() -> None:
    assert estimate([], Price(1, 1).guess) == Estimate(seconds=0, tokens=0, cost_micros=0)


def test_a_step_does_not_wait_for_one_that_is_not_of_the_plan() -> None:
    assert estimate([step("b", 2, "gone")]).seconds == 2
