"""Keeps the summary of what a conversation's last messages do not show any more."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Literal

from agent_core.errors import BudgetExceeded, ModelUnavailable
from agent_core.memory.conversations import Conversations, Summary
from agent_core.memory.extract import Said, extract
from agent_core.minds import Mind
from agent_core.models.port import ChatMessage
from agent_core.planning.model_data import block, new_mark
from agent_core.planning.model_turn import listen
from agent_core.planning.window import rough_tokens
from agent_core.prompts.load import prompt
from agent_core.runs import Run, RunStore
from agent_core.state import HISTORY

PROMPT = "sum_up.v1"
WORTH_IT = 6  # turns that are to be summed up at a time
READ = 60  # turns looked at, at most
LONGEST = 2_000  # characters of a message that are read, and of a summary
MindOf = Callable[[Run], Awaitable[Mind]]


class Summing:
    """`tokens` is what a model is shown of the last messages; half of that stays out of the summary."""

    def __init__(self, conversations: Conversations, store: RunStore, mind_of: MindOf, tokens: int) -> None:
        self._conversations = conversations
        self._store = store
        self._mind_of = mind_of
        self._tokens = tokens
        self._grown: dict[str, int] = {}  # conversation → turns since it was looked at

    async def look(self, run: Run) -> None:
        """Sum up what is old, when there is enough of it. The first look of a process is made at once."""
        grown = self._grown.get(run.conversation_id, WORTH_IT - 1) + 1
        self._grown[run.conversation_id] = grown
        if grown < WORTH_IT:
            return
        if len(self._grown) > 10_000:
            self._grown.clear()
        self._grown[run.conversation_id] = 0
        await self._sum_up(run)

    async def _sum_up(self, run: Run) -> None:
        conversation = await self._conversations.get(run.conversation_id, run.user_id)
        before = conversation.summary
        runs = await self._store.of_conversation(run.conversation_id, run.user_id, limit=READ, before=None)
        since = [each for each in runs if before is None or each.id > before.through]
        old = since[: len(since) - self._recent(since)]
        if len(old) < WORTH_IT:
            return
        text, by = await self._worded(before.text if before else "", old, run)
        untrusted = bool(before and before.origin == "untrusted") or any(map(_quotes, old))
        made = Summary(through=old[-1].id, text=text[:LONGEST], by=by, origin="untrusted" if untrusted else "trusted")
        await self._conversations.sum_up(conversation, made)

    def _recent(self, runs: Sequence[Run]) -> int:
        """How many of the last turns a model is going to see for a while yet."""
        left, count = self._tokens // 2, 0
        for run in reversed(runs):
            left -= sum(rough_tokens(each.text) for each in _said(run))
            if left < 0 or count >= HISTORY // 4:
                break
            count += 1
        return count

    async def _worded(self, before: str, old: Sequence[Run], run: Run) -> tuple[str, Literal["model", "extract"]]:
        """By a model where there is one that the budget pays. It is nobody's turn, so nothing is told of a failure."""
        model = (await self._mind_of(run)).model
        if model is not None:
            with suppress(ModelUnavailable, BudgetExceeded):
                said = await listen(model("sum_up", PROMPT), _messages(before, old), (), lambda piece: None)
                return said.text.strip(), "model"
        own = [each for run in old for each in _said(run) if each.who == "You" or not _quotes(run)]
        return extract(before, own), "extract"


def _said(run: Run) -> list[Said]:
    answer = [Said("Assistant", run.answer.text[:LONGEST])] if run.answer else []
    return [Said("You", run.text[:LONGEST]), *answer]


def _quotes(run: Run) -> bool:
    """Whether documents or other people may speak in it."""
    cited = run.answer is not None and bool(run.answer.citations)
    return cited or any(result.origin == "untrusted" for result in run.results)


def _messages(before: str, old: Sequence[Run]) -> list[ChatMessage]:
    mark = new_mark()
    spoken = {"You": "the person", "Assistant": "the assistant"}
    said = "\n".join(f"{spoken[each.who]}: {each.text}" for run in old for each in _said(run))
    data = f"{block(mark, 'the summary so far', before or 'There is none.')}\n{block(mark, 'messages', said)}"
    return [
        ChatMessage(role="system", content=prompt(PROMPT, mark=mark)),
        ChatMessage(role="user", content=data),
    ]
