import pytest

from agent_core.spending.prices import FREE, Price, Usage
from agent_core.spending.tally import Spent, Tally


@pytest.mark.parametrize(
    ("price", "usage", "micros"),
    [
        (Price(2.5, 10), Usage(input=1_000_000, output=0), 2_500_000),
        (Price(2.5, 10), Usage(input=0, output=100), 1_000),
        (Price(0.15, 0.6), Usage(input=1, output=0), 1),  # rounded up
        (Price(0.1, 0), Usage(input=30, output=0), 3),  # as binary floats it would be 3.0000000000000004
        (FREE, Usage(input=10**9, output=10**9), 0),
    ],
)
def test_a_call_costs_micros_rounded_up(price: Price, usage: Usage, micros: int) -> None:
    assert price.cost(usage) == micros


@pytest.mark.parametrize("price", [Price(0.15, 0.6), Price(2.5, 10), Price(0.07, 0.13), Price(0, 3)])
@pytest.mark.parametrize("micros", [0, 1, 7, 100, 12_345])
def test_what_is_affordable_is_the_most_that_fits(price: Price, micros: int) -> None:
    for tokens_in in (0, 1, 33, 1_000):
        most = price.affordable(micros, tokens_in)
        assert most is not None
        if most < 0:
            assert price.cost(Usage(input=tokens_in, output=0)) > micros
        else:
            assert price.cost(Usage(input=tokens_in, output=most)) <= micros
            assert price.cost(Usage(input=tokens_in, output=most + 20)) > micros


def test_what_is_free_to_write_has_no_bound() -> None:
    assert FREE.affordable(0, 1_000) is None


def test_a_tally_adds_up_and_names_each_model_once() -> None:
    tally = Tally()
    for model in ("small", "large", "small"):
        tally.add(model, Usage(input=10, output=2), 5)
    assert tally.spent() == Spent(
        calls=3, input_tokens=30, output_tokens=6, cost_micros=15, models=["small", "large"]
    )  # fmt: skip
