"""A model that keeps failing is left alone for a while, so that people do not wait for its timeout each time."""

import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import Literal

from agent_core.errors import ModelUnavailable
from agent_core.models.port import ChatMessage, ChatModel, Chunk, RequestRefused, Tool

State = Literal["closed", "open", "half-open"]


class Breaker:
    """Closed: calls pass. Open after `failures` in a row: none does. Half-open after `seconds`: one may try."""

    def __init__(
        self, *, failures: int = 3, seconds: float = 30.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = failures
        self._seconds = seconds
        self._clock = clock
        self._failed = 0
        self._opened_at = 0.0
        self._trying = False

    @property
    def state(self) -> State:
        if self._failed < self._limit:
            return "closed"
        return "half-open" if self.wait <= 0 else "open"

    @property
    def wait(self) -> float:
        """Seconds until the next try is let through."""
        return self._opened_at + self._seconds - self._clock()

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
            self._opened_at = self._clock()

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

    async def stream(self, messages: Sequence[ChatMessage], tools: Sequence[Tool] = ()) -> AsyncGenerator[Chunk, None]:
        if not self._breaker.allow():
            raise ModelUnavailable(
                f"it failed several times and gets another try in {max(1, round(self._breaker.wait))} seconds"
            )
        ended = self._breaker.gave_up
        try:
            async with aclosing(self._model.stream(messages, tools)) as stream:
                async for chunk in stream:
                    yield chunk
            ended = self._breaker.succeeded
        except RequestRefused:
            ended = self._breaker.succeeded  # one long conversation, or a name written wrongly, is not the server's
            raise
        except ModelUnavailable:
            ended = self._breaker.failed
            raise
        finally:
            ended()
