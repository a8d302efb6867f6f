"""A model whose every call is paid from a budget: no call goes out that the budget could not bear."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

import structlog
from pymongo.errors import PyMongoError

from agent_core.errors import ModelUnavailable
from agent_core.models.bounds import Heard, input_bound
from agent_core.models.faults import ModelFault
from agent_core.models.observed import Called, Outcome, Report, unreported
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool, Usage
from agent_core.spending.meter import Budget, CallNote, Reservation
from agent_core.spending.prices import NOTHING, Price
from agent_core.spending.scopes import Spender
from agent_core.spending.tally import Tally

LONGEST = 4096  # tokens of an answer, where nobody says otherwise

log = structlog.get_logger(__name__)


@dataclass
class _Call:
    """What is known of a call while it runs."""

    reservation: Reservation
    began: float = field(default_factory=time.monotonic)
    heard: Heard = field(default_factory=Heard)
    counted: Usage | None = None
    outcome: Outcome = "cut"
    free: bool = False

    def add(self, chunk: Chunk) -> None:
        """Raises ModelFault when the server goes on beyond the limit it was given."""
        self.heard.add(chunk)
        self.counted = _plausible(chunk.usage, self.heard) or self.counted
        if self.heard.beyond(self.reservation.output):
            raise ModelFault(f"its answer did not end after {self.reservation.output:,} tokens")

    def usage(self) -> Usage | None:
        """What it took; None when only the server could know and did not say."""
        if self.counted:
            return self.counted
        if self.free:
            return NOTHING
        if self.outcome == "answered":
            held = self.reservation
            return Usage(input=held.input, output=self.heard.at_most(held.output))
        return None


class MeteredModel:
    """A ChatModel that sets aside what a call can take at most, and settles when it has ended.

    `check` raises ModelUnavailable when the call would not go out anyway, so that nothing is set aside for it.
    """

    def __init__(
        self, model: ChatModel, price: Price, budget: Budget, spender: Spender, purpose: str, prompt_version: str,
        tally: Tally, *, max_output: int = LONGEST, report: Report = unreported,
        check: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._model = model
        self._price = price
        self._budget = budget
        self._spender = spender
        self._purpose = purpose
        self._prompt = prompt_version
        self._tally = tally
        self._max_output = max_output
        self._report = report
        self._check = check

    @property
    def name(self) -> str:
        return self._model.name

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        """Raises ModelUnavailable, and BudgetExceeded before anything is sent."""
        self._check()
        call = _Call(await self._reserved(input_bound(messages, tools), max_tokens or self._max_output))
        try:
            sent = self._model.stream(messages, tools, max_tokens=call.reservation.output)
            async with aclosing(sent) as stream:
                async for chunk in stream:
                    call.add(chunk)
                    yield chunk
            call.outcome = "answered"
        except ModelUnavailable as error:
            call.outcome = "failed"
            call.free = isinstance(error, ModelFault) and error.free and not call.heard.pieces
            raise
        finally:
            await asyncio.shield(self._budget.later(self._settle(call)))

    async def _reserved(self, tokens_in: int, tokens_out: int) -> Reservation:
        """Somebody who is stopped meanwhile gives back what is set aside for them."""
        longest = min(tokens_out, self._max_output)
        asking = self._budget.later(self._budget.reserve(self._spender, self.name, tokens_in, longest, self._price))
        try:
            return await asyncio.shield(asking)
        except asyncio.CancelledError:
            asking.add_done_callback(self._release)
            raise

    def _release(self, asking: "asyncio.Future[Reservation]") -> None:
        if not asking.cancelled() and asking.exception() is None:
            self._budget.later(self._budget.settle(asking.result(), NOTHING, CallNote(outcome="cut")))

    async def _settle(self, call: _Call) -> None:
        usage, held = call.usage(), call.reservation
        taken, seconds = usage or held.whole, time.monotonic() - call.began
        micros = self._price.cost(taken)
        if taken != NOTHING:
            self._tally.add(self.name, taken, micros)
        self._report(
            Called(
                model=self.name, purpose=self._purpose, outcome=call.outcome, seconds=seconds, usage=taken,
                cost_micros=micros,
            )
        )  # fmt: skip
        note = CallNote(
            purpose=self._purpose, prompt=self._prompt, outcome=call.outcome, seconds=seconds,
            estimated=call.counted is None and usage != NOTHING,
        )  # fmt: skip
        try:
            await self._budget.settle(held, usage, note)
        except PyMongoError:
            log.warning("budget.not_settled", run=self._spender.run_id)  # what was set aside stays spent


def _plausible(usage: Usage | None, heard: Heard) -> Usage | None:
    """None for a count that cannot be: some servers send zeros."""
    if usage is None or usage.input <= 0 or usage.output < 0 or (heard.bytes and not usage.output):
        return None
    return usage
