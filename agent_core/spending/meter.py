"""The budget: every model call sets aside the most it can take, and gives back what it did not take.

Where no limit holds for the person, their agent and all together, nothing is set aside and nobody waits for the
counting: it is written behind (behind.py). A kill loses at most the last second of that, and never of a limited budget.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from agent_core.contract import Documents
from agent_core.errors import BudgetExceeded
from agent_core.spending.behind import Behind
from agent_core.spending.limits import Limit, Limits
from agent_core.spending.prices import NOTHING, Price, Usage
from agent_core.spending.records import Outcome, UsageRecord, UsageRecords
from agent_core.spending.refusals import refusal, writable
from agent_core.spending.scopes import Account, Spender, accounts
from agent_core.spending.store import Amount, Counters, committed

T = TypeVar("T")
FLOOR = 256  # an answer that may not be this many tokens long is not worth asking for
TRIES = 40  # each failed one means that somebody else's went through
REMEMBERED = 1_000  # limits that were seen last


@dataclass(frozen=True, kw_only=True)
class Reservation:
    """What one call may take: `input` and `output` tokens at most. `held`: as much is set aside for it."""

    spender: Spender
    model: str
    price: Price
    accounts: Sequence[Account]
    input: int
    output: int
    held: bool = True

    @property
    def amount(self) -> Amount:
        return _amount(self.price, self.whole)

    @property
    def whole(self) -> Usage:
        return Usage(input=self.input, output=self.output)


@dataclass(frozen=True, kw_only=True)
class CallNote:
    """What is to be remembered of a call that has ended."""

    purpose: str = ""
    prompt: str = ""
    outcome: Outcome = "answered"
    seconds: float = 0.0
    estimated: bool = False


UNNAMED = CallNote()


@dataclass(frozen=True, kw_only=True)
class _Wish:
    price: Price
    input: int
    output: int
    floor: int

    def amount(self, output: int) -> Amount:
        return _amount(self.price, Usage(input=self.input, output=output))


class Budget:
    """Sets aside and settles. No cap is ever exceeded by calls that keep to what was set aside for them."""

    def __init__(
        self,
        counters: Counters,
        usage: Documents,
        limits: Limits,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.limits = limits
        self._counters = counters
        self._records = UsageRecords(usage)
        self._clock = clock
        self._seen: dict[tuple[str, ...], Mapping[str, Limit]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._behind = Behind(self._write_behind, lambda: self._counters.behind or self._records.behind)

    def later(self, job: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Runs to its end also when whoever waits for it is stopped."""
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """Wait for what is being settled, and write what was noted; no call may run any more."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._behind.close()

    async def written(self) -> None:
        """Wait until all that was noted so far is stored."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._write_behind()

    async def _write_behind(self) -> None:
        await self._counters.write()
        await self._records.write()

    async def reserve(
        self, spender: Spender, model: str, tokens_in_bound: int, tokens_out_cap: int, price: Price,
        *, floor: int = FLOOR,
    ) -> Reservation:  # fmt: skip
        """Set aside the most that a call can take; its answer gets shorter where less is left.

        Raises BudgetExceeded, which says why and when the budget renews, when that would be shorter than `floor`.
        """
        who = accounts(spender, self._clock())
        scopes = tuple(each.scope for each in who)
        limits = self._seen.get(scopes, {})
        if not _hold(limits):
            limits = await self._looked_up(scopes)
        held, output = _hold(limits), tokens_out_cap
        if held:
            wish = _Wish(price=price, input=tokens_in_bound, output=output, floor=min(floor, output))
            output = await self._granted(who, wish, limits)
        return Reservation(
            spender=spender, model=model, price=price, accounts=who, input=tokens_in_bound, output=output, held=held
        )  # fmt: skip

    async def _granted(self, who: Sequence[Account], wish: _Wish, limits: Mapping[str, Limit]) -> int:
        """How long the answer may be. Limits are looked at after the amount was taken, so that none is missed."""
        scopes = tuple(each.scope for each in who)
        output = wish.output
        for _ in range(TRIES):
            taken = await self._counters.take(who, limits, wish.amount(output))
            assumed, limits = limits, await self._looked_up(scopes)
            if taken and limits == assumed:
                return output
            if taken:
                await self._counters.give_back(who, wish.amount(output))
            output = await self._what_fits(who, limits, wish)
        raise BudgetExceeded(
            "Many answers are being written at once, and the budget is nearly used up; try again soon."
        )

    async def _what_fits(self, who: Sequence[Account], limits: Mapping[str, Limit], wish: _Wish) -> int:
        """Raises BudgetExceeded when an account has no room for an answer of the least length."""
        found = await self._counters.read([each.id for each in who])
        output = wish.output
        for account in who:
            limit, spent = limits[account.scope], committed(found.get(account.id))
            left = writable(limit, spent, wish.price, wish.input)
            if left is not None and left < wish.floor:
                raise BudgetExceeded(refusal(account, limit, spent, wish.amount(wish.floor)))
            output = output if left is None else min(output, left)
        return output

    async def _looked_up(self, scopes: tuple[str, ...]) -> Mapping[str, Limit]:
        """The limits as they are now, remembered as those that were seen last."""
        limits = await self.limits.of(scopes)
        self._seen.pop(scopes, None)
        self._seen[scopes] = limits
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return limits

    async def settle(self, reservation: Reservation, usage: Usage | None, call: CallNote = UNNAMED) -> int:
        """Give back what was not taken, keep a record of the call, and return its cost in micros.

        No usage: nobody knows how much was taken, so all that was set aside counts as spent.
        """
        taken = usage or reservation.whole
        micros = reservation.price.cost(taken)
        record = _record(reservation, taken, micros, call, self._clock())
        names = {"models": reservation.model, "prompts": call.prompt}
        if reservation.held:
            counted = self._counted(reservation, taken, micros, names)
            await asyncio.gather(counted, self._records.add(record))
            return micros
        if taken != NOTHING:
            self._counters.note(reservation.accounts, taken, micros, names)
        self._records.note(record)
        self._behind.ask()
        return micros

    async def _counted(self, reservation: Reservation, taken: Usage, micros: int, names: Mapping[str, str]) -> None:
        excess = reservation.amount - Amount(taken.total, micros)
        if taken == NOTHING:
            await self._counters.give_back(reservation.accounts, excess)
        else:
            await self._counters.settle(reservation.accounts, excess, taken, micros, names)


def _hold(limits: Mapping[str, Limit]) -> bool:
    return any(each.holds for each in limits.values())


def _amount(price: Price, usage: Usage) -> Amount:
    return Amount(usage.total, price.cost(usage))


def _record(reservation: Reservation, taken: Usage, micros: int, call: CallNote, now: datetime) -> UsageRecord:
    who = reservation.spender
    return UsageRecord(
        user_id=who.user_id, agent_id=who.agent_id, run_id=who.run_id, model=reservation.model,
        purpose=call.purpose, prompt=call.prompt, input_tokens=taken.input, output_tokens=taken.output,
        cost_micros=micros, estimated=call.estimated, outcome=call.outcome, seconds=round(call.seconds, 3), at=now,
    )  # fmt: skip
