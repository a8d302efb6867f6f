"""From one model to the next, with what people are told."""

from collections.abc import AsyncGenerator, Sequence

import pytest

from agent_core.errors import AgentError, BudgetExceeded, ModelUnavailable
from agent_core.events import Notice, TokensDropped
from agent_core.models.ladder import LadderModel
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool
from agent_core.models.scripted import Calls, Says, ScriptedModel
from agent_core.planning.model_turn import listen

ASK = [ChatMessage(role="user", content="Hi")]
DOWN = ModelUnavailable("it is down")
DEAR = BudgetExceeded("Your budget for today (10 tokens) is used up. It renews at 00:00 UTC.")


class Breaks:
    """Says something, then fails."""

    def __init__(self, chunks: Sequence[Chunk], error: AgentError = DOWN, name: str = "breaks") -> None:
        self.name = name
        self._chunks = chunks
        self._error = error

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        for chunk in self._chunks:
            yield chunk
        raise self._error


class Room:
    """Hears a ladder as a turn does, and keeps in order what people see."""

    def __init__(self) -> None:
        self.seen: list[object] = []  # events and pieces of text

    async def hear(self, *rungs: ChatModel) -> str:
        return await self.ask(LadderModel(rungs, self.seen.append))

    async def ask(self, ladder: LadderModel) -> str:
        return (await listen(ladder, ASK, (), self.seen.append)).text

    @property
    def notices(self) -> list[str]:
        return [each.text for each in self.seen if isinstance(each, Notice)]


async def test_the_first_that_answers_is_the_last_that_is_asked() -> None:
    room, second = Room(), ScriptedModel([])
    assert await room.hear(ScriptedModel([Says("Hello Ana")]), second) == "Hello Ana"
    assert second.asked == []
    assert room.seen == ["Hello", " Ana"]


async def test_a_model_that_is_down_is_followed_by_the_next_and_that_is_said() -> None:
    room = Room()
    assert await room.hear(ScriptedModel([DOWN], name="large"), ScriptedModel([Says("Hi")], name="small")) == "Hi"
    assert room.seen == [Notice(text="large is not available (it is down); I ask small."), "Hi"]


async def test_what_was_streamed_before_the_fault_is_void() -> None:
    room = Room()
    broken = Breaks([Chunk(text="The answer is")])
    assert await room.hear(broken, ScriptedModel([Says("42")], name="small")) == "42"
    assert room.seen[:2] == ["The answer is", TokensDropped()]
    assert room.seen[-1] == "42"


async def test_half_a_tool_call_of_the_first_does_not_mix_with_the_call_of_the_second() -> None:
    half = Calls("make_plan", '{"steps": [1]}').chunks()[:1]
    ladder = LadderModel([Breaks(half), ScriptedModel([Calls("make_plan", {"steps": []})])], lambda event: None)
    said = await listen(ladder, ASK, (), lambda text: None)
    assert [call.arguments for call in said.calls] == ['{"steps": []}']


async def test_streamed_text_is_void_also_when_nobody_is_left() -> None:
    room = Room()
    with pytest.raises(ModelUnavailable):
        await room.hear(Breaks([Chunk(text="The ans")]))
    assert room.seen == ["The ans", TokensDropped()]


@pytest.mark.parametrize("empty", [[], [Chunk(text=" "), Chunk(text="\n")]])
async def test_an_empty_answer_is_none(empty: list[Chunk]) -> None:
    room = Room()
    silent = ScriptedModel([Says([chunk.text for chunk in empty])], name="silent")
    assert await room.hear(silent, ScriptedModel([Says("Hi")])) == "Hi"
    assert room.notices == ["silent is not available (it gave an empty answer); I ask scripted."]


async def test_too_dear_a_model_is_followed_by_the_next_and_the_reason_is_said() -> None:
    room = Room()
    assert await room.hear(Breaks([], DEAR, "large"), ScriptedModel([Says("Hi")], name="small")) == "Hi"
    assert room.notices == [f"{DEAR.message} I ask small instead of large."]


async def test_when_none_is_left_each_ones_reason_is_told() -> None:
    with pytest.raises(ModelUnavailable, match=r"^a: it is down; b: it is busy$"):
        await Room().hear(Breaks([], DOWN, "a"), Breaks([], ModelUnavailable("it is busy."), "b"))


async def test_when_the_budget_refused_all_the_budget_is_the_reason() -> None:
    with pytest.raises(BudgetExceeded, match="It renews at"):
        await Room().hear(Breaks([], DEAR, "a"), Breaks([], DEAR, "b"))
    with pytest.raises(ModelUnavailable, match="a: Your budget"):
        await Room().hear(Breaks([], DEAR, "a"), Breaks([], DOWN, "b"))


async def test_a_ladder_without_rungs_says_so() -> None:
    with pytest.raises(ModelUnavailable, match="none is configured"):
        await Room().hear()


async def test_a_model_that_failed_in_this_turn_is_not_waited_for_again() -> None:
    failed: set[int] = set()
    first, second = ScriptedModel([DOWN]), ScriptedModel([Says("one"), Says("two")])
    room = Room()
    for _ in range(2):
        await room.ask(LadderModel([first, second], room.seen.append, failed))
    assert [len(first.asked), len(second.asked)] == [1, 2]


async def test_an_answer_cut_at_its_greatest_length_is_shown_and_said_to_be_cut() -> None:
    room = Room()
    assert await room.hear(Finishing()) == "Once upon"
    assert room.notices == ["The answer stops in the middle: it reached the longest length allowed here."]


class Finishing:
    name = "finishing"

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        yield Chunk(text="Once upon")
        yield Chunk(finish="length")
