"""Changes to what is remembered: once per call, with the way back remembered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from agent_core.contract import Call, Origin
from agent_core.errors import CapabilityFailed, Conflict, InvalidInput, NeedsAnswer, NotFound
from agent_core.memory.facts import MOST, Fact, Facts, Source, Status, plain
from agent_core.memory.recall import Recall

CHOICES = 5
CLEAR = 0.15  # by how much the likeliest must lead, to be meant
MEANT = 0.4  # least score of a fact that words can mean
ATTEMPTS = 5
Door = Callable[[str, str], Awaitable[str]]  # person and run → the interface it came through


@dataclass(frozen=True)
class Edit:
    """`change` is the key under which it was made; None when it was so already."""

    fact: Fact
    change: str | None


class Keeper:
    def __init__(self, facts: Facts, recall: Recall, door_of: Door) -> None:
        self._facts = facts
        self._recall = recall
        self._door_of = door_of

    async def all(self, audience: str) -> list[Fact]:
        return await self._facts.of(audience)

    async def about(self, audience: str, text: str) -> list[Fact]:
        return [each.fact for each in await self._recall.about(audience, text)]

    async def remember(self, call: Call, text: str) -> Edit:
        """What derives from somebody else's text becomes a suggestion only: a fact needs the person's word."""
        known = await self._facts.of(call.audience)
        if (same := _same(known, text)) and same.revision != call.key:
            return Edit(same, None)
        if len(known) >= MOST:
            raise CapabilityFailed(f"I remember {MOST:,} things, the most there may be; forget some of them first.")
        status: Status = "proposed" if call.origin is Origin.UNTRUSTED else "kept"
        fact = await self._facts.add(
            call.audience, _sentence(text), await self._source(call), key=call.key, now=call.now,
            origin=call.origin, status=status,
        )  # fmt: skip
        return Edit(fact, call.key)

    async def change(self, call: Call, reference: str, fields: Mapping[str, Any]) -> Edit:
        fields = {name: _sentence(value) if name == "text" else value for name, value in fields.items()}
        return await self._edit(call, lambda: self._find(call, reference, "kept"), fields)

    async def keep(self, call: Call, reference: str) -> Edit:
        """Raises InvalidInput when it was not the person who said so."""
        if call.origin is Origin.UNTRUSTED:
            raise InvalidInput("Only you can decide that: open the page Memory and keep it there.")
        return await self._edit(call, lambda: self._find(call, reference, "proposed"), {"status": "kept"})

    async def forget(self, call: Call, reference: str) -> Edit:
        return await self._edit(call, lambda: self._find(call, reference, None), {"deleted_at": call.now})

    async def forget_all(self, call: Call) -> int:
        for fact in await self._facts.of(call.audience, status=None):
            await self._facts.change(fact, call.key, {"deleted_at": call.now}, call.now)
        return len(await self._facts.changed_by(call.audience, call.key))

    async def take_back(self, call: Call, fact_id: str, change: str) -> Fact:
        """Put back what was before the change, unless something came after it. Raises Conflict, NotFound."""
        key = f"undo:{change}"
        fact = await self._facts.get(call.audience, fact_id, deleted=True)
        if fact is None:
            raise NotFound("What I remembered there is gone for good.")
        if any(past["key"] == key for past in fact.changes):
            return fact
        before = _before(fact, change, call)
        restored = await self._facts.restore(fact, before, key) if before is not None else None
        if restored is None:
            raise Conflict("What I remember there has changed since, so this was not taken back.")
        return restored

    async def take_all_back(self, call: Call, change: str) -> int:
        found = await self._facts.changed_by(call.audience, change)
        return len([await self.take_back(call, fact.id, change) for fact in found])

    async def _edit(self, call: Call, find: Callable[[], Awaitable[Fact]], fields: Mapping[str, Any]) -> Edit:
        """A repeat under the same key finds what the first call did."""
        if done := await self._facts.changed_by(call.audience, call.key):
            return Edit(done[0], call.key)
        for _ in range(ATTEMPTS):
            fact = await find()
            new = {name: value for name, value in fields.items() if getattr(fact, name) != value}
            if not new:
                return Edit(fact, None)
            if call.origin is Origin.UNTRUSTED:
                new["origin"] = call.origin
            if changed := await self._facts.change(fact, call.key, new, call.now):
                return Edit(changed, call.key)
        raise Conflict("This is being changed by somebody else at the same time. Try again.")

    async def _find(self, call: Call, reference: str, status: Status | None) -> Fact:
        """By id, by the very words, or the one that the words mean. Raises NeedsAnswer when it may be several."""
        if fact := await self._facts.get(call.audience, reference):
            return fact
        known = await self._facts.of(call.audience, status=status)
        if same := _same(known, reference):
            return same
        if status == "proposed":
            raise NotFound("There is no such suggestion.")
        found = await self._recall.about(call.audience, reference, limit=CHOICES, least=MEANT)
        if not found:
            raise CapabilityFailed(f"I remember nothing like “{reference}”. Ask what I remember to see all of it.")
        if len(found) > 1 and found[0].score - found[1].score < CLEAR:
            choices = [(each.fact.id, each.fact.text) for each in found]
            raise NeedsAnswer("Which of these do you mean?", argument="fact", choices=choices)
        whole = await self._facts.get(call.audience, found[0].fact.id)
        if whole is None:
            raise NotFound("That has just been forgotten.")
        return whole

    async def _source(self, call: Call) -> Source:
        """A step's key begins with its run; what was written by hand has none."""
        run_id = call.key.partition(":")[0] if call.conversation_id else None
        door = await self._door_of(call.user_id, run_id) if run_id else ""
        return Source(said_by=call.user_id, interface=door, conversation_id=call.conversation_id, run_id=run_id)


def _same(known: list[Fact], text: str) -> Fact | None:
    wanted = plain(text)
    return next((fact for fact in known if fact.plain == wanted), None)


def _sentence(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:")
    return text[:1].upper() + text[1:]


def _before(fact: Fact, change: str, call: Call) -> Mapping[str, Any] | None:
    """What the change replaced; None if it is not the last one. Before something was remembered it was not there."""
    if fact.revision != change:
        return None
    made = next((past["before"] for past in fact.changes if past["key"] == change), None)
    return made if made is not None else {"deleted_at": call.now}
