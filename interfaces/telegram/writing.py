"""An answer as it is being written: shown early, changed as often as Telegram likes it, and not more."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from agent_core.doors.asking import plain
from agent_core.events import (
    AnswerReady,
    PlanReady,
    RunEvent,
    RunStarted,
    StepFinished,
    StepProgress,
    StepStarted,
    Token,
    TokensDropped,
)

FIRST = 0.8  # seconds before anything is shown: what is done by then is sent in one piece
TYPING = 4.0  # seconds after which Telegram stops showing that somebody types
MARKS = {"done": "✓", "failed": "✗", "skipped": "–", "refused": "✗", "asked": "?", "unknown": "?"}
GOES_ON = " …"
ID = re.compile(r":?\s*\b[0-9a-f]{32}\b")
Push = Callable[[str], Awaitable[None]]
Typing = Callable[[], Awaitable[None]]


class Writing:
    """Takes the events of a run, and calls `push` with the text to show for now, at most every `interval` seconds."""

    def __init__(self, push: Push, typing: Typing, interval: float) -> None:
        self._push = push
        self._typing = typing
        self._interval = interval
        self._titles: dict[str, str] = {}
        self._steps: dict[str, str] = {}
        self._text = ""
        self._shown = ""
        self._over = False
        self._ticking: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._ticking = asyncio.create_task(self._tick())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ticking:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)

    def take(self, event: RunEvent) -> None:
        match event:
            case RunStarted() | TokensDropped():
                self._text, self._over = "", False
            case Token(text=text):
                self._text += text
            case AnswerReady():
                self._over = True  # the whole answer comes next, from somebody else
            case PlanReady(steps=steps):
                self._titles = {step.id: step.title for step in steps}
            case StepStarted(step_id=step_id):
                self._steps[step_id] = f"⏳ {self._title(step_id)}"
            case StepProgress(step_id=step_id, text=text):
                self._steps[step_id] = f"⏳ {self._title(step_id)} — {plain(text)}"
            case StepFinished(result=result):
                self._steps[result.step_id] = f"{MARKS[result.status]} {self._title(result.step_id)}"

    def _title(self, step_id: str) -> str:
        """Without ids, which say nothing to people."""
        return plain(ID.sub("", self._titles.get(step_id, step_id)))

    @property
    def text(self) -> str:
        """What to show now: the answer as far as it is, else what is being done; "" for nothing new."""
        if self._over:
            return ""
        if self._text.strip():
            return self._text + GOES_ON
        return "\n\n".join(self._steps.values())

    async def _tick(self) -> None:
        """Failures here are of no matter: the whole answer is still to come."""
        loop = asyncio.get_running_loop()
        typed = loop.time() - TYPING
        pause = FIRST
        while True:
            if loop.time() - typed >= TYPING:
                typed = loop.time()
                with suppress(Exception):
                    await self._typing()
            await asyncio.sleep(pause)
            pause = self._interval
            if (text := self.text) and text != self._shown:
                self._shown = text
                await self._push(text)
