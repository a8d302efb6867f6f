"""What was done, told from receipts: nothing here comes from a memory of what was said."""

from datetime import datetime

from pydantic import BaseModel

from agent_core.contract import Origin
from agent_core.ledger import Effect
from agent_core.undoing.undo import Undo

MOST = 100
SAID = {"failed": "not done", "unknown": "not known whether it was done", "intent": "cut off while it was done"}


class Entry(BaseModel):
    """One thing that was done."""

    effect_id: str
    at: datetime
    title: str
    text: str
    status: str
    can_undo: bool


class Receipts:
    def __init__(self, undo: Undo) -> None:
        self._undo = undo

    async def told(
        self, user_id: str, since: datetime, until: datetime, audience: str | None = None
    ) -> tuple[str, list[Entry], Origin]:
        """In words, as a list from the oldest on, and where the words come from; on request of one audience only."""
        recent = self._undo.ledger.recent(user_id, since=since, until=until, limit=MOST + 1, audience=audience)
        effects = (await recent)[::-1]
        more, effects = len(effects) > MOST, effects[-MOST:]
        untrusted = any(effect.origin is Origin.UNTRUSTED for effect in effects)
        origin = Origin.UNTRUSTED if untrusted else Origin.TRUSTED
        return _text(effects, since, until, more), [self._entry(effect) for effect in effects], origin

    def _entry(self, effect: Effect) -> Entry:
        return Entry(
            effect_id=effect.key, at=effect.at, title=effect.title or effect.capability, text=effect.text,
            status=effect.status, can_undo=self._undo.possible(effect),
        )  # fmt: skip


def _text(effects: list[Effect], since: datetime, until: datetime, more: bool) -> str:
    today = since.astimezone(until.tzinfo).date() == until.date()
    span = "today" if today else f"since {_when(since, until, day=True)}"
    if not effects:
        return f"I have done nothing {span}."
    heading = f"This is what I did {span}{f', the last {MOST} things' if more else ''}:"
    return "\n".join([heading, *(f"- {_when(each.at, until, day=not today)}: {_line(each)}" for each in effects)])


def _when(at: datetime, until: datetime, *, day: bool) -> str:
    here = at.astimezone(until.tzinfo)
    return f"{here.day} {here:%B %H:%M}" if day else f"{here:%H:%M}"


def _line(effect: Effect) -> str:
    if effect.status == "done":
        return effect.text or effect.title or effect.capability
    name = effect.title or effect.capability
    if effect.status == "undone":
        return f"{effect.text or name} (taken back)"
    return f"{name} ({SAID[effect.status]})"
