"""A record of every model call, for looking into afterwards; the sums of a day are in the counters."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field
from pymongo.errors import BulkWriteError

from agent_core.contract import Documents
from agent_core.ids import new_id
from agent_core.spending.store import DUPLICATE

Outcome = Literal["answered", "failed", "cut"]


class UsageRecord(BaseModel):
    """One call of a model."""

    id: str = Field(default_factory=new_id, alias="_id")
    user_id: str
    agent_id: str
    run_id: str
    model: str
    purpose: str
    prompt: str = Field(description="the prompt's file with its version, such as plan.v3")
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
        self._noted: list[UsageRecord] = []
        self._writing = asyncio.Lock()

    async def add(self, record: UsageRecord) -> None:
        await self._usage.insert_one(record.model_dump(by_alias=True))

    def note(self, record: UsageRecord) -> None:
        """Keep it in memory; `write` stores it."""
        self._noted.append(record)

    @property
    def behind(self) -> bool:
        """Whether something noted is not written yet."""
        return bool(self._noted)

    async def write(self) -> None:
        """Store what was noted, each once."""
        async with self._writing:
            if noted := self._noted[:]:
                await self._insert([each.model_dump(by_alias=True) for each in noted])
                del self._noted[: len(noted)]

    async def _insert(self, documents: Sequence[dict[str, Any]]) -> None:
        try:
            await self._usage.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            if any(each["code"] != DUPLICATE for each in error.details["writeErrors"]):
                raise  # a duplicate is one that an earlier try has written

    async def of_run(self, run_id: str) -> list[UsageRecord]:
        """In the order of the calls."""
        return [UsageRecord.model_validate(each) async for each in self._usage.find({"run_id": run_id}).sort("_id", 1)]
