"""What a person has decided about their memory: whether it learns by itself, and how long conversations are kept."""

from typing import Literal

from pydantic import BaseModel, Field

from agent_core.contract import Documents

Learn = Literal["off", "ask", "on"]
LONGEST = 3_650  # days


class MemoryRules(BaseModel):
    learn: Learn = Field(default="ask", description="what becomes of facts that a model finds in what you say")
    keep_days: int | None = Field(
        default=None, ge=1, le=LONGEST, description="conversations not used for so long are removed; null: kept"
    )


class RuleBook:
    """One document per person."""

    def __init__(self, rules: Documents) -> None:
        self._rules = rules

    async def of(self, user_id: str) -> MemoryRules:
        return MemoryRules.model_validate(await self._rules.find_one({"_id": user_id}, {"_id": 0}) or {})

    async def set(self, user_id: str, rules: MemoryRules) -> MemoryRules:
        await self._rules.update_one({"_id": user_id}, {"$set": rules.model_dump()}, upsert=True)
        return rules
