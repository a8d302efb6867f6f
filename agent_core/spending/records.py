"""A record of every model call, for looking into afterwards; the sums of a day are in the counters."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from agent_core.contract import Documents
from agent_core.ids import new_id

Outcome = Literal["answered", "failed", "cut"]


class UsageRecord(BaseModel):
    """One call of a model."""

    id: str = Field(default_factory=new_id, alias="_id")
    user_id: str
    agent_id: str
    run_id: str
    model: str
    purpose: str
    prompt: str = Field(description="the prompt's file with its version, such as plan.v2")
    input_tokens: int
    output_tokens: int
    cost_micros: int
    estimated: bool = Field(description="the server did not count: these are what it can have been at most")
    outcome: Outcome
    seconds: float
    at: datetime


class UsageRecords:
    """Every query about them."""

    def __init__(self, documents: Documents) -> None:
        self._usage = documents

    async def add(self, record: UsageRecord) -> None:
        await self._usage.insert_one(record.model_dump(by_alias=True))

    async def of_run(self, run_id: str) -> list[UsageRecord]:
        """In the order of the calls."""
        return [UsageRecord.model_validate(each) async for each in self._usage.find({"run_id": run_id}).sort("_id", 1)]
