"""Stores the plan of a turn beside the way to its first step, which waits for it."""

import asyncio
from collections.abc import Awaitable, Callable

import bson
from bson.errors import BSONError

from agent_core.errors import PASSING, InvalidInput
from agent_core.state import KeptPlan


class Keeping:
    """Stores a plan while the turn goes on. Nothing of it may be done before `done` has returned."""

    def __init__(self, store: Callable[[KeptPlan], Awaitable[None]]) -> None:
        self._store = store
        self._plan: KeptPlan | None = None
        self._task: asyncio.Task[None] | None = None

    def begin(self, plan: KeptPlan) -> None:
        """Raises InvalidInput for what cannot be stored, so that it is not even shown."""
        _check(plan)
        self._plan = plan
        self._task = asyncio.ensure_future(self._store(plan))

    async def done(self) -> None:
        """Raises Conflict when the attempt has lost the run."""
        if self._task is None or self._plan is None:
            return
        try:
            await self._task
        except PASSING:  # the caller is asked to try again: then so is the database
            self.begin(self._plan)
            raise

    async def ended(self) -> None:
        """Nothing is left behind, whatever became of it."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


def _check(plan: KeptPlan) -> None:
    try:
        bson.encode(plan)
    except (OverflowError, UnicodeError, BSONError) as error:
        raise InvalidInput(f"The plan holds a value that cannot be stored: {error}.") from None
