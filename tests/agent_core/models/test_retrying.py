"""One more try for a model that was only busy."""

from collections.abc import Sequence

import pytest

from agent_core.errors import ModelUnavailable
from agent_core.models.faults import ModelFault
from agent_core.models.port import ChatMessage
from agent_core.models.retrying import RetryingModel
from agent_core.models.scripted import Answer, Says, ScriptedModel

ASK = [ChatMessage(role="user", content="Hi")]
BUSY = ModelFault("it is busy", passing=True, free=True)


class Waits:
    """A sleep that only notes how long it would have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def busy(retry_after: float) -> ModelFault:
    return ModelFault("it is busy", passing=True, free=True, retry_after=retry_after)


async def heard(answers: Sequence[Answer]) -> tuple[str, list[float], int]:
    """The text, the waits and the number of calls."""
    scripted, waits = ScriptedModel(answers), Waits()
    text = "".join([chunk.text async for chunk in RetryingModel(scripted, waits).stream(ASK)])
    return text, waits.seconds, len(scripted.asked)


async def test_a_busy_model_is_asked_once_more_after_a_moment() -> None:
    text, waits, calls = await heard([BUSY, Says("yes")])
    assert (text, calls) == ("yes", 2)
    assert len(waits) == 1
    assert 0.3 <= waits[0] <= 1.0


async def test_the_wait_is_at_least_what_the_server_asks_for() -> None:
    assert (await heard([busy(4), Says("yes")]))[1] == [4]


@pytest.mark.parametrize(
    "fault", [busy(6), ModelFault("it broke off"), ModelUnavailable("it was removed"), ModelFault("no", ours=True)]
)
async def test_what_does_not_pass_soon_is_not_tried_again(fault: ModelUnavailable) -> None:
    scripted, waits = ScriptedModel([fault]), Waits()
    with pytest.raises(ModelUnavailable) as raised:
        _ = [chunk async for chunk in RetryingModel(scripted, waits).stream(ASK)]
    assert raised.value is fault
    assert waits.seconds == []


async def test_there_is_no_third_try() -> None:
    scripted = ScriptedModel([BUSY, BUSY])
    with pytest.raises(ModelFault):
        _ = [chunk async for chunk in RetryingModel(scripted, Waits()).stream(ASK)]
    assert len(scripted.asked) == 2
