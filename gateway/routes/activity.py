"""Activity of groups: the package's functions as REST, workbooks as files, and what doors tell of their platform."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from agent_core.errors import NotFound
from agent_core.happenings import MOST_HAPPENINGS, Group, Happening, Observed, Observer, Reply, Sheet
from agent_core.registry import Registry
from gateway.deps import AsService, Gateway, Me
from gateway.projection import IDENTIFIER, Row

ROWS = (
    Row("GET", "/activity/groups", "activity.list_groups"),
    Row("GET", "/activity/groups/{id}/report", "activity.group_report", "group"),
    Row("PATCH", "/activity/groups/{id}/me", "activity.take_part", "group"),
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"content": {EXCEL: {"schema": {"type": "string", "format": "binary"}}}, "description": "a workbook"}
}
Asked = Annotated[str, Query(max_length=40, description="such as last week; not said: the last seven days")]

router = APIRouter(prefix="/api/activity", tags=["activity"])


class Happenings(BaseModel):
    """What happened in one group. Anything in it may be told again, in any batch: it counts once."""

    group: Group
    events: Annotated[list[Happening], Field(max_length=MOST_HAPPENINGS)]


class GroupCommand(BaseModel):
    """What somebody said in a group after /activity."""

    group: Group
    member: Annotated[str, Field(min_length=1, max_length=128, description="the platform's id of who says it")]
    words: Annotated[str, Field(max_length=200, description="what stands after the command")] = ""
    admin: Annotated[bool, Field(description="whether the platform calls them an administrator of the group")] = False


@router.post("/events")
async def tell_events(told: Happenings, service: AsService, gateway: Gateway) -> Observed:
    """Of a group that is not switched on nothing is looked at."""
    service.check(told.group.platform)
    return await _observer(gateway.registry).observe(told.group, told.events)


@router.post("/commands")
async def group_command(given: GroupCommand, service: AsService, gateway: Gateway) -> Reply:
    """Switch a group on and off, opt out and in, ask for a report. When a `period` comes back, send its workbook."""
    service.check(given.group.platform)
    return await _observer(gateway.registry).command(given.group, given.member, given.words, admin=given.admin)


@router.get("/report", response_class=Response, responses=WORKBOOK)
async def report_for_group(
    platform: Annotated[str, Query(max_length=32)],
    group: Annotated[str, Query(max_length=128)],
    service: AsService,
    gateway: Gateway,
    period: Asked = "",
) -> Response:
    """The workbook that is sent into the group itself."""
    service.check(platform)
    return _file(await _observer(gateway.registry).report_of(Group(platform=platform, id=group), period))


@router.get("/groups/{group_id}/workbook", response_class=Response, responses=WORKBOOK)
async def group_workbook(group_id: str, me: Me, gateway: Gateway, period: Asked = "") -> Response:
    """The report as an Excel file, of a group that one of your linked accounts is in."""
    if not IDENTIFIER.fullmatch(group_id):
        raise NotFound("There is no such group, or you are not in it.")
    return _file(await _observer(gateway.registry).report_for(me.id, group_id, period))


def _observer(registry: Registry) -> Observer:
    found = next((each for each in registry.packages.values() if isinstance(each, Observer)), None)
    if found is None:
        raise NotFound("No package that keeps account of groups is installed.")
    return found


def _file(sheet: Sheet) -> Response:
    """The name is of letters, digits and hyphens, but of any alphabet."""
    headers = {
        "Content-Disposition": f"attachment; filename=\"activity.xlsx\"; filename*=UTF-8''{quote(sheet.name)}",
        "Cache-Control": "private, no-store",
    }
    return Response(sheet.data, media_type=EXCEL, headers=headers)
