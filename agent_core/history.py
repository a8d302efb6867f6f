"""Going back in a conversation: a copy that goes on from an earlier message, or the same one taken back to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from agent_core.errors import Conflict, NotFound
from agent_core.ids import new_id
from agent_core.memory.conversations import Conversation, Conversations
from agent_core.runs import RunStore
from agent_core.traces import Traces
from agent_core.undoing.report import UndoReport
from agent_core.undoing.undo import Asker, Undo
from agent_core.zones import zone_named

BUSY = "Something in this conversation still goes on, or waits for you: stop it or answer it first."


@dataclass(frozen=True)
class Rewound:
    conversation: Conversation
    undo: UndoReport | None


class History:
    def __init__(
        self, conversations: Conversations, store: RunStore, traces: Traces, undo: Undo, clock: Callable[[], datetime]
    ) -> None:
        self._conversations = conversations
        self._store = store
        self._traces = traces
        self._undo = undo
        self._clock = clock

    async def fork(self, conversation_id: str, run_id: str, user_id: str) -> Conversation:
        """A new conversation with copies of what led to the run and the run itself; the new one shows once it is whole.

        What the runs did is not done again, and stays theirs to undo. Raises NotFound, and Conflict for a run that
        has not ended.
        """
        source = await self._conversations.get(conversation_id, user_id)
        branch = await self._store.branch(run_id, conversation_id, user_id)
        if not branch or branch[-1] != run_id:
            await self._found(conversation_id, run_id, user_id)
            raise Conflict("This message is still being answered: wait for it, or stop it.")
        new_ids = {each: new_id() for each in branch}
        fork_id = new_id()
        await self._store.copy(new_ids, fork_id, user_id)
        await self._traces.copy_state(run_id, new_ids[run_id])
        return await self._conversations.branch_off(source, fork_id, new_ids[run_id], self._clock())

    async def rewind(self, conversation_id: str, run_id: str, user_id: str, *, zone: str, undo: bool) -> Rewound:
        """Take a conversation back to before a run: that one and all after it do not count any more.

        The caller lets no message in meanwhile. Each part may be repeated after a crash: the undo, then where the next
        message goes on, then the marks. Raises NotFound, and Conflict while anything goes on in the conversation.
        """
        conversation = await self._conversations.get(conversation_id, user_id)
        previous = await self._found(conversation_id, run_id, user_id)
        if await self._store.busy(conversation_id, user_id):
            raise Conflict(BUSY)
        report = None
        if undo:
            asker = Asker(user_id=user_id, now=self._clock().astimezone(zone_named(zone)))
            gone = await self._store.from_on(run_id, conversation_id, user_id)
            report = await self._undo.runs(asker, gone)
        rewound = await self._conversations.rewind(conversation, previous, self._clock())
        await self._store.supersede(run_id, conversation_id, user_id)
        return Rewound(rewound, report)

    async def _found(self, conversation_id: str, run_id: str, user_id: str) -> str | None:
        """The run before this one."""
        run = await self._store.get(run_id, user_id)
        if run.conversation_id != conversation_id:
            raise NotFound("There is no such message in this conversation.")
        if run.superseded:
            raise Conflict("This message was taken back before.")
        return run.previous
