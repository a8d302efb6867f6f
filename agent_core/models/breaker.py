"""A model that keeps failing is left alone for a while, so that people do not wait for its timeout each time."""

import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from functools import partial
from typing import Literal

from agent_core.errors import ModelUnavailable
from agent_core.models.faults import ModelFault
from agent_core.models.port import ChatMessage, ChatModel, Chunk, Tool

State = Literal["closed", "open", "half-open"]
SHORT_WAIT, LONGEST_WAIT = 5.0, 3600.0  # seconds that a server may ask for: worth waiting for; believed


class Breaker:
    """Closed: calls pass. Open after `failures` in a row: none does. Half-open after `seconds`: one may try."""

    def __init__(
        self, *, failures: int = 3, seconds: float = 30.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = failures
        self._seconds = seconds
        self._clock = clock
        self._failed = 0
        self._until = 0.0
        self._trying = False

    @property
    def state(self) -> State:
        if self._failed < self._limit:
            return "closed"
        return "half-open" if self.wait <= 0 else "open"

    @property
    def wait(self) -> float:
        """Seconds until the next try is let through."""
        return self._until - self._clock()

    def allow(self) -> bool:
        """Whether a call may go out now. In half-open only one at a time."""
        if self.state == "closed":
            return True
        if self.state == "open" or self._trying:
            return False
        self._trying = True
        return True

    def succeeded(self) -> None:
        self._failed, self._trying = 0, False

    def failed(self) -> None:
        self._failed, self._trying = self._failed + 1, False
        if self._failed >= self._limit:
            self._open(self._seconds)

    def told_to_wait(self, seconds: float) -> None:
        """The server named a time before which it wants no call: open until then, but not for ever."""
        self._failed, self._trying = max(self._failed + 1, self._limit), False
        self._open(min(seconds, LONGEST_WAIT))

    def _open(self, seconds: float) -> None:
        self._until = self._clock() + seconds

    def outcome_of(self, error: ModelUnavailable) -> Callable[[], None]:
        """What is to be noted after a call ended so. One long conversation, or a wrong name, is not the server's."""
        if isinstance(error, ModelFault) and error.ours:
            return self.succeeded
        wait = error.retry_after if isinstance(error, ModelFault) else None
        return partial(self.told_to_wait, wait) if wait and wait > SHORT_WAIT else self.failed

    def refusal(self) -> ModelFault:
        return ModelFault(f"it failed and gets another try in {max(1, round(self.wait))} seconds", free=True)

    def check(self) -> None:
        """Raises ModelUnavailable when no call would go out now."""
        if self.state == "open" or (self.state == "half-open" and self._trying):
            raise self.refusal()

    def gave_up(self) -> None:
        """The caller went away before it was known how the call ends."""
        self._trying = False


class GuardedModel:
    """A ChatModel behind its breaker."""

    def __init__(self, model: ChatModel, breaker: Breaker) -> None:
        self._model = model
        self._breaker = breaker

    @property
    def name(self) -> str:
        return self._model.name

    async def stream(
        self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = (), *, max_tokens: int | None = None
    ) -> AsyncGenerator[Chunk, None]:
        if not self._breaker.allow():
            raise self._breaker.refusal()
        ended = self._breaker.gave_up
        try:
            async with aclosing(self._model.stream(messages, tools, max_tokens=max_tokens)) as stream:
                async for chunk in stream:
                    yield chunk
            ended = self._breaker.succeeded
        except ModelUnavailable as error:
            ended = self._breaker.outcome_of(error)
            raise
        finally:
            ended()
