"""Configured agents in the database. The built-in one is stored only once somebody changed it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from agent_core.agents.providers import moment, name_key, taken
from agent_core.agents.schemas import DEFAULT, AgentChange, AgentConfig, AgentDraft
from agent_core.contract import Documents
from agent_core.errors import InvalidInput, NotAllowed, NotFound
from agent_core.ids import new_id

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ALWAYS_THERE = AgentConfig(
    _id=DEFAULT, name="Assistant", description="Answers when no other agent is chosen.",
    created_at=LONG_AGO, updated_at=LONG_AGO,
)  # fmt: skip
LIMITS = {"tokens_per_day", "cost_micros_per_day"}  # of an agent; kept with the other limits
FIXED = {"when", "priority", "enabled"}  # of the built-in agent


class Agents:
    """Every query about agents."""

    def __init__(self, documents: Documents, clock: Callable[[], datetime]) -> None:
        self._agents = documents
        self._clock = clock

    async def all(self) -> list[AgentConfig]:
        """The built-in one first, then oldest first."""
        stored = [AgentConfig.model_validate(each) async for each in self._agents.find()]
        made = sorted((each for each in stored if not each.built_in), key=lambda each: each.id)
        return [next((each for each in stored if each.built_in), ALWAYS_THERE), *made]

    async def add(self, draft: AgentDraft) -> AgentConfig:
        """Raises Conflict for a name that is taken."""
        now = moment(self._clock())
        agent = AgentConfig(_id=new_id(), created_at=now, updated_at=now, **draft.model_dump())
        _refuse_the_built_in_name(agent.name)
        try:
            await self._agents.insert_one(_document(agent))
        except DuplicateKeyError:
            raise taken(agent.name) from None
        return agent

    async def change(self, agent_id: str, change: AgentChange) -> AgentConfig:
        """Raises NotFound, Conflict for a name that is taken, InvalidInput for what is fixed of the built-in one."""
        values = {name: value for name, value in change.given().items() if name not in LIMITS}
        if agent_id == DEFAULT:
            await self._keep_the_built_in(values)
        elif "name" in values:
            _refuse_the_built_in_name(values["name"])
        if "name" in values:
            values["key"] = name_key(values["name"])
        return await self._set(agent_id, values | {"updated_at": moment(self._clock())})

    async def _keep_the_built_in(self, values: dict[str, Any]) -> None:
        """Store it as it is so far."""
        if fixed := sorted(FIXED & values.keys()):
            raise InvalidInput(
                f"The built-in agent is there for every turn that no other agent takes: its {fixed[0]} cannot be "
                "changed. Its instructions, models and functions can."
            )
        insert = {name: value for name, value in _document(ALWAYS_THERE).items() if name != "_id"}
        await self._agents.update_one({"_id": DEFAULT}, {"$setOnInsert": insert}, upsert=True)

    async def _set(self, agent_id: str, values: dict[str, Any]) -> AgentConfig:
        try:
            await self._agents.update_one({"_id": agent_id}, {"$set": values})
        except DuplicateKeyError:
            raise taken(values["name"]) from None
        found = await self._agents.find_one({"_id": agent_id})
        if found is None:
            raise NotFound("There is no such agent.")
        return AgentConfig.model_validate(found)

    async def remove(self, agent_id: str) -> None:
        """Raises NotFound; NotAllowed for the built-in one."""
        if agent_id == DEFAULT:
            raise NotAllowed("The built-in agent cannot be deleted: it answers when no other agent is chosen.")
        if not (await self._agents.delete_one({"_id": agent_id})).deleted_count:
            raise NotFound("There is no such agent.")


def _document(agent: AgentConfig) -> dict[str, Any]:
    return agent.model_dump(by_alias=True, exclude=LIMITS) | {"key": name_key(agent.name)}


def _refuse_the_built_in_name(name: str) -> None:
    if name_key(name) == name_key(ALWAYS_THERE.name):  # it need not be stored to have its name
        raise taken(name)
