"""Takes the person's word on what waits for them, from whichever door it comes; the first answer counts."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from agent_core.approvals import Reply, check_reply
from agent_core.consent import Word
from agent_core.errors import Conflict, NotFound
from agent_core.events import ApprovalView, name_of
from agent_core.permissions import PermissionStore
from agent_core.queue.bus import Bus, user_topic
from agent_core.registry import Registry
from agent_core.runs import Run, RunStore
from agent_core.state import Turn

GoOn = Callable[[Run], Awaitable[None]]


class Approving:
    """`go_on` queues a run again once nothing of it is asked any more."""

    def __init__(
        self, store: RunStore, registry: Registry, permissions: PermissionStore, bus: Bus,
        clock: Callable[[], datetime], go_on: GoOn,
    ) -> None:  # fmt: skip
        self._store = store
        self._registry = registry
        self._permissions = permissions
        self._bus = bus
        self._clock = clock
        self._go_on = go_on

    async def waiting(self, user_id: str, audience: str | None = None) -> list[ApprovalView]:
        """What waits for the person's word, the oldest first; on request of one audience only."""
        return [each for run in await self._store.waiting(user_id, audience) for each in pending(run)]

    async def decide(self, run_id: str, user_id: str, name: str, reply: Reply, interface: str) -> Run:
        """Answer one approval; the run goes on once all of its own are answered.

        Raises NotFound, InvalidInput for an answer that does not fit, and Conflict when it was answered before.
        """
        run = await self._store.get(run_id, user_id)
        if name not in run.approvals:
            raise NotFound("There is no such approval.")
        planned = run.kept["steps"] if run.kept else []
        check_reply(run.approvals[name], reply, planned, self._registry.capabilities)
        now = self._clock()
        decided = await self._store.decide(run_id, user_id, name, _answer(reply, interface, now))
        if decided is None:
            raise Conflict(_answered_before((await self._store.get(run_id, user_id)).approvals[name]))
        approval = decided.approvals[name]
        if reply.remember and approval.kind == "step":
            await self._permissions.grant(user_id, approval.capability, reply.remember, now)
        self._bus.publish(user_topic(user_id), approval_news(approval))
        await self._go_on(decided)
        return await self._store.get(run_id, user_id)

    async def by_word(self, turn: Turn, word: Word) -> str:
        """Answer what the conversation asked before this turn; what was done about it, in words. Empty when nothing is.

        Only what one request asks is answered by a word; with more, it could mean either.
        """
        asked = [each for run in await self._store.waiting(turn["user_id"]) for each in _asked_in(run, turn)]
        if not asked:
            return ""
        if len({each.run_id for each in asked}) > 1 or any(each.kind == "unknown" for each in asked):
            return f"Several answers are possible here; please choose: {_titles(asked)}."
        for each in asked:
            try:
                await self.decide(each.run_id, turn["user_id"], name_of(each), Reply(action=word), turn["interface"])
            except Conflict:
                return f"This was answered already: {_titles(asked)}."
        return f"{'Approved' if word == 'approve' else 'Turned down'}: {_titles(asked)}."


def pending(run: Run) -> list[ApprovalView]:
    return [each for each in run.approvals.values() if each.status == "pending"]


def approval_news(approval: ApprovalView) -> dict[str, object]:
    """What a person's open pages are told of an approval."""
    return {"topic": "approval", "payload": approval.model_dump(mode="json")}


def _asked_in(run: Run, turn: Turn) -> list[ApprovalView]:
    """What a word of this turn can answer: it must have been on the screen when it was said."""
    if run.conversation_id != turn["conversation_id"]:
        return []
    said = datetime.fromisoformat(turn["at"])
    return [each for each in pending(run) if each.asked_at <= said]


def _titles(asked: Sequence[ApprovalView]) -> str:
    return ", ".join(f"“{each.title}”" for each in asked)


def _answer(reply: Reply, interface: str, now: datetime) -> dict[str, Any]:
    status = "rejected" if reply.action == "reject" else "approved"
    answer: dict[str, Any] = {"status": status, "action": reply.action, "decided_at": now, "decided_by": interface}
    if reply.arguments is not None:
        answer["arguments"] = reply.arguments
    if reply.plan:
        answer["edits"] = [edit.model_dump() for edit in reply.plan]
    return answer | {"note": reply.reason.strip()[:500]}


def _answered_before(approval: ApprovalView) -> str:
    by = f" from {approval.decided_by}" if approval.decided_by else ""
    return f"This was answered before{by}: {approval.status}."
