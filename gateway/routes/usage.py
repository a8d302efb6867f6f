"""What models took and cost, and how much they may."""

from typing import Annotated

from fastapi import APIRouter, Query

from agent_core.spending.limits import Limit
from agent_core.spending.report import UsageView
from gateway.deps import Admin, Gateway, Me
from gateway.schemas_usage import LimitChange, LimitList, PeopleUsage, PersonUsage

router = APIRouter(prefix="/api", tags=["usage"])
MOST_PEOPLE = 500


@router.get("/usage")
async def get_usage(me: Me, gateway: Gateway, days: Annotated[int, Query(ge=1, le=366)] = 30) -> UsageView:
    """My own: today against my limit, and the days before by model and by prompt."""
    return await gateway.spending.reports.of_person(me.id, me.zone, days)


@router.get("/usage/people")
async def get_usage_of_people(admin: Admin, gateway: Gateway) -> PeopleUsage:
    """Everybody who used a model today, the one who used most first."""
    people = {each.id: each for each in await gateway.people.list(limit=MOST_PEOPLE)}
    found = await gateway.spending.reports.of_people({each.id: each.zone for each in people.values()})
    items = [PersonUsage(user_id=key, name=people[key].name, **each.model_dump()) for key, each in found.items()]
    return PeopleUsage(items=sorted(items, key=lambda each: (-each.cost_micros, -each.tokens)))


@router.get("/limits")
async def list_limits(admin: Admin, gateway: Gateway) -> LimitList:
    return LimitList(items=await gateway.spending.limits.all())


@router.put("/limits/{scope}")
async def set_limit(scope: str, change: LimitChange, admin: Admin, gateway: Gateway) -> Limit:
    """Holds from the next model call on, for everyone together, each person, `user:ID` or `agent:ID`."""
    return await gateway.spending.limits.put(Limit(scope=scope, **change.model_dump()))


@router.delete("/limits/{scope}", status_code=204)
async def remove_limit(scope: str, admin: Admin, gateway: Gateway) -> None:
    """Back to the default of the settings; for one person, to that of each person."""
    await gateway.spending.limits.remove(scope)
