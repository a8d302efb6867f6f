"""What the person should have seen: reminders that came due, documents that are ready."""

from typing import Annotated

from fastapi import APIRouter, Query

from agent_core.errors import NotFound
from gateway.deps import Gateway, Me
from gateway.schemas import Notification, Page
from gateway.schemas_channels import Acted

router = APIRouter(prefix="/api/notifications", tags=["notifications"])


@router.get("")
async def list_notifications(
    me: Me,
    gateway: Gateway,
    unread: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> Page[Notification]:
    """The newest first."""
    found = await gateway.notices.list(me.id, unread=unread, limit=limit + 1, before=cursor)
    items = [Notification.model_validate(each, from_attributes=True) for each in found[:limit]]
    return Page(items=items, next=items[-1].id if len(found) > limit else None)


@router.post("/{notification_id}/read", status_code=204)
async def read_notification(notification_id: str, me: Me, gateway: Gateway) -> None:
    await gateway.notices.mark_read(me.id, notification_id)


@router.post("/{notification_id}/actions/{place}")
async def press_action(notification_id: str, place: int, me: Me, gateway: Gateway) -> Acted:
    """Press a button below it, wherever it is shown: it is done once, however often it is pressed."""
    from agent_core.doors.notifying import take_back

    notice = await gateway.notices.get(me.id, notification_id)
    if not 0 <= place < len(notice.actions):
        raise NotFound("There is no such button.")
    action = notice.actions[place]
    result = await gateway.assistant.invoke(
        action.capability, action.arguments, user_id=me.id, zone=me.zone, key=f"notice:{notice.id}:{place}",
        approved=True,
    )  # fmt: skip
    await gateway.notices.mark_read(me.id, notice.id)
    await take_back(gateway.outbox, notice, result.text)
    return Acted(text=result.text)
