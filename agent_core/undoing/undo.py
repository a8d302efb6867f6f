"""Taking back what was done: a step, a run, or all since an instant; newest first, and what builds on it before it.

Each undo is an effect of its own under `undo:KEY`, so it happens once, over any crash. What has changed since is left
alone and said; the rest goes on. An undo itself is not taken back: ask for the thing again.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakValueDictionary

from agent_core.caller import Caller, receipt_of
from agent_core.contract import Call, Capability
from agent_core.errors import AgentError, Conflict, NotFound
from agent_core.ledger import Effect, Ledger
from agent_core.registry import Registry
from agent_core.runs import Outline, RunStore
from agent_core.undoing.report import Outcome, UndoReport, named, outcome_of, report_of

OWN = "assistant."  # our own package: what it did, such as an undo, is not taken back
MOST = 500  # effects of one request
STILL_RUNNING = "This is still being worked on: stop it, then take it back."


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who wants it. A repeat of the call `key` goes on where it was cut off, and reports the same.

    With an `audience`, such as a group that listens, nothing that belongs to another is touched or named.
    """

    user_id: str
    now: datetime  # aware, in the person's zone
    key: str | None = None
    audience: str | None = None


class Undo:
    def __init__(self, ledger: Ledger, caller: Caller, registry: Registry, runs: RunStore) -> None:
        self.ledger = ledger
        self._caller = caller
        self._registry = registry
        self._runs = runs
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def possible(self, effect: Effect) -> bool:
        """Whether an undo of it would be tried."""
        capability = self._registry.capabilities.get(effect.capability)
        return capability is not None and _hindrance(effect, capability) is None

    async def effect(self, asker: Asker, effect_id: str) -> UndoReport:
        """One effect, after those of its run that build on it. Raises NotFound, and Conflict while its run goes on."""
        effect = await self.ledger.get(effect_id, asker.user_id)
        if effect is None or effect.undo_of:
            raise NotFound("Nothing like that is on record.")
        if effect.run_id and effect.step_id:
            return await self.run(asker, effect.run_id, effect.step_id)
        return report_of([await self._take_back(effect, asker)])

    async def run(self, asker: Asker, run_id: str, step_id: str | None = None) -> UndoReport:
        """A run, or one step of it with those that build on it. Raises NotFound, and Conflict while it goes on."""
        outlines = await self._runs.outlines([run_id], asker.user_id)
        if run_id not in outlines:
            raise NotFound("There is no such run.")
        if not outlines[run_id].finished:
            raise Conflict(STILL_RUNNING)
        effects = await self.ledger.of_runs(asker.user_id, [run_id])
        if step_id:
            wanted = _building_on(step_id, outlines[run_id])
            effects = [effect for effect in effects if effect.step_id in wanted]
        return await self._all(effects, outlines, asker)

    async def runs(self, asker: Asker, run_ids: Sequence[str]) -> UndoReport:
        outlines = await self._runs.outlines(run_ids, asker.user_id)
        return await self._all(await self.ledger.of_runs(asker.user_id, run_ids), outlines, asker)

    async def since(self, asker: Asker, instant: datetime) -> UndoReport:
        """All that was done from `instant` until the person asked."""
        effects = await self._recent(asker, since=instant, until=asker.now)
        outlines = await self._runs.outlines(sorted({each.run_id for each in effects if each.run_id}), asker.user_id)
        report = await self._all(effects, outlines, asker)
        if len(effects) == MOST:
            report.text += f"\nThese were the newest {MOST}; ask again for the rest."
        return report

    async def last(self, asker: Asker, conversation_id: str | None) -> UndoReport:
        """The last thing done in the conversation, else the last one anywhere: a whole run, or one call by hand.

        What cannot be taken back is said, and nothing older is touched instead.
        """
        if asker.key and (begun := await self.ledger.undos(asker.user_id, asker.key, asker.now)):
            newest = await self.ledger.get(begun[0].undo_of or "", asker.user_id)
        else:
            newest = await self._newest(asker, conversation_id)
        if newest is None:
            return report_of([])
        one = [await self._take_back(newest, asker)] if newest.run_id is None else None
        report = report_of(one) if one else await self.run(asker, newest.run_id or "")
        if all(outcome.status == "impossible" for outcome in report.outcomes):
            report.text += await self._hint(asker, newest.at)
        return report

    async def _hint(self, asker: Asker, at: datetime) -> str:
        """Where the next thing before `at` is that could be taken back."""
        older = await self._recent(asker, until=at)
        if (found := next((each for each in older if self.possible(each)), None)) is None:
            return ""
        when = found.at.astimezone(asker.now.tzinfo)
        shown = f"{when:%H:%M}" if when.date() == asker.now.date() else f"{when.day} {when:%B %Y %H:%M}"
        return f"\nThe last thing that can be is {named(found)}: say “undo everything since {shown}”."

    async def _newest(self, asker: Asker, conversation_id: str | None) -> Effect | None:
        for place in dict.fromkeys([conversation_id, None]):
            found = await self._recent(asker, until=asker.now, conversation_id=place)
            standing = (each for each in found if each.status in ("done", "unknown") and _ours(each))
            if newest := next(standing, None):
                return newest
        return None

    async def _recent(
        self, asker: Asker, *, until: datetime, since: datetime | None = None, conversation_id: str | None = None
    ) -> list[Effect]:
        return await self.ledger.recent(
            asker.user_id, since=since, until=until, limit=MOST, conversation_id=conversation_id,
            audience=asker.audience,
        )  # fmt: skip

    async def _all(self, effects: Iterable[Effect], outlines: Mapping[str, Outline], asker: Asker) -> UndoReport:
        outcomes = []
        for effect in effects:
            if effect.status == "failed" or not _ours(effect):
                continue
            outline = outlines.get(effect.run_id or "")
            if outline and not outline.finished:
                outcomes.append(outcome_of(effect, "failed", STILL_RUNNING))
            else:
                outcomes.append(await self._take_back(effect, asker))
        return report_of(outcomes)

    async def _take_back(self, effect: Effect, asker: Asker) -> Outcome:
        """One at a time: what two ask for at once happens once, and the second is told so."""
        async with self._locks.setdefault(effect.key, asyncio.Lock()):
            current = await self.ledger.get(effect.key, asker.user_id) or effect
            capability = self._registry.capabilities.get(effect.capability)
            if current.status == "undone":
                return await self._already(current, asker)
            if capability is None:
                return outcome_of(current, "impossible", f"What did this is not installed now: {named(current)}.")
            if reason := _hindrance(current, capability):
                return outcome_of(current, "impossible", reason)
            return await self._undone(current, capability, asker)

    async def _already(self, effect: Effect, asker: Asker) -> Outcome:
        undo = await self.ledger.get(_key(effect), asker.user_id)
        if undo and asker.key and undo.asked_by == asker.key:
            return outcome_of(effect, "undone", undo.text)
        return outcome_of(effect, "already", f"{named(effect)} had been taken back already.")

    async def _undone(self, effect: Effect, capability: Capability, asker: Asker) -> Outcome:
        call = Call(
            user_id=effect.user_id, audience=effect.audience, key=_key(effect), now=asker.now, origin=effect.origin,
            conversation_id=effect.conversation_id,
        )  # fmt: skip
        try:
            result = await self._caller.take_back(capability, effect, call, asked_by=asker.key)
        except (Conflict, NotFound) as error:
            return outcome_of(effect, "conflict", error.message)
        except AgentError as error:
            return outcome_of(effect, "failed", f"{named(effect)} could not be taken back: {error.message}")
        await self.ledger.take_back(effect.key, effect.user_id)
        return outcome_of(effect, "undone", result.text)


def _hindrance(effect: Effect, capability: Capability) -> str | None:
    if effect.status in ("unknown", "intent"):
        return f"It is not known whether this was done, so I leave it: {named(effect)}. Please look."
    if effect.status != "done":
        return f"This was not done, so there is nothing to take back: {named(effect)}."
    if capability.undo is None:
        return f"This cannot be taken back: {named(effect)}."
    if not isinstance(receipt_of(effect, capability), capability.result):
        return f"There is no record of what exactly this changed, so it cannot be taken back: {named(effect)}."
    return None


def _ours(effect: Effect) -> bool:
    return not effect.capability.startswith(OWN)


def _key(effect: Effect) -> str:
    return f"undo:{effect.key}"


def _building_on(step_id: str, outline: Outline) -> set[str]:
    """The step and all that need it, also through others."""
    wanted = {step_id}
    while more := {name for name, needed in outline.depends_on.items() if wanted & set(needed)} - wanted:
        wanted |= more
    return wanted
