"""What the assistant remembers of the person: seen, corrected, forgotten, and the rules for it."""

from typing import Any
from typing import cast as typed

from fastapi import APIRouter

from agent_core.errors import NotFound
from agent_core.memory.facts import MOST, Fact
from agent_core.memory.rules import MemoryRules
from agent_core.own.remembering import FactResult
from gateway.deps import Gateway, Me, Myself
from gateway.projection import IDENTIFIER
from gateway.schemas_memory import FactItem, FactItems, FactOrigin, FactText, MemorySettings, MemorySettingsView
from gateway.security.accounts import Caller

router = APIRouter(prefix="/api/memory", tags=["memory"])


@router.get("")
async def list_facts(me: Me, gateway: Gateway) -> FactItems:
    """All that is remembered of you, and what is offered to be."""
    found = await gateway.privacy.facts.of(me.audience, status=None)
    return FactItems(items=[_item(fact) for fact in found], most=MOST)


@router.post("", status_code=201)
async def add_fact(body: FactText, me: Me, gateway: Gateway) -> FactItem:
    """Have something remembered. What is known already is not noted twice."""
    return await _changed("remember", {"text": body.text}, me, gateway)


@router.patch("/{fact_id}")
async def change_fact(fact_id: str, body: FactText, me: Me, gateway: Gateway) -> FactItem:
    return await _changed("change_fact", {"fact": _id(fact_id), "text": body.text}, me, gateway)


@router.post("/{fact_id}/keep")
async def keep_fact(fact_id: str, me: Myself, gateway: Gateway) -> FactItem:
    """Take an offer: from now on it is remembered."""
    return await _changed("keep_suggestion", {"fact": _id(fact_id)}, me, gateway)


@router.delete("/{fact_id}", status_code=204)
async def forget_fact(fact_id: str, me: Me, gateway: Gateway) -> None:
    """Forget it, or turn an offer down. It can be taken back for a day."""
    await _invoke("forget_fact", {"fact": _id(fact_id)}, me, gateway)


@router.delete("", status_code=204)
async def forget_all_facts(me: Me, gateway: Gateway) -> None:
    await _invoke("forget_everything", {}, me, gateway)


@router.get("/settings")
async def memory_settings(me: Me, gateway: Gateway) -> MemorySettingsView:
    return _settings(await gateway.privacy.rules.of(me.id), gateway)


@router.put("/settings")
async def set_memory_settings(body: MemorySettings, me: Myself, gateway: Gateway) -> MemorySettingsView:
    return _settings(await gateway.privacy.rules.set(me.id, MemoryRules(**body.model_dump())), gateway)


async def _changed(name: str, arguments: dict[str, Any], me: Caller, gateway: Gateway) -> FactItem:
    changed = typed(FactResult, await _invoke(name, arguments, me, gateway))
    fact = await gateway.privacy.facts.get(me.audience, changed.fact.id)
    if fact is None:
        raise NotFound("This has just been forgotten.")
    return _item(fact)


async def _invoke(name: str, arguments: dict[str, Any], me: Caller, gateway: Gateway) -> object:
    """As a step of a plan would be done: on record, so it can be undone."""
    return await gateway.assistant.invoke(f"memory.{name}", arguments, user_id=me.id, zone=me.zone)


def _id(text: str) -> str:
    """In a conversation a fact may also be named by its words; an address names exactly one."""
    if not IDENTIFIER.fullmatch(text):
        raise NotFound("There is no such fact.")
    return text


def _settings(rules: MemoryRules, gateway: Gateway) -> MemorySettingsView:
    return MemorySettingsView(
        **rules.model_dump(), most_days=gateway.privacy.retention.most_days, model=gateway.minds.any_model
    )


def _item(fact: Fact) -> FactItem:
    source = fact.source
    origin = FactOrigin(interface=source.interface, conversation_id=source.conversation_id, run_id=source.run_id)
    shown = fact.model_dump(include={"id", "text", "status", "created_at", "updated_at"})
    return FactItem(**shown, trust=fact.origin, origin=origin)
