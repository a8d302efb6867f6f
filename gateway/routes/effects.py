"""What the assistant did, from the record of it, and taking it back."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from agent_core.errors import InvalidInput
from agent_core.ledger import Effect
from agent_core.undoing.report import UndoReport
from agent_core.undoing.undo import Asker
from gateway.deps import Gateway, Me
from gateway.schemas import EffectView, Page, UndoRun, UndoSince
from gateway.security.accounts import Caller
from gateway.views import effect_view

router = APIRouter(prefix="/api", tags=["effects"])


@router.get("/effects")
async def list_effects(
    me: Me,
    gateway: Gateway,
    run_id: Annotated[str | None, Query(max_length=64)] = None,
    since: Annotated[AwareDatetime | None, Query(description="with an offset, such as 2026-11-21T15:00:00Z")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the part before")] = None,
) -> Page[EffectView]:
    """What was done for you, the newest first."""
    undo = gateway.assistant.undo
    found = await undo.ledger.recent(me.id, limit=limit + 1, since=since, before=_place(cursor), run_id=run_id)
    more = _cursor(found[limit - 1]) if len(found) > limit else None
    return Page(items=[effect_view(each, undo.possible(each)) for each in found[:limit]], next=more)


@router.post("/effects/{effect_id}/undo")
async def undo_effect(effect_id: str, me: Me, gateway: Gateway) -> UndoReport:
    """Take one thing back, and before it what builds on it in the same run."""
    return await gateway.assistant.undo.effect(_asker(me), effect_id)


@router.post("/runs/{run_id}/undo")
async def undo_run(run_id: str, me: Me, gateway: Gateway, what: UndoRun | None = None) -> UndoReport:
    """Take back what a run did, or one of its steps with those that build on it."""
    return await gateway.assistant.undo.run(_asker(me), run_id, what.step_id if what else None)


@router.post("/undo")
async def undo_since(what: UndoSince, me: Me, gateway: Gateway) -> UndoReport:
    """Take back everything that was done since an instant."""
    return await gateway.assistant.undo.since(_asker(me), what.since)


def _asker(me: Caller) -> Asker:
    return Asker(user_id=me.id, now=datetime.now(ZoneInfo(me.zone)))


def _cursor(seen: Effect) -> str:
    return f"{seen.at.isoformat().replace('+00:00', 'Z')}_{seen.key}"


def _place(cursor: str | None) -> tuple[datetime, str] | None:
    """Instant and key of the last effect seen."""
    if not cursor:
        return None
    at, _, key = cursor.partition("_")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), key
    except ValueError:
        raise InvalidInput("This cursor is not one that a list gave; leave it out to start again.") from None
