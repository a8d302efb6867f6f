"""What the assistant may do: answers to what it asks, standing grants, and changes to a plan that is under way."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, status
from pydantic import BaseModel, ConfigDict, Field

from agent_core.events import Action, ApprovalView, PlanEdit
from agent_core.permissions import ReviewPlans, StandingGrant
from agent_core.policy import Grant
from gateway.deps import Gateway, Here, Me, OwnRun
from gateway.schemas import Id, RunView
from gateway.views import run_view

router = APIRouter(prefix="/api", tags=["approvals"])
Name = Annotated[str, Path(pattern=r"^[\w-]{1,64}$", description="id of the step, or `plan`")]
CapabilityName = Annotated[str, Path(pattern=r"^\w{1,64}\.\w{1,64}$", examples=["communication.send_message"])]


class ApprovalReply(BaseModel):
    """`done`, `again` and `reject` (leave it) answer what is asked about an effect that nobody knows of."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"action": "approve"}]})

    action: Action
    arguments: dict[str, object] | None = Field(None, description="instead of those that were shown; for one step")
    reason: Annotated[str, Field(max_length=500)] = ""
    remember: Literal["allow", "deny"] | None = Field(None, description="from now on without asking")
    plan: list[PlanEdit] = Field([], max_length=30, description="changes of a whole plan")
    interface: Literal["web", "cli", "api", "voice"] = "web"


class ApprovalList(BaseModel):
    items: list[ApprovalView]


class GrantChange(BaseModel):
    decision: Grant


class GrantList(BaseModel):
    items: list[StandingGrant]


class Preferences(BaseModel):
    review_plans: ReviewPlans = Field(description="which plans are shown before they begin; acting: that write or send")


class Steer(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"skip": ["s2"]}, {"text": "also add milk to my tasks"}]})

    skip: list[Id] = Field([], max_length=30, description="ids of steps to leave out, if they have not begun")
    text: Annotated[str, Field(max_length=2000)] = Field("", description="what to do as well")


@router.get("/approvals")
async def list_approvals(here: Here, gateway: Gateway) -> ApprovalList:
    """What waits for your word, in all conversations, the oldest first; in a group only what was said there."""
    return ApprovalList(items=await gateway.assistant.approvals(here.id, audience=here.confined))


@router.post("/runs/{run_id}/approvals/{name}")
async def answer_approval(asking: OwnRun, name: Name, body: ApprovalReply, here: Here, gateway: Gateway) -> RunView:
    """Answer once; the first answer from any interface counts, a later one gets 409."""
    from agent_core.approvals import Reply

    reply = Reply.model_validate(body.model_dump(exclude={"interface"}))
    run = await gateway.assistant.decide(asking.id, here.id, name, reply, here.interface or body.interface)
    gateway.turns.follow(run)
    return run_view(run)


@router.post("/runs/{run_id}/steer")
async def steer_run(run: OwnRun, body: Steer, gateway: Gateway) -> RunView:
    """Change a plan that is not over yet."""
    return run_view(await gateway.assistant.steer(run.id, run.user_id, skip=body.skip, text=body.text))


@router.get("/grants")
async def list_grants(me: Me, gateway: Gateway) -> GrantList:
    """What you said once and for all."""
    return GrantList(items=(await gateway.assistant.permissions.of(me.id)).grants)


@router.put("/grants/{capability}")
async def set_grant(capability: CapabilityName, body: GrantChange, me: Me, gateway: Gateway) -> StandingGrant:
    """Always allow it, always ask, or never do it. Untrusted text in what would be sent is asked about all the same."""
    gateway.registry.find(capability)
    return await gateway.assistant.grant(me.id, capability, body.decision)


@router.delete("/grants/{capability}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_grant(capability: CapabilityName, me: Me, gateway: Gateway) -> None:
    await gateway.assistant.permissions.withdraw(me.id, capability)


@router.get("/preferences")
async def get_preferences(me: Me, gateway: Gateway) -> Preferences:
    return Preferences(review_plans=(await gateway.assistant.permissions.of(me.id)).review_plans)


@router.put("/preferences")
async def set_preferences(body: Preferences, me: Me, gateway: Gateway) -> Preferences:
    await gateway.assistant.permissions.review_plans(me.id, body.review_plans)
    return body
