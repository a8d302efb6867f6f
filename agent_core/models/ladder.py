"""The models of a turn in the order in which they are tried; below the last there is the planner that needs none."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from agent_core.errors import AgentError, BudgetExceeded, ModelUnavailable
from agent_core.events import Event, Notice, TokensDropped
from agent_core.models.faults import ModelFault
from agent_core.models.metered import LONGEST, MeteredModel
from agent_core.models.observed import Report, unreported
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool
from agent_core.models.retrying import RetryingModel
from agent_core.spending.meter import Budget
from agent_core.spending.prices import FREE, Price
from agent_core.spending.scopes import Spender
from agent_core.spending.tally import Tally

Emit = Callable[[Event], None]


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One model of a ladder: behind its provider's breaker, which `check` asks before anything is set aside."""

    model: ChatModel
    price: Price = FREE
    max_output: int = LONGEST
    check: Callable[[], None] = lambda: None


class LadderModel:
    """A ChatModel that goes down to the next one when one is not available or too dear.

    Raises ModelUnavailable when none is left, or BudgetExceeded when the budget was the reason with each of them.
    """

    def __init__(self, rungs: Sequence[ChatModel], emit: Emit, failed: set[int] | None = None) -> None:
        self._rungs = rungs
        self._emit = emit
        self._failed = set() if failed is None else failed  # in this turn, so that nobody waits for one twice

    @property
    def name(self) -> str:
        return self._rungs[0].name if self._rungs else "none"

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        faults: list[tuple[str, AgentError]] = []
        left = [each for each in range(len(self._rungs)) if each not in self._failed] or range(len(self._rungs))
        for tried, number in enumerate(left, 1):
            rung, said = self._rungs[number], _Said()
            try:
                async with aclosing(rung.stream(messages, tools, max_tokens=max_tokens)) as stream:
                    async for chunk in stream:
                        said.add(chunk)
                        yield chunk
                self._look_at(said)
                return
            except (ModelUnavailable, BudgetExceeded) as error:
                faults.append((rung.name, error))
            if isinstance(faults[-1][1], ModelUnavailable):
                self._failed.add(number)
            if said.streamed:
                self._emit(TokensDropped())
            if said.streamed or said.called:
                yield Chunk(dropped=True)
            if tried < len(left):
                self._emit(Notice(text=_step_down(rung.name, faults[-1][1], self._rungs[left[tried]].name)))
        raise _end(faults)

    def _look_at(self, said: "_Said") -> None:
        """Raises ModelFault for an answer that is none."""
        if not said.anything:
            raise ModelFault("it gave an empty answer")
        if said.cut and said.streamed:
            self._emit(Notice(text="The answer stops in the middle: it reached the longest length allowed here."))


class _Said:
    """What came of an answer."""

    def __init__(self) -> None:
        self.streamed = self.called = self.spoke = self.cut = False

    def add(self, chunk: Chunk) -> None:
        self.streamed = self.streamed or bool(chunk.text)
        self.spoke = self.spoke or bool(chunk.text.strip())
        self.called = self.called or bool(chunk.tool_calls)
        self.cut = self.cut or chunk.finish == "length"

    @property
    def anything(self) -> bool:
        return self.spoke or self.called


def _step_down(name: str, error: AgentError, following: str) -> str:
    if isinstance(error, BudgetExceeded):
        return f"{error.message} I ask {following} instead of {name}."
    return f"{name} is not available ({error.message.rstrip('.')}); I ask {following}."


def _end(faults: Sequence[tuple[str, AgentError]]) -> AgentError:
    """Why no model is left."""
    errors = [error for _, error in faults]
    if len(errors) == 1 or (errors and all(isinstance(each, BudgetExceeded) for each in errors)):
        return errors[-1]
    lines = [f"{name}: {error.message.rstrip('.')}" for name, error in faults]
    return ModelUnavailable("; ".join(lines) or "none is configured")


class Ladder:
    """All the calls of one turn: they share its budget, its tally and what it learned of models that failed."""

    def __init__(
        self, rungs: Sequence[Rung], *, budget: Budget, spender: Spender, emit: Emit, report: Report = unreported
    ) -> None:
        self.tally = Tally()
        self._rungs = rungs
        self._budget = budget
        self._spender = spender
        self._emit = emit
        self._report = report
        self._failed: set[int] = set()

    def model(self, purpose: str, prompt_version: str) -> LadderModel:
        """For calls of this purpose ("plan", "answer") with this prompt ("plan.v2")."""
        return LadderModel(
            [self._metered(each, purpose, prompt_version) for each in self._rungs], self._emit, self._failed
        )

    def _metered(self, rung: Rung, purpose: str, prompt_version: str) -> MeteredModel:
        return MeteredModel(
            RetryingModel(rung.model), rung.price, self._budget, self._spender, purpose, prompt_version, self.tally,
            max_output=rung.max_output, report=self._report, check=rung.check,
        )  # fmt: skip

    def price(self, tokens: int) -> int:
        """A guess at what so many tokens cost with the first model, in micros."""
        return self._rungs[0].price.guess(tokens) if self._rungs else 0
