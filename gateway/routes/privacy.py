"""A person's say over all that is kept of them: see it, take it along, have it erased."""

import asyncio
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from agent_core.errors import InvalidInput
from gateway.deps import Admin, Gateway, Myself
from gateway.routes.auth import address
from gateway.schemas_memory import Erase, KeptOfYou

router = APIRouter(prefix="/api", tags=["privacy"])
ZIP = {200: {"content": {"application/zip": {}}, "description": "a zip with everything"}}


@router.get("/me/data")
async def kept_of_me(me: Myself, gateway: Gateway) -> KeptOfYou:
    return KeptOfYou(items=await gateway.privacy.kept.count(me.id))


@router.get("/me/export", response_class=StreamingResponse, responses=ZIP)  # type: ignore[arg-type]  # FastAPI's own type is too narrow
async def export_me(me: Myself, gateway: Gateway) -> StreamingResponse:
    """Everything that is kept of you, as one zip: Markdown to read, JSON with all details, your files."""
    now = datetime.now(UTC)
    name = f'attachment; filename="assistant-export-{now:%Y-%m-%d}.zip"'
    content = gateway.privacy.export.stream(me.id, now)
    return StreamingResponse(content, media_type="application/zip", headers={"Content-Disposition": name})


@router.post("/me/erase", status_code=204)
async def erase_me(body: Erase, me: Myself, gateway: Gateway, request: Request) -> None:
    """Erase your account and everything that is kept of you, at once and for good."""
    await gateway.accounts.confirm(me, body.password, address(request))
    await _erase(me.id, gateway)


@router.post("/users/{person_id}/erase", status_code=204)
async def erase_person(person_id: str, body: Erase, admin: Admin, gateway: Gateway, request: Request) -> None:
    """Erase somebody's account and everything that is kept of them."""
    if person_id == admin.id:
        raise InvalidInput("This is your own account; erase it on your privacy page.")
    await gateway.accounts.confirm(admin, body.password, address(request))
    await _erase(person_id, gateway)


async def _erase(person_id: str, gateway: Gateway) -> None:
    """To its end, also when whoever asked for it hangs up."""

    def gone() -> None:
        gateway.accounts.forget(person_id)

    await asyncio.shield(asyncio.create_task(gateway.privacy.erasure.erase(person_id, datetime.now(UTC), gone)))
