"""The breaker's three states, and a model behind it."""

import pytest

from agent_core.errors import ModelUnavailable
from agent_core.models.breaker import Breaker, GuardedModel
from agent_core.models.faults import ModelFault
from agent_core.models.port import ChatMessage
from agent_core.models.scripted import Calls, Says, ScriptedModel

ASK = [ChatMessage(role="user", content="Hi")]
DOWN = ModelUnavailable("it is down")


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


async def heard(model: GuardedModel) -> str:
    return "".join([chunk.text async for chunk in model.stream(ASK)])


async def fail(model: GuardedModel, times: int) -> None:
    for _ in range(times):
        with pytest.raises(ModelUnavailable, match="it is down"):
            await heard(model)


async def test_failures_in_a_row_open_it_and_then_the_model_is_not_asked() -> None:
    scripted = ScriptedModel([DOWN, DOWN, DOWN])
    model = GuardedModel(scripted, Breaker(failures=3, seconds=30, clock=Clock()))
    await fail(model, 3)
    with pytest.raises(ModelUnavailable, match="another try in 30 seconds"):
        await heard(model)
    assert len(scripted.asked) == 3


async def test_an_answer_between_failures_begins_the_count_anew() -> None:
    breaker = Breaker(failures=2, clock=Clock())
    model = GuardedModel(ScriptedModel([DOWN, Says("yes"), DOWN]), breaker)
    await fail(model, 1)
    assert await heard(model) == "yes"
    await fail(model, 1)
    assert breaker.state == "closed"


async def test_after_a_while_one_call_may_try_and_its_success_closes_it() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, seconds=30, clock=clock)
    model = GuardedModel(ScriptedModel([DOWN, Says("back")]), breaker)
    await fail(model, 1)
    clock.now += 30
    assert breaker.state == "half-open"
    assert await heard(model) == "back"
    assert [breaker.allow(), breaker.allow()] == [True, True]


async def test_a_failed_try_opens_it_for_the_whole_time_again() -> None:
    clock = Clock()
    breaker = Breaker(failures=3, seconds=30, clock=clock)
    model = GuardedModel(ScriptedModel([DOWN] * 4), breaker)
    await fail(model, 3)
    clock.now += 30
    await fail(model, 1)
    assert breaker.state == "open"
    assert breaker.wait == 30


def test_only_one_try_at_a_time() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, seconds=30, clock=clock)
    breaker.failed()
    clock.now += 31
    assert breaker.allow()
    assert not breaker.allow()
    breaker.gave_up()
    assert breaker.allow()


async def test_who_goes_away_during_the_try_leaves_it_free_for_the_next() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, seconds=30, clock=clock)
    breaker.failed()
    clock.now += 31
    stream = GuardedModel(ScriptedModel([Says("one two")]), breaker).stream(ASK)
    await anext(stream)
    await stream.aclose()
    assert breaker.allow()


async def test_the_scripted_model_fails_on_a_call_too_many() -> None:
    model = ScriptedModel([Calls("tool", {"a": 1})])
    assert [chunk async for chunk in model.stream(ASK)]
    with pytest.raises(AssertionError, match="call 2 of the model was not expected"):
        _ = [chunk async for chunk in model.stream(ASK)]
    assert model.asked[0].messages == ASK


async def test_a_wait_that_the_server_asks_for_opens_it_at_once_and_until_then() -> None:
    clock = Clock()
    breaker = Breaker(failures=3, seconds=30, clock=clock)
    told = ModelFault("it is busy", retry_after=120)
    with pytest.raises(ModelUnavailable, match="it is busy"):
        await heard(GuardedModel(ScriptedModel([told]), breaker))
    assert (breaker.state, breaker.wait) == ("open", 120)
    clock.now += 120
    assert await heard(GuardedModel(ScriptedModel([Says("back")]), breaker)) == "back"
    assert [breaker.allow(), breaker.allow()] == [True, True]


async def test_no_server_keeps_us_away_for_days() -> None:
    breaker = Breaker(clock=Clock())
    with pytest.raises(ModelUnavailable):
        await heard(GuardedModel(ScriptedModel([ModelFault("no", retry_after=1e9)]), breaker))
    assert breaker.wait == 3600


async def test_a_fault_of_the_request_says_that_the_server_is_well() -> None:
    breaker = Breaker(failures=1, clock=Clock())
    with pytest.raises(ModelUnavailable):
        await heard(GuardedModel(ScriptedModel([ModelFault("too long", ours=True)]), breaker))
    assert breaker.state == "closed"


def test_whether_a_call_would_go_out_can_be_asked_without_taking_the_try() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, seconds=30, clock=clock)
    breaker.failed()
    with pytest.raises(ModelUnavailable, match="another try in 30 seconds"):
        breaker.check()
    clock.now += 30
    breaker.check()
    assert breaker.allow()
    with pytest.raises(ModelUnavailable):
        breaker.check()  # somebody is trying
