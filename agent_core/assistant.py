"""The one door of the core: accept a message, follow its run, call one capability."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from agent_core.approvals import Reply
from agent_core.approving import Approving
from agent_core.contract import Call, Capability, Result, Risk
from agent_core.declaration import words_of
from agent_core.deps import Services
from agent_core.errors import Conflict, InvalidInput, NotAllowed, TooLarge
from agent_core.events import ApprovalView, Event
from agent_core.feeds import Feeds
from agent_core.history import History, Rewound
from agent_core.ids import new_id
from agent_core.incoming import CURRENT, conversation_of, personal, title_of
from agent_core.incoming import Incoming as Incoming
from agent_core.memory.conversations import Conversation, Conversations
from agent_core.permissions import PermissionStore, StandingGrant
from agent_core.planning.port import Request
from agent_core.policy import Grant
from agent_core.queue.bus import Bus, user_topic
from agent_core.runner import Runner
from agent_core.runs import Run, RunStore
from agent_core.state import Step
from agent_core.steering import renamed
from agent_core.traces import Traces
from agent_core.turns import turn_of
from agent_core.undoing.undo import Undo
from agent_core.zones import zone_named


class Assistant:
    def __init__(
        self, services: Services, conversations: Conversations, store: RunStore, runner: Runner, feeds: Feeds,
        traces: Traces, bus: Bus, approving: Approving, undo: Undo, history: History, *, max_message_chars: int,
    ) -> None:  # fmt: skip
        self._services = services
        self.conversations = conversations
        self._store = store
        self._runner = runner
        self._feeds = feeds
        self._traces = traces
        self._bus = bus
        self._approving = approving
        self.undo = undo
        self._history = history
        self._max_chars = max_message_chars
        self._turnstiles: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def accept(self, message: Incoming) -> Run:
        """Accept a message durably: from here on it is answered or reported, over any crash.

        Raises InvalidInput, TooLarge, NotFound (conversation or file) and Conflict (idempotency key reused).
        """
        self._check(message)
        names = [await self._file_name(message, file_id) for file_id in message.attachments]
        if before := await self._accepted_before(message):
            return before
        message = await self._in_place(message)
        async with self._turnstile(conversation_of(message)) as conversation_id:
            run = await self._placed(message, conversation_id, title_of(message, names))
            accepted = await self._store.accept(run, claim=self._runner.idle(conversation_id))
            if accepted.id == run.id:
                self._runner.submit(accepted)
        return accepted

    def _check(self, message: Incoming) -> None:
        zone_named(message.zone)
        if not message.text.strip() and not message.attachments:
            raise InvalidInput("The message is empty; write something or attach a file.")
        if len(message.text) > self._max_chars:
            raise TooLarge(
                f"The message has {len(message.text):,} characters; the limit is {self._max_chars:,}. "
                "Attach long texts as a document instead."
            )
        if any("\ud800" <= character <= "\udfff" for character in message.text):
            raise InvalidInput("The message holds halves of characters (UTF-16 surrogates); send whole ones.")

    async def _file_name(self, message: Incoming, file_id: str) -> str:
        return (await self._services.files.info(file_id, audience=message.heard_by)).name

    async def _accepted_before(self, message: Incoming) -> Run | None:
        if message.idempotency_key is None:
            return None
        key, said = message.idempotency_key, (message.text, message.attachments, message.heard_by)
        return await self._store.accepted_before(message.user_id, key, *said)

    @asynccontextmanager
    async def _turnstile(self, conversation_id: str) -> AsyncIterator[str]:
        """One at a time: messages are placed in the order in which they are then answered, none behind a removal."""
        async with self._turnstiles.setdefault(conversation_id, asyncio.Lock()):
            yield conversation_id

    async def _in_place(self, message: Incoming) -> Incoming:
        """With the id of the conversation that is meant by `current`; in a group there is only one."""
        if message.conversation_id != CURRENT:
            return message
        if message.audience:
            return replace(message, conversation_id=None)
        user_id, now = message.user_id, self._services.clock()
        return replace(message, conversation_id=await self.conversations.latest(user_id, message.heard_by, now))

    async def _placed(self, message: Incoming, conversation_id: str, title: str) -> Run:
        """The run of a message, at the end of its conversation or at the start of a new one."""
        user_id, interface, run_id, now = message.user_id, message.interface, new_id(), self._services.clock()
        audience, previous, late = message.heard_by, None, list[str]()
        if message.conversation_id or await self._goes_on(message, conversation_id):
            before = await self.conversations.append(conversation_id, user_id, audience, interface, run_id, now)
            previous, late = before.last_run_id, before.late_run_ids
        else:
            self._show(
                await self.conversations.start(conversation_id, user_id, audience, title, interface, run_id, now)
            )
        return Run(
            _id=run_id, user_id=user_id, audience=audience, conversation_id=conversation_id, previous=previous,
            idempotency_key=message.idempotency_key or run_id, interface=interface, text=message.text,
            attachments=list(message.attachments), zone=message.zone, status="accepted", accepted_at=now,
            role=message.role, agent_id=message.agent_id, late=late,
        )  # fmt: skip

    async def _goes_on(self, message: Incoming, conversation_id: str) -> bool:
        """Whether the person has talked in this group before."""
        return bool(message.audience) and await self.conversations.exists(conversation_id, message.user_id)

    async def delete_conversation(self, conversation_id: str, user_id: str) -> None:
        """Remove a conversation, what was said in it and what we kept about that; what runs in it is stopped.

        Tasks, documents and the like that came of it stay: they are the person's own. Raises NotFound.
        """
        async with self._turnstile(conversation_id):
            await self.conversations.get(conversation_id, user_id)
            await self._runner.clear(conversation_id)
            await self._traces.remove(await self._store.remove(conversation_id, user_id))
            await self.conversations.delete(conversation_id, user_id)  # last, so that it can be tried again

    async def stop_all(self, user_id: str) -> None:
        """Stop whatever runs, or waits, for a person who is about to be erased."""
        for conversation_id in await self._store.open_conversations(user_id):
            async with self._turnstile(conversation_id):
                await self._runner.clear(conversation_id)

    async def fork(self, conversation_id: str, run_id: str, user_id: str) -> Conversation:
        """A new conversation that goes on after a run of this one. Raises NotFound and Conflict."""
        made = await self._history.fork(conversation_id, run_id, user_id)
        self._show(made)
        return made

    async def rewind(self, conversation_id: str, run_id: str, user_id: str, *, zone: str, undo: bool) -> Rewound:
        """Take a conversation back to before a run, on request with what was done since. Raises NotFound, Conflict."""
        async with self._turnstile(conversation_id):
            rewound = await self._history.rewind(conversation_id, run_id, user_id, zone=zone, undo=undo)
        self._show(rewound.conversation)
        return rewound

    def _show(self, conversation: Conversation) -> None:
        payload = {"id": conversation.id, "title": conversation.title}
        self._bus.publish(user_topic(conversation.user_id), {"topic": "conversation", "payload": payload})

    async def run(self, run_id: str, user_id: str, *, audience: str | None = None) -> Run:
        """Raises NotFound, also for somebody else's run, and for one of another audience than the one given."""
        return await self._store.get(run_id, user_id, audience)

    async def events(self, run_id: str, user_id: str, after: int = 0) -> AsyncIterator[Event]:
        """The run's events with a `seq` above `after`, past and coming, to the last. Raises NotFound."""
        async for event in self.follow(await self._store.get(run_id, user_id), after):
            yield event

    def follow(self, run: Run, after: int = 0) -> AsyncIterator[Event]:
        """The events of a run that the caller has got already, so may see."""
        return self._feeds.follow(run, after)

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

    async def messages(
        self, conversation_id: str, user_id: str, *, limit: int, before: str | None = None, superseded: bool = False
    ) -> list[Run]:
        """The conversation's newest runs older than the run `before`, oldest first. Raises NotFound."""
        await self.conversations.get(conversation_id, user_id)
        return await self._store.of_conversation(
            conversation_id, user_id, limit=limit, before=before, superseded=superseded
        )

    async def running(self, conversation_ids: list[str], user_id: str) -> dict[str, str]:
        """Conversation id → id of its unfinished run, for those that have one."""
        return await self._store.running(conversation_ids, user_id)

    async def approvals(self, user_id: str, *, audience: str | None = None) -> list[ApprovalView]:
        """What waits for the person's word, the oldest first; on request of one audience only."""
        return await self._approving.waiting(user_id, audience)

    async def decide(self, run_id: str, user_id: str, name: str, reply: Reply, interface: str) -> Run:
        """Answer one approval; the run goes on once all of its own are answered.

        Raises NotFound, InvalidInput for an answer that does not fit, and Conflict when it was answered before.
        """
        return await self._approving.decide(run_id, user_id, name, reply, interface)

    @property
    def permissions(self) -> PermissionStore:
        return self._services.permissions

    async def grant(self, user_id: str, capability: str, decision: Grant) -> StandingGrant:
        """Set the person's standing word on a capability."""
        return await self.permissions.grant(user_id, capability, decision, self._services.clock())

    async def steer(self, run_id: str, user_id: str, *, skip: Sequence[str] = (), text: str = "") -> Run:
        """Change a plan that is not over: leave steps out, or add what `text` asks for.

        Raises NotFound, Conflict when the run has ended, and InvalidInput for what cannot be added.
        """
        run = await self._store.get(run_id, user_id)
        if strange := set(skip) - {step.id for step in run.plan or []} - _kept_ids(run):
            raise InvalidInput(f"The plan has no step {min(strange)}.")
        added = await self._further_steps(run, text) if text.strip() else []
        steered = await self._store.steer(run_id, user_id, skip=skip, added=added)
        if steered is None:
            raise Conflict("This has ended already; send a new message.")
        return steered

    async def _further_steps(self, run: Run, text: str) -> list[Step]:
        turn = turn_of(run.model_copy(update={"text": text}))
        mind = await self._services.minds.mind_for(turn, "", lambda event: None)
        capabilities = [each for each in self._services.registry.capabilities.values() if mind.may_use(each.name)]
        now = self._services.clock().astimezone(zone_named(run.zone))
        request = Request(text=text, now=now, capabilities=capabilities)
        analysis = await self._services.understanding.analyze(request)
        planner = mind.planner if mind.planner and not analysis["confident"] else self._services.local_planner
        decision = await planner.plan(request, analysis, lambda piece: None)
        if not decision.steps:
            raise InvalidInput("I found nothing to do in that; say it as a command, such as “also add …”.")
        return renamed(decision.steps, f"a{len(run.steering.added) + 1}_")

    async def invoke(
        self, name: str, arguments: Mapping[str, Any], *, user_id: str, zone: str, audience: str | None = None,
        key: str | None = None, approved: bool = False,
    ) -> Result:  # fmt: skip
        """Call one capability for a person, under the same policy and ledger as a plan's step.

        `audience` is whose data it works on: the person's own when not given.
        `approved`: the person gave these very arguments by hand, such as in a form, and knows that it reaches others.
        Raises NotFound, NotAllowed, InvalidInput and what the capability raises.
        """
        capability = self._services.registry.find(name)
        if capability.rules.risk is not Risk.READ:
            await self._allow(capability, user_id, approved)
        now = self._services.clock().astimezone(zone_named(zone))
        whose = audience or personal(user_id)
        call = Call(user_id=user_id, audience=whose, key=f"{user_id}:{key or new_id()}", now=now)
        return await self._services.caller.call(capability, arguments, call, title=_titled(name, arguments))

    async def _allow(self, capability: Capability, user_id: str, approved: bool) -> None:
        permissions = await self.permissions.of(user_id)
        verdict = self._services.policy.judge(capability.rules, permissions.of(capability.name))
        if verdict.action == "refuse":
            raise NotAllowed(" ".join([*verdict.reasons, "Change that in the settings to have it done."]))
        if verdict.action == "ask" and not approved:
            raise NotAllowed(" ".join([*verdict.reasons, "Nothing was done; approve it to have it done."]))


def _titled(name: str, arguments: Mapping[str, Any]) -> str:
    """What was done by hand, as the steps of plans are named: `Create task: buy milk`."""
    about = next((value for key in ("title", "name") if isinstance(value := arguments.get(key), str) and value), "")
    return f"{words_of(name).capitalize()}: {about[:80]}" if about else words_of(name).capitalize()


def _planned(run: Run) -> list[Step]:
    return run.kept["steps"] if run.kept else []


def _kept_ids(run: Run) -> set[str]:
    return {step["id"] for step in [*_planned(run), *run.steering.added]}
