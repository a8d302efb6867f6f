"""How every object is made, found, changed and restored: at most once per call, with the way back remembered."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol

from agent_core.contract import Call, Host, Origin, Result
from agent_core.errors import CapabilityFailed, Conflict, InvalidInput, NeedsAnswer, NotFound
from capabilities.planner.moments import stamp
from capabilities.planner.records import Past, R, identity
from capabilities.planner.references import matches
from capabilities.planner.repository import Filter, Repository
from capabilities.planner.schemas import Change, Kind

CANDIDATES = 1000  # titles looked through for a reference
CHOICES = 8
ATTEMPTS = 5
Fields = Mapping[str, Any]
Find = Callable[[], Awaitable[R]]


@dataclass(frozen=True)
class Edited(Generic[R]):
    record: R
    change: Change | None  # None: it was so already


class Undoer(Protocol):
    async def undo(self, call: Call, change: Change) -> Result: ...


class Editor(Generic[R]):
    """Reads and writes one kind of object for a person."""

    topic: ClassVar[str] = "planner"

    def __init__(self, host: Host, repository: Repository[R]) -> None:
        self._host = host
        self._repository = repository
        self.kind: Kind = repository.record.kind

    async def create(self, call: Call, **fields: Any) -> Edited[R]:
        id, now = identity(call.audience, self.kind, call.key), stamp(call.now)
        own = {
            "id": id,
            "audience": call.audience,
            "user_id": call.user_id,
            "revision": call.key,
            "origin": call.origin,
        }
        record = self._repository.record(**own, created_at=now, updated_at=now, **fields)
        stored, new = await self._repository.add(record)
        if new:
            await self.publish(call.user_id, stored, "created")
        return self._edited(stored, call)

    async def change(
        self, call: Call, find: Find[R], decide: Callable[[R], Fields], name: str = "updated"
    ) -> Edited[R]:
        """Apply what `decide` says about the object that `find` finds; a repeat finds what the first call did."""
        if done := await self._repository.changed_by(call.audience, call.key):
            return self._edited(done, call)
        for _ in range(ATTEMPTS):
            record = await find()
            if any(past.key == call.key for past in record.changes):  # a repeat at the same moment was faster
                return self._edited(record, call)
            fields = {key: value for key, value in decide(record).items() if getattr(record, key) != value}
            if not fields:
                return Edited(record, None)
            if call.origin is Origin.UNTRUSTED:
                fields["origin"] = call.origin
            changed = await self._repository.change(record, call.key, {**fields, "updated_at": stamp(call.now)})
            if changed:
                await self.publish(call.user_id, changed, name)
                return self._edited(changed, call)
        raise Conflict(f"The {self.kind} is being changed by somebody else at the same time. Try again.")

    async def remove(self, call: Call, find: Find[R]) -> Edited[R]:
        return await self.change(call, find, lambda record: {"deleted_at": stamp(call.now)}, "deleted")

    async def undo(self, call: Call, change: Change) -> Result:
        """Put the state before `change` back, unless something came after it. Raises Conflict, NotFound."""
        key = f"undo:{change.key}"
        if done := await self._repository.changed_by(call.audience, key):
            return self._taken_back(done)
        record = await self._repository.get(call.audience, change.id, deleted=True)
        if record is None:
            raise NotFound(f"The {self.kind} does not exist any more.")
        past = self._before(call, record, change.key)
        restored = await self._repository.restore(record, past, key) if past else None
        if restored is None:
            raise Conflict(f"The {self.kind} “{record.title}” has changed since, so this was not taken back.")
        await self.publish(call.user_id, restored, "deleted" if restored.deleted_at else "restored")
        return self._taken_back(restored)

    async def find(self, call: Call, reference: str, *pools: Filter, hint: str = "") -> R:
        """The object meant, from the first pool that holds a match. An id finds it outside of the pools as well.

        Raises NeedsAnswer when several match, CapabilityFailed when none does, NotFound for an unknown id.
        """
        if found := await self._repository.get(call.audience, reference):
            return found
        if re.fullmatch("[0-9a-f]{32}", reference):
            raise NotFound(f"There is no such {self.kind}.")
        for pool in pools or ({},):
            candidates = await self._repository.find(call.audience, pool, [("updated_at", -1)], CANDIDATES)
            if found_here := matches(reference, candidates):
                return await self._only(call, reference, found_here)
        raise CapabilityFailed(f"I found no {self.kind} called “{reference}”.{hint and ' ' + hint}")

    def label(self, record: R, call: Call) -> str:
        """Tells the object from others with the same title."""
        return record.title

    async def publish(self, user_id: str, record: R, change: str) -> None:
        await self._host.publish(user_id, self.topic, {"kind": self.kind, "id": record.id, "change": change})

    async def _only(self, call: Call, reference: str, found: list[R]) -> R:
        if len(found) > 1:
            choices = [(record.id, self.label(record, call)) for record in found[:CHOICES]]
            question = f"Which {self.kind} do you mean by “{reference}”?"
            raise NeedsAnswer(question, argument=self.kind, choices=choices)
        whole = await self._repository.get(call.audience, found[0].id)
        if whole is None:
            raise NotFound(f"The {self.kind} has just been deleted.")
        return whole

    def _before(self, call: Call, record: R, key: str) -> Past | None:
        """What the change replaced; None if it is not the last one. Before something was made it was not there."""
        if record.revision != key:
            return None
        if record.id == identity(call.audience, self.kind, key):
            return Past(key=key, before={"deleted_at": stamp(call.now)})
        return next((past for past in record.changes if past.key == key), None)

    def _edited(self, record: R, call: Call) -> Edited[R]:
        return Edited(record, Change(kind=self.kind, id=record.id, key=call.key))

    def _taken_back(self, record: R) -> Result:
        state = "is gone" if record.deleted_at else "is as it was before"
        return Result(text=f"Taken back: the {self.kind} “{record.title}” {state}.", origin=record.origin)


def given(said: dict[str, Any]) -> dict[str, Any]:
    """The fields that were said; at least one must be. Raises InvalidInput."""
    if not said:
        raise InvalidInput("Nothing to change was given: say what is to be different.")
    return said
