"""Channels: which platforms are connected, and what became of what was sent through them."""

from typing import Annotated

from fastapi import APIRouter, Query, status

from agent_core.channels import Outgoing
from agent_core.doors.doors import DoorState
from agent_core.doors.letters import Letter
from agent_core.errors import NotAllowed, NotFound
from agent_core.ids import new_id
from gateway.deps import Admin, Gateway, Here, Me
from gateway.parts import Parts
from gateway.schemas_channels import ChannelChange, ChannelList, ChannelSetting, ChannelView, DeliveryList, DeliveryView

router = APIRouter(prefix="/api/channels", tags=["channels"])
SHOWN = 160  # characters of a message
HELLO = "This is a test message from your assistant. Messages reach you here."
SECONDS = 20.0  # that a test waits for its outcome


@router.get("")
async def list_channels(me: Me, gateway: Gateway) -> ChannelList:
    """The platforms that this server can speak through, configured or not."""
    return ChannelList(items=[_view(each, gateway, me.role == "admin") for each in gateway.doors.states()])


@router.get("/deliveries")
async def list_deliveries(
    me: Me, gateway: Gateway, everybody: bool = False, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> DeliveryList:
    """What was sent for you, the newest first; for administrators also for everybody, without what it says."""
    if everybody and me.role != "admin":
        raise NotAllowed("Only an administrator may see what was sent for others.")
    letters = await gateway.outbox.letters.recent(None if everybody else me.id, limit)
    return DeliveryList(items=[_delivery(each, me.id) for each in letters])


@router.post("/deliveries/{key:path}/again")
async def send_again(key: str, here: Here, gateway: Gateway) -> DeliveryView:
    """Send once more what failed, or of which nobody knows whether it arrived: it may then arrive twice."""
    letter = await gateway.outbox.letters.get(key)
    mine = letter.user_id == here.id and here.confined in (None, letter.audience)
    if not mine and (here.role != "admin" or here.confined):
        raise NotFound("There is no such message.")
    await gateway.outbox.again(key, letter.user_id)
    return _delivery(await gateway.outbox.letters.get(key), here.id)


@router.put("/{name}")
async def configure_channel(name: str, change: ChannelChange, admin: Admin, gateway: Gateway) -> ChannelView:
    """Enter settings; they are kept encrypted, lie over those of the environment, and are used at once."""
    door = gateway.doors.door(name)
    await gateway.doors.configs.enter(name, door.Settings, change.settings)
    await gateway.doors.reopen(name)
    return _view(gateway.doors.state(name), gateway, True)


@router.delete("/{name}", status_code=status.HTTP_204_NO_CONTENT)
async def forget_channel(name: str, admin: Admin, gateway: Gateway) -> None:
    """Take away all that was entered here; what the environment says holds again."""
    gateway.doors.state(name)
    await gateway.doors.configs.forget(name)
    await gateway.doors.reopen(name)


@router.post("/{name}/test")
async def test_channel(name: str, me: Me, gateway: Gateway) -> DeliveryView:
    """Send a test message to yourself, and wait for what becomes of it."""
    to = await gateway.channels.address(me.id, name)
    message = Outgoing(to=to, text=HELLO, subject="A test message")
    done = await gateway.channels.send(
        f"test:{new_id()}", name, message, user_id=me.id, audience=me.audience, seconds=SECONDS, told=True
    )
    return _delivery(await gateway.outbox.letters.get(done.key), me.id)


def _view(state: DoorState, gateway: Parts, admin: bool) -> ChannelView:
    public = gateway.settings.public_url.rstrip("/")
    return ChannelView(
        name=state.name, title=state.title, about=state.about, state=state.state,
        reason=state.reason if admin else "", sends=state.name in gateway.doors.platforms(),
        hook=f"{public}/api/hooks/{state.name}" if admin and state.hooked else "",
        settings=[ChannelSetting.model_validate(each, from_attributes=True) for each in state.settings if admin],
    )  # fmt: skip


def _delivery(letter: Letter, reader: str) -> DeliveryView:
    mine = letter.user_id == reader
    text = " ".join(letter.last.text.split()) if mine else ""
    return DeliveryView(
        key=letter.key, platform=letter.platform, to=letter.to, state=letter.status, reason=letter.reason,
        text=text if len(text) <= SHOWN else f"{text[:SHOWN]}…", mine=mine, at=letter.changed_at,
    )  # fmt: skip
