"""The effect ledger: intent before an act, receipt after it, under one key per run and step."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field
from pymongo.errors import DuplicateKeyError

from agent_core.contract import Documents


class Effect(BaseModel):
    """`receipt` is the capability's result, kept from the moment the act is known to be done."""

    key: str = Field(alias="_id")
    user_id: str
    run_id: str | None
    capability: str
    arguments: dict[str, Any]
    status: Literal["intent", "done", "failed"] = "intent"
    receipt: dict[str, Any] | None = None
    at: datetime


class Ledger:
    def __init__(self, effects: Documents) -> None:
        self._effects = effects

    async def intend(self, effect: Effect) -> Effect:
        """Write the intent, or return what an earlier attempt under this key left."""
        try:
            await self._effects.insert_one(effect.model_dump(by_alias=True))
        except DuplicateKeyError:
            return Effect.model_validate(await self._effects.find_one({"_id": effect.key}))
        return effect

    async def settle(self, key: str, *, receipt: dict[str, Any]) -> None:
        await self._effects.update_one({"_id": key}, {"$set": {"status": "done", "receipt": receipt}})

    async def fail(self, key: str, *, code: str) -> None:
        await self._effects.update_one({"_id": key}, {"$set": {"status": "failed", "receipt": {"code": code}}})
