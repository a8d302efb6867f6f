"""A person's standing word: what may be done without asking, what never, and which plans are shown first."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from agent_core.contract import Documents
from agent_core.policy import Grant

ReviewPlans = Literal["never", "acting", "always"]


class StandingGrant(BaseModel):
    capability: str
    decision: Grant
    at: datetime


class Permissions(BaseModel):
    """`review_plans`: "acting" shows plans that write or send before they begin."""

    review_plans: ReviewPlans = "never"
    grants: list[StandingGrant] = Field(default=[])

    def of(self, capability: str) -> Grant | None:
        return next((grant.decision for grant in self.grants if grant.capability == capability), None)


class PermissionStore:
    """One document per person, so that one read answers all that a plan needs to know."""

    def __init__(self, collection: Documents) -> None:
        self._people = collection

    async def of(self, user_id: str) -> Permissions:
        found = await self._people.find_one({"_id": user_id})
        return Permissions.model_validate(found or {})

    async def grant(self, user_id: str, capability: str, decision: Grant, now: datetime) -> StandingGrant:
        grant = StandingGrant(capability=capability, decision=decision, at=now)
        await self.withdraw(user_id, capability)
        await self._people.update_one({"_id": user_id}, {"$push": {"grants": grant.model_dump()}}, upsert=True)
        return grant

    async def withdraw(self, user_id: str, capability: str) -> None:
        await self._people.update_one({"_id": user_id}, {"$pull": {"grants": {"capability": capability}}})

    async def review_plans(self, user_id: str, wanted: ReviewPlans) -> None:
        await self._people.update_one({"_id": user_id}, {"$set": {"review_plans": wanted}}, upsert=True)
