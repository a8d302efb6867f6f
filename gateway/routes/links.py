"""Linked accounts: codes and links for the person; claiming, acting and releasing for the doors."""

from datetime import UTC, datetime

from fastapi import APIRouter

from agent_core.errors import NotFound
from agent_core.memory.links import Link
from agent_core.memory.platforms import PlatformOffer, title_of
from gateway.deps import AsService, Gateway, Me, Myself
from gateway.schemas_links import (
    Account,
    ActingPerson,
    ActingToken,
    ActRequest,
    ClaimedLink,
    LinkChange,
    LinkClaim,
    LinkCode,
    LinkList,
    LinkView,
    PlatformName,
    PlatformNews,
    PlatformView,
)
from gateway.security.services import INSIDE, Service

router = APIRouter(prefix="/api/links", tags=["links"])
NOT_LINKED = "This account is not linked to anybody here."
NO_CODE = "your code"  # stands in addresses and instructions while there is no code


@router.get("")
async def list_links(me: Me, gateway: Gateway) -> LinkList:
    """Your accounts on other platforms, and the platforms that could be linked."""
    items = [_view(link) for link in await gateway.links.of(me.id)]
    return LinkList(items=items, platforms=await _platforms(gateway, ""))


@router.post("/codes", status_code=201)
async def make_link_code(me: Myself, gateway: Gateway) -> LinkCode:
    """A code to type into the platform's chat with the assistant. It works once, for ten minutes."""
    made = await gateway.links.code(me.id)
    return LinkCode(code=made.text, expires_at=made.expires_at, platforms=await _platforms(gateway, made.text))


@router.patch("/{link_id}")
async def update_link(link_id: str, change: LinkChange, me: Myself, gateway: Gateway) -> LinkView:
    return _view(await gateway.links.set_notify(link_id, me.id, change.notify))


@router.delete("/{link_id}", status_code=204)
async def remove_link(link_id: str, me: Myself, gateway: Gateway) -> None:
    """Unlink it: what comes from there does not reach you any more, at once."""
    await gateway.links.unlink(link_id, me.id)


@router.post("/claim", status_code=201)
async def claim_link(body: LinkClaim, service: AsService, gateway: Gateway) -> ClaimedLink:
    """For doors: link an account to the person whose code was typed there."""
    service.check(body.platform)
    link = await gateway.links.claim(body.platform, body.external_id, body.name, body.code)
    return ClaimedLink(id=link.id, person_name=(await gateway.people.get(link.user_id)).name)


@router.post("/act")
async def act_for_person(body: ActRequest, service: AsService, gateway: Gateway) -> ActingToken:
    """For doors: a token with which to speak for the person of an account; in a group it reaches only the group's."""
    link = await _linked(body, service, gateway)
    group_id = await _group_id(body, link, gateway)
    acting = await gateway.accounts.act(service, link, group_id)
    await gateway.links.used(link)
    person = ActingPerson.model_validate(acting.person, from_attributes=True)
    return ActingToken(access_token=acting.access_token, expires_at=acting.expires_at, person=person)


@router.post("/release", status_code=204)
async def release_link(body: Account, service: AsService, gateway: Gateway) -> None:
    """For doors: the person wants the account unlinked, and says so there."""
    service.check(body.platform)
    await gateway.links.release(body.platform, body.external_id)


@router.put("/platforms/{platform}", status_code=204)
async def announce_platform(platform: PlatformName, news: PlatformNews, service: AsService, gateway: Gateway) -> None:
    """For doors: say that the platform can be linked, and how."""
    service.check(platform)
    await gateway.platforms.offer(PlatformOffer(_id=platform, by=service.name, **news.model_dump()))


async def _linked(body: Account, service: Service, gateway: Gateway) -> Link:
    service.check(body.platform)
    link = await gateway.links.person_of(body.platform, body.external_id)
    if link is None:
        raise NotFound(NOT_LINKED)
    return link


async def _group_id(body: ActRequest, link: Link, gateway: Gateway) -> str:
    if body.group is None:
        return ""
    now = datetime.now(UTC)
    return (await gateway.groups.seen(body.platform, body.group.id, body.group.title, link.user_id, now)).id


async def _platforms(gateway: Gateway, code: str) -> list[PlatformView]:
    """Without doors of our own that are not open now."""
    ours = {INSIDE + name for name in gateway.doors.platforms()}
    offers = await gateway.platforms.all()
    return [_platform(each, code) for each in offers if each.by in ours or not each.by.startswith(INSIDE)]


def _platform(offer: PlatformOffer, code: str) -> PlatformView:
    address = offer.address.replace("{code}", code) if code or "{code}" not in offer.address else ""
    instructions = offer.instructions.replace("{code}", code or NO_CODE)
    return PlatformView(platform=offer.platform, title=offer.title, address=address, instructions=instructions)


def _view(link: Link) -> LinkView:
    shown = link.model_dump(include=set(LinkView.model_fields))
    return LinkView(**shown, title=title_of(link.platform))
