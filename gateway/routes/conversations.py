"""Conversations and what was said in them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query

from agent_core.errors import InvalidInput
from agent_core.memory.conversations import Conversation
from agent_core.memory.search import Hit
from gateway.deps import Gateway, Me
from gateway.schemas import (
    ConversationChange,
    ConversationView,
    ForkRequest,
    Page,
    RewindRequest,
    RewindView,
    RunView,
)
from gateway.views import conversation_view, run_view

router = APIRouter(prefix="/api/conversations", tags=["conversations"])
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=64, description="`next` of the part before")]


@router.get("")
async def list_conversations(
    me: Me,
    gateway: Gateway,
    query: Annotated[str, Query(max_length=200, description="looks in titles and messages")] = "",
    limit: Limit = 30,
    cursor: Cursor = None,
) -> Page[ConversationView]:
    """The most recently used first."""
    store = gateway.assistant.conversations
    if query.strip():
        found_here = await store.search(me.id, query, limit=limit)
        hits = {each.conversation.id: each.hit for each in found_here if each.hit}
        return Page(items=await _views(gateway, me.id, [each.conversation for each in found_here], hits))
    found = await store.list(me.id, limit=limit + 1, before=_place(cursor))
    last = found[limit - 1] if len(found) > limit else None
    more = _cursor(last) if last else None
    return Page(items=await _views(gateway, me.id, found[:limit], {}), next=more)


@router.get("/{conversation_id}")
async def get_conversation(conversation_id: str, me: Me, gateway: Gateway) -> ConversationView:
    return await _view(gateway, await gateway.assistant.conversations.get(conversation_id, me.id))


@router.patch("/{conversation_id}")
async def update_conversation(
    conversation_id: str, change: ConversationChange, me: Me, gateway: Gateway
) -> ConversationView:
    """Rename it, or put it away (`active` false) and back."""
    store = gateway.assistant.conversations
    changed = await store.get(conversation_id, me.id)
    if change.title is not None:
        changed = await store.rename(conversation_id, me.id, change.title)
    if change.active is not None:
        changed = await store.set_active(conversation_id, me.id, change.active)
    return await _view(gateway, changed)


@router.delete("/{conversation_id}", status_code=204)
async def delete_conversation(conversation_id: str, me: Me, gateway: Gateway) -> None:
    """Remove it with everything said in it."""
    await gateway.assistant.delete_conversation(conversation_id, me.id)


@router.get("/{conversation_id}/messages")
async def list_messages(
    conversation_id: str,
    me: Me,
    gateway: Gateway,
    limit: Limit = 30,
    cursor: Cursor = None,
    superseded: Annotated[bool, Query(description="also those that were taken back")] = False,
) -> Page[RunView]:
    """A run is a message with its answer. The newest page comes first; in a page the oldest does."""
    assistant = gateway.assistant
    found = await assistant.messages(conversation_id, me.id, limit=limit + 1, before=cursor, superseded=superseded)
    shown = found[-limit:]
    more = shown[0].id if len(found) > limit else None
    return Page(items=[run_view(run) for run in shown], next=more)


@router.post("/{conversation_id}/fork", status_code=201)
async def fork_conversation(conversation_id: str, body: ForkRequest, me: Me, gateway: Gateway) -> ConversationView:
    """A new conversation that holds everything up to and including a message, and goes on from there."""
    return await _view(gateway, await gateway.assistant.fork(conversation_id, body.run_id, me.id))


@router.post("/{conversation_id}/rewind")
async def rewind_conversation(conversation_id: str, body: RewindRequest, me: Me, gateway: Gateway) -> RewindView:
    """Take the conversation back to before a message. To ask again or otherwise, rewind and send a new one."""
    rewound = await gateway.assistant.rewind(conversation_id, body.run_id, me.id, zone=me.zone, undo=body.undo)
    return RewindView(conversation=await _view(gateway, rewound.conversation), undo=rewound.undo)


def _cursor(seen: Conversation) -> str:
    return f"{seen.updated_at.isoformat().replace('+00:00', 'Z')}_{seen.id}"


def _place(cursor: str | None) -> tuple[datetime, str] | None:
    """`updated_at` and id of the last conversation seen."""
    if not cursor:
        return None
    at, _, conversation_id = cursor.partition("_")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), conversation_id
    except ValueError:
        raise InvalidInput("This cursor is not one that a list gave; leave it out to start again.") from None


async def _view(gateway: Gateway, conversation: Conversation) -> ConversationView:
    return (await _views(gateway, conversation.user_id, [conversation], {}))[0]


async def _views(
    gateway: Gateway, user_id: str, found: list[Conversation], hits: Mapping[str, Hit]
) -> list[ConversationView]:
    running = await gateway.assistant.running([each.id for each in found], user_id)
    groups = await gateway.groups.titles([each.audience for each in found], user_id)
    return [
        conversation_view(each, running.get(each.id), hits.get(each.id), groups.get(each.audience)) for each in found
    ]
