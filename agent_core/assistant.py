"""The one door of the core: accept a message, follow its run, call one capability."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from agent_core.contract import Call, Files, Result
from agent_core.deps import Services
from agent_core.errors import InvalidInput, NotAllowed, TooLarge
from agent_core.events import Event
from agent_core.ids import new_id
from agent_core.memory.conversations import Conversations
from agent_core.queue.bus import Bus, user_topic
from agent_core.runner import Runner
from agent_core.runs import Run, RunStore


def personal(user_id: str) -> str:
    """The audience of a person's own data."""
    return f"user:{user_id}"


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A message as an interface hands it in. The same `idempotency_key` of a person is the same message."""

    user_id: str
    text: str
    zone: str
    interface: str
    conversation_id: str | None = None
    attachments: tuple[str, ...] = ()
    idempotency_key: str | None = None


class Assistant:
    def __init__(
        self, services: Services, conversations: Conversations, store: RunStore, runner: Runner, files: Files, bus: Bus,
        *, max_message_chars: int,
    ) -> None:  # fmt: skip
        self._services = services
        self.conversations = conversations
        self._store = store
        self._runner = runner
        self._files = files
        self._bus = bus
        self._max_chars = max_message_chars

    async def accept(self, message: Incoming) -> Run:
        """Accept a message durably: from here on it is answered or reported, over any crash.

        Raises InvalidInput, TooLarge, NotFound (conversation or file) and Conflict (idempotency key reused).
        """
        await self._check(message)
        if before := await self._accepted_before(message):
            return before
        run = await self._placed(message, new_id(), self._services.clock())
        accepted = await self._store.accept(run, claim=self._runner.idle(run.conversation_id))
        if accepted.id == run.id:
            self._runner.submit(accepted)
        return accepted

    async def _accepted_before(self, message: Incoming) -> Run | None:
        if message.idempotency_key is None:
            return None
        return await self._store.accepted_before(message.user_id, message.idempotency_key, message.text)

    async def _check(self, message: Incoming) -> None:
        if not message.text.strip() and not message.attachments:
            raise InvalidInput("The message is empty; write something or attach a file.")
        if len(message.text) > self._max_chars:
            raise TooLarge(
                f"The message has {len(message.text):,} characters; the limit is {self._max_chars:,}. "
                "Attach long texts as a document instead."
            )
        for file_id in message.attachments:
            await self._files.info(file_id, audience=personal(message.user_id))

    async def _placed(self, message: Incoming, run_id: str, now: datetime) -> Run:
        """The run of a message, at the end of its conversation or at the start of a new one."""
        user_id, interface = message.user_id, message.interface
        audience, previous = personal(user_id), None
        if conversation_id := message.conversation_id:
            before = await self.conversations.append(conversation_id, user_id, interface, run_id, now)
            previous = before.last_run_id
        else:
            started = await self.conversations.start(user_id, audience, message.text, interface, run_id, now)
            conversation_id = started.id
            payload = {"id": started.id, "title": started.title}
            self._bus.publish(user_topic(user_id), {"topic": "conversation", "payload": payload})
        return Run(
            _id=run_id, user_id=user_id, audience=audience, conversation_id=conversation_id, previous=previous,
            idempotency_key=message.idempotency_key or run_id, interface=interface, text=message.text,
            attachments=list(message.attachments), zone=message.zone, status="accepted", accepted_at=now,
        )  # fmt: skip

    async def run(self, run_id: str, user_id: str) -> Run:
        """Raises NotFound, also for somebody else's run."""
        return await self._store.get(run_id, user_id)

    async def events(self, run_id: str, user_id: str, after: int = 0) -> AsyncIterator[Event]:
        """The run's events with a `seq` above `after`, past and coming, to the last. Raises NotFound."""
        run = await self._store.get(run_id, user_id)
        async for event in self._runner.events(run, after):
            yield event

    async def result(self, run_id: str, user_id: str) -> Run:
        """The run once it has ended. Raises NotFound."""
        async for _ in self.events(run_id, user_id):
            pass
        return await self._store.get(run_id, user_id)

    async def cancel(self, run_id: str, user_id: str) -> Run:
        """Stop a run; one that has ended stays as it is. Raises NotFound."""
        run = await self._store.get(run_id, user_id)
        if not run.finished and await self._runner.cancel(run):
            return await self.result(run_id, user_id)
        return await self._store.get(run_id, user_id)

    async def messages(self, conversation_id: str, user_id: str, *, limit: int, before: str | None = None) -> list[Run]:
        """The conversation's newest runs older than the run `before`, oldest first. Raises NotFound."""
        await self.conversations.get(conversation_id, user_id)
        return await self._store.of_conversation(conversation_id, user_id, limit=limit, before=before)

    async def running(self, conversation_ids: list[str]) -> dict[str, str]:
        """Conversation id → id of its unfinished run, for those that have one."""
        return await self._store.running(conversation_ids)

    async def invoke(
        self, name: str, arguments: Mapping[str, Any], *, user_id: str, zone: str, key: str | None = None
    ) -> Result:
        """Call one capability for a person, under the same policy and ledger as a plan's step.

        Raises NotFound, NotAllowed, InvalidInput and what the capability raises.
        """
        capability = self._services.registry.find(name)
        if (verdict := self._services.policy.judge(capability.rules.risk)).action == "refuse":
            raise NotAllowed(verdict.reason)
        now = self._services.clock().astimezone(ZoneInfo(zone))
        call = Call(user_id=user_id, audience=personal(user_id), key=f"{user_id}:{key or new_id()}", now=now)
        return await self._services.caller.call(capability, arguments, call)
