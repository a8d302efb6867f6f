"""A metered model over a real budget: what each ending of a call costs."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

import pytest

from agent_core.errors import BudgetExceeded, ModelUnavailable
from agent_core.models.bounds import input_bound
from agent_core.models.faults import ModelFault
from agent_core.models.metered import MeteredModel
from agent_core.models.observed import Called
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool, ToolCall, Usage
from agent_core.models.scripted import Says, ScriptedModel
from agent_core.spending.limits import PERSON
from agent_core.spending.prices import Price
from agent_core.spending.tally import Spent, Tally
from agent_core.storage.database import Database
from tests.agent_core.spending.conftest import Purse, spender

ASK = [ChatMessage(role="user", content="Hi")]
BOUND = input_bound(ASK, ())
MOST = 300


class Speaks:
    """These chunks; then an error, or silence for ever."""

    name = "speaks"

    def __init__(self, *chunks: Chunk, error: Exception | None = None, hangs: bool = False) -> None:
        self.silent = asyncio.Event()
        self._chunks = chunks
        self._error = error
        self._hangs = hangs

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        for chunk in self._chunks:
            yield chunk
        if self._hangs:
            self.silent.set()
            await asyncio.Event().wait()
        if self._error:
            raise self._error


class Meter:
    """A metered model with everything it reports to."""

    def __init__(self, purse: Purse, model: ChatModel) -> None:
        self.purse = purse
        self.tally = Tally()
        self.calls: list[Called] = []
        self.model = MeteredModel(
            model, Price(1, 2), purse.budget, spender(), "plan", "plan.v2", self.tally, max_output=MOST,
            report=self.calls.append,
        )  # fmt: skip

    async def hear(self) -> str:
        return "".join([chunk.text async for chunk in self.model.stream(ASK)])

    async def committed(self) -> int:
        return next(iter((await self.purse.committed()).values()))


@pytest.fixture
def purse(database: Database) -> Purse:
    return Purse(database)


async def test_a_call_is_settled_by_the_servers_count_tallied_reported_and_recorded(purse: Purse) -> None:
    meter = Meter(purse, ScriptedModel([Says("Good morning")]))
    assert await meter.hear() == "Good morning"
    assert await meter.committed() == 15
    assert meter.tally.spent() == Spent(calls=1, input_tokens=10, output_tokens=5, cost_micros=20, models=["scripted"])
    assert [(call.outcome, call.usage, call.cost_micros) for call in meter.calls] == [
        ("answered", Usage(input=10, output=5), 20)
    ]
    [record] = await purse.records()
    assert (record["purpose"], record["prompt"], record["estimated"]) == ("plan", "plan.v2", False)


async def test_the_server_is_given_the_limit_that_was_set_aside(purse: Purse) -> None:
    await purse.cap(PERSON, tokens=BOUND + 270)
    scripted = ScriptedModel([Says("Hi")])
    await Meter(purse, scripted).hear()
    assert scripted.asked[0].max_tokens == 270


async def test_a_call_that_the_budget_cannot_bear_never_goes_out(purse: Purse) -> None:
    await purse.cap(PERSON, tokens=BOUND + 200)
    scripted = ScriptedModel([])
    with pytest.raises(BudgetExceeded, match="Your budget for today"):
        await Meter(purse, scripted).hear()
    assert scripted.asked == []


@pytest.mark.parametrize(
    ("model", "tokens"),
    [
        (Speaks(Chunk(text="Grüße")), BOUND + 7),  # no count: everything sent, and the bytes that came
        (Speaks(Chunk(text="Hi"), Chunk(usage=Usage(input=0, output=0))), BOUND + 2),  # a count that cannot be
        (Speaks(Chunk(text="Hi"), Chunk(usage=Usage(input=-5, output=3))), BOUND + 2),
        (Speaks(Chunk(text="\ud83d"), Chunk(text="ok")), BOUND + 5),
        (Speaks(Chunk(text="Hi"), Chunk(usage=Usage(input=9, output=1))), 10),
    ],
)
async def test_without_a_count_to_believe_the_most_it_can_have_been_is_spent(
    purse: Purse, model: Speaks, tokens: int
) -> None:
    meter = Meter(purse, model)
    await meter.hear()
    assert await meter.committed() == tokens


@pytest.mark.parametrize(
    ("model", "tokens", "estimated"),
    [
        (Speaks(error=ModelFault("it is busy", free=True)), 0, False),
        (Speaks(error=ModelFault("it did not answer within 60 seconds")), BOUND + MOST, True),
        (Speaks(Chunk(text="Hel"), error=ModelFault("it broke off")), BOUND + MOST, True),
        (Speaks(Chunk(text="Hel"), error=ModelFault("it broke off", free=True)), BOUND + MOST, True),
        (Speaks(Chunk(usage=Usage(input=4, output=3)), error=ModelFault("it broke off")), 7, False),
    ],
)
async def test_a_call_that_failed_is_spent_unless_it_certainly_cost_nothing(
    purse: Purse, model: Speaks, tokens: int, estimated: bool
) -> None:
    meter = Meter(purse, model)
    with pytest.raises(ModelUnavailable):
        await meter.hear()
    assert await meter.committed() == tokens
    [record] = await purse.records()
    assert (record["outcome"], record["estimated"]) == ("failed", estimated)


async def test_whoever_stops_listening_has_spent_what_was_set_aside(purse: Purse) -> None:
    meter = Meter(purse, Speaks(Chunk(text="Hel"), hangs=True))
    async with aclosing(meter.model.stream(ASK)) as stream:
        await anext(stream)
    assert await meter.committed() == BOUND + MOST
    assert meter.calls[0].outcome == "cut"


async def test_a_turn_that_is_stopped_in_the_middle_is_settled_all_the_same(purse: Purse) -> None:
    model = Speaks(Chunk(text="Hel"), hangs=True)
    turn = asyncio.create_task(Meter(purse, model).hear())
    await model.silent.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    await purse.budget.close()
    assert [record["outcome"] for record in await purse.records()] == ["cut"]


async def test_a_turn_that_is_stopped_while_it_sets_aside_gives_that_back(purse: Purse) -> None:
    scripted = ScriptedModel([])
    turn = asyncio.create_task(Meter(purse, scripted).hear())
    await asyncio.sleep(0)
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    for _ in range(3):  # the reservation ends, then what gives it back
        await purse.budget.close()
        await asyncio.sleep(0)
    assert scripted.asked == []
    assert set((await purse.committed()).values()) <= {0}


@pytest.mark.parametrize("text", ["x", "many words in one piece, each of them a token or more "])
async def test_a_server_that_does_not_keep_to_the_limit_is_cut_off(purse: Purse, text: str) -> None:
    meter = Meter(purse, Speaks(*[Chunk(text=text)] * 5_000))
    with pytest.raises(ModelFault, match="did not end after 300 tokens"):
        await meter.hear()
    assert await meter.committed() == BOUND + MOST


async def test_nothing_is_set_aside_for_a_model_that_is_not_asked(purse: Purse) -> None:
    def closed() -> None:
        raise ModelFault("it gets another try in 9 seconds")

    metered = MeteredModel(
        ScriptedModel([]), Price(), purse.budget, spender(), "plan", "plan.v2", Tally(), check=closed
    )  # fmt: skip
    with pytest.raises(ModelFault):
        _ = [chunk async for chunk in metered.stream(ASK)]
    assert await purse.committed() == {}


def test_the_bound_counts_every_byte_that_is_sent() -> None:
    call = ToolCall(id="c1", name="make_plan", arguments='{"a": 1}')
    messages = [
        ChatMessage(role="system", content="Grüße \ud800"),
        ChatMessage(role="assistant", content="", tool_calls=[call]),
        ChatMessage(role="tool", content="done", tool_call_id="c1"),
    ]
    tool = Tool(name="make_plan", description="Plan.", parameters={"type": "object"})
    text = (
        len("Grüße ".encode())
        + 3
        + len('c1make_plan{"a": 1}')
        + len("donec1")
        + len('make_planPlan.{"type": "object"}')
    )
    assert input_bound(messages, [tool]) >= text + 3 * 10
