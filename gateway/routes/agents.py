"""Agents: which there are, and for administrators how they are configured."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter

from agent_core.agents.schemas import AgentChange, AgentConfig, AgentDraft, Trial
from gateway.deps import Admin, Gateway, Me
from gateway.schemas import Page
from gateway.schemas_agents import AgentTest, AgentView

router = APIRouter(prefix="/api/agents", tags=["agents"])
AgentId = Annotated[str, "id of the agent; `default` is the one that is always there"]
FOR_ADMINISTRATORS = {"instructions", "models", "tools", "tokens_per_day", "cost_micros_per_day", "when", "priority"}


@router.get("")
async def list_agents(me: Me, gateway: Gateway) -> Page[AgentView]:
    """Those one may ask for; how they are configured is shown to administrators only."""
    from agent_core.agents.selection import usable_by

    directory, whole = gateway.minds.directory, me.role == "admin"
    if whole:
        await directory.refresh()
    return Page(items=[_view(each, whole=whole) for each in directory.now.agents.values() if usable_by(each, me.role)])


@router.post("", status_code=201)
async def create_agent(draft: AgentDraft, admin: Admin, gateway: Gateway) -> AgentView:
    return _view(await gateway.minds.directory.add_agent(draft))


@router.patch("/{agent_id}")
async def update_agent(agent_id: AgentId, change: AgentChange, admin: Admin, gateway: Gateway) -> AgentView:
    """Takes effect with the next message."""
    return _view(await gateway.minds.directory.change_agent(agent_id, change))


@router.delete("/{agent_id}", status_code=204)
async def delete_agent(agent_id: AgentId, admin: Admin, gateway: Gateway) -> None:
    """The built-in one cannot be deleted."""
    await gateway.minds.directory.remove_agent(agent_id)


@router.post("/{agent_id}/test")
async def test_agent(agent_id: AgentId, wish: AgentTest, admin: Admin, gateway: Gateway) -> Trial:
    """Let it plan and answer a prompt. Nothing is carried out; what the models take counts as the caller's own."""
    from agent_core.agents.trial import try_agent
    from agent_core.planning.port import Request

    await gateway.minds.directory.refresh()
    agent = gateway.minds.directory.agent(agent_id)
    request = Request(text=wish.prompt, now=datetime.now(ZoneInfo(admin.zone)))
    known = list(gateway.registry.capabilities.values())
    return await try_agent(gateway.minds, agent, request, user_id=admin.id, known=known)


def _view(agent: AgentConfig, *, whole: bool = True) -> AgentView:
    hidden = set() if whole else FOR_ADMINISTRATORS
    return AgentView(**agent.model_dump(exclude=hidden | {"id"}), id=agent.id, built_in=agent.built_in)
