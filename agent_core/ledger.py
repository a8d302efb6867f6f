"""The effect ledger: intent before an act, receipt after it, under one key per run and step.

intent   about to be done; found later, it says that the process ended before it could note an outcome
done     it was done, and `receipt` is the capability's result
failed   it was certainly not done
unknown  nobody can tell whether it was done
undone   it was done and taken back; a repeat under its key still does nothing
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field, model_validator
from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents, Origin

KEPT = timedelta(days=400)
Status = Literal["intent", "done", "failed", "unknown", "undone"]
OPEN = {"$in": ["intent", "unknown", "failed"]}
NEWEST_FIRST = {"at": DESCENDING, "_id": DESCENDING}
CONFIRMED = "You said that this was done."


class Effect(BaseModel):
    """One act. `undo_of` is the key of the effect that this one takes back, `asked_by` the call that asked for it."""

    key: str = Field(alias="_id")
    user_id: str
    audience: str = ""
    run_id: str | None = None
    step_id: str | None = None
    conversation_id: str | None = None
    capability: str
    title: str = ""
    arguments: dict[str, Any]
    digest: str = Field(default="", description="of capability and arguments; empty in records of earlier releases")
    origin: Origin = Origin.TRUSTED
    status: Status = "intent"
    receipt: dict[str, Any] | None = None
    at: datetime
    done_at: datetime | None = None
    undone_at: datetime | None = None
    attempts: int = 1
    undo_of: str | None = None
    asked_by: str | None = None

    @model_validator(mode="after")
    def _of_earlier_releases(self) -> "Effect":
        self.audience = self.audience or f"user:{self.user_id}"
        return self

    @property
    def text(self) -> str:
        """What is on record about its outcome, in words."""
        return str((self.receipt or {}).get("text") or "")


class Ledger:
    """`clock` gives the instant of each intent, so that effects sort by the order in which they were done."""

    def __init__(
        self, effects: Documents, clock: Callable[[], datetime] = lambda: datetime.now(UTC), keep: timedelta = KEPT
    ) -> None:
        self._effects = effects
        self.clock = clock
        self._keep = keep

    async def intend(self, effect: Effect) -> Effect:
        """Write the intent, or return what an earlier attempt under this key left."""
        document = effect.model_dump(by_alias=True) | {"expires_at": effect.at + self._keep}
        try:
            await self._effects.insert_one(document)
        except DuplicateKeyError:
            return Effect.model_validate(await self._effects.find_one({"_id": effect.key}))
        return effect

    async def retry(self, effect: Effect) -> None:
        """Note that what is not known to be done is tried again, as `effect` says now."""
        again = effect.model_dump(include={"arguments", "digest", "asked_by"}) | {"status": "intent", "receipt": None}
        await self._effects.update_one({"_id": effect.key, "status": OPEN}, {"$set": again, "$inc": {"attempts": 1}})

    async def settle(self, key: str, *, receipt: Mapping[str, Any]) -> None:
        done = {"status": "done", "receipt": dict(receipt), "done_at": self.clock()}
        await self._effects.update_one({"_id": key, "status": OPEN}, {"$set": done})

    async def fail(self, key: str, *, code: str, text: str = "") -> None:
        """It was certainly not done."""
        failed = {"status": "failed", "receipt": {"code": code, "text": text}}
        await self._effects.update_one({"_id": key, "status": OPEN}, {"$set": failed})

    async def doubt(self, key: str, *, text: str = "") -> None:
        """Nobody can tell whether it was done."""
        unknown = {"status": "unknown", "receipt": {"code": "unknown", "text": text}}
        await self._effects.update_one({"_id": key, "status": OPEN}, {"$set": unknown})

    async def confirm(self, key: str, user_id: str) -> bool:
        """The person says that it was done. False when nothing was open under this key."""
        done = {"status": "done", "receipt": {"text": CONFIRMED}, "done_at": self.clock()}
        wanted = {"_id": key, "user_id": user_id, "status": OPEN}
        return (await self._effects.update_one(wanted, {"$set": done})).matched_count == 1

    async def take_back(self, key: str, user_id: str) -> None:
        """Note that what was done is undone."""
        undone = {"status": "undone", "undone_at": self.clock()}
        await self._effects.update_one({"_id": key, "user_id": user_id, "status": "done"}, {"$set": undone})

    async def get(self, key: str, user_id: str) -> Effect | None:
        found = await self._effects.find_one({"_id": key, "user_id": user_id})
        return Effect.model_validate(found) if found else None

    async def of_runs(self, user_id: str, run_ids: Sequence[str]) -> list[Effect]:
        """The newest first, without those that take another back."""
        wanted = {"user_id": user_id, "run_id": {"$in": list(run_ids)}, "undo_of": None}
        found = [Effect.model_validate(each) async for each in self._effects.find(wanted)]
        return sorted(found, key=lambda effect: (effect.at, effect.key), reverse=True)

    async def recent(
        self, user_id: str, *, limit: int, since: datetime | None = None, until: datetime | None = None,
        before: tuple[datetime, str] | None = None, run_id: str | None = None, conversation_id: str | None = None,
        audience: str | None = None,
    ) -> list[Effect]:  # fmt: skip
        """The newest first; `before` is instant and key of the last one seen."""
        place = {"run_id": run_id, "conversation_id": conversation_id, "audience": audience}
        wanted: dict[str, Any] = {"user_id": user_id, "undo_of": None, **{k: v for k, v in place.items() if v}}
        if span := {name: at for name, at in (("$gte", since), ("$lte", until)) if at}:
            wanted["at"] = span
        # an `$or` in the first stage would have the embedded database read everybody's
        earlier = {"$or": [{"at": {"$lt": before[0]}}, {"at": before[0], "_id": {"$lt": before[1]}}]} if before else {}
        stages: list[dict[str, Any]] = [
            {"$match": wanted},
            {"$match": earlier},
            {"$sort": NEWEST_FIRST},
            {"$limit": limit},
        ]
        return [Effect.model_validate(each) async for each in await self._effects.aggregate(stages)]

    async def undos(self, user_id: str, asked_by: str, since: datetime) -> list[Effect]:
        """What the call `asked_by`, made after `since`, began to take back."""
        wanted = {"user_id": user_id, "at": {"$gte": since}, "asked_by": asked_by}
        return [Effect.model_validate(each) async for each in self._effects.find(wanted)]


def digest_of(capability: str, arguments: Mapping[str, Any]) -> str:
    """The same for the same call, whatever the order of its arguments."""
    text = json.dumps([capability, arguments], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def key_of(run_id: str, step_id: str, time: int = 1) -> str:
    """The key of a step's effect; `time` counts the repeats that the person asked for."""
    return f"{run_id}:{step_id}" if time == 1 else f"{run_id}:{step_id}:{time}"
